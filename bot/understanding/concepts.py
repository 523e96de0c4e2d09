"""What words stand for: "baas", "مدير" and "ኣስራሒ" are one concept, and a classifier may learn it once.

A pattern is a normalised word with, where it begins or ends differently, a star:
``baas``, ``baas*``, ``*toeslag``, ``*verzekering*``; or, after ``~``, the consonants of one.
Which patterns stand for which concept is data (``nlu/concepts``); training stores it with
the weights.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from bot.understanding.skeleton import skeleton

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

STAR = "*"
HEARD = "~"

_SHORTEST_START = 2
_SHORTEST_END = 3
_SHORTEST_STEM = 3

_ARABIC_BEFORE = (
    *("وال", "بال", "فال", "كال", "عال", "هال", "لل", "ال", "عم"),
    *("و", "ف", "ب", "ك", "ل", "ع", "ه", "ح", "ت", "ي", "ن", "ا", "م", "س", "د"),
)
"""What is written onto the front of a word: and, with, for, the; the persons of a verb in the dialects."""

_LATIN_BEFORE = ("nay", "kab", "ab", "kt", "kn", "ay", "zi", "zy", "n", "b", "z", "k", "y", "t")
"""The same in Tigrinya, which reaches us written out in Latin letters."""


class Concepts:
    """Finds the concepts of a word. Without patterns it finds none."""

    def __init__(self, patterns: Mapping[str, Sequence[str]]) -> None:
        self.patterns = patterns
        self._whole: defaultdict[str, set[str]] = defaultdict(set)
        self._starts: defaultdict[str, set[str]] = defaultdict(set)
        self._ends: defaultdict[str, set[str]] = defaultdict(set)
        self._inside: list[tuple[str, set[str]]] = []
        self._heard: defaultdict[str, set[str]] = defaultdict(set)
        for pattern, concepts in patterns.items():
            self._add(pattern, set(concepts))

    def _add(self, pattern: str, concepts: set[str]) -> None:
        word = pattern.strip(STAR + HEARD)
        if pattern.startswith(HEARD):
            self._heard[word] |= concepts
        elif pattern.startswith(STAR) and pattern.endswith(STAR):
            self._inside.append((word, concepts))
        elif pattern.startswith(STAR):
            self._ends[word] |= concepts
        elif pattern.endswith(STAR):
            self._starts[word] |= concepts
        else:
            self._whole[word] |= concepts

    def of(self, word: str) -> list[str]:
        """Return the concepts of a normalised word, by name.

        A word that is not known as it stands is tried without what is written onto its
        front, and one in Latin letters by its consonants, as the other scripts have them.
        """
        found = self._as_it_stands(word) or self._without_front(word)
        if not found and word.isascii():
            found = self._heard.get(skeleton(word), set())
        return sorted(found)

    def _as_it_stands(self, word: str) -> set[str]:
        found = set(self._whole.get(word, ()))
        for length in range(_SHORTEST_START, len(word) + 1):
            found.update(self._starts.get(word[:length], ()))
            if length >= _SHORTEST_END:
                found.update(self._ends.get(word[-length:], ()))
        for inside, concepts in self._inside:
            if inside in word:
                found |= concepts
        return found

    def _without_front(self, word: str) -> set[str]:
        latin = word.isascii()
        for stem in _stems(word, _LATIN_BEFORE if latin else _ARABIC_BEFORE):
            found = self._as_it_stands(stem)
            if not found and not latin:  # "وبالشغل" has two
                found = {one for again in _stems(stem, _ARABIC_BEFORE) for one in self._as_it_stands(again)}
            if found:
                return found
        return set()


def _stems(word: str, fronts: Sequence[str]) -> list[str]:
    return [
        word[len(front) :]
        for front in fronts
        if word.startswith(front) and len(word) - len(front) >= _SHORTEST_STEM
    ]


NO_CONCEPTS = Concepts({})
