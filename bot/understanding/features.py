"""What the classifier sees of a text: pieces of its words and of their consonants, words, pairs, concepts."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from bot.understanding.concepts import NO_CONCEPTS
from bot.understanding.normalise import normalise
from bot.understanding.skeleton import skeleton

if TYPE_CHECKING:
    from bot.understanding.concepts import Concepts

PIECES = range(1, 5)
"""Lengths of the pieces of a word, in characters, its two edges included."""

CONSONANT_PIECES = range(3, 6)
"""Lengths of the pieces of a skeleton; shorter ones are in every word."""

_SHORTEST_SKELETON = 2
_EDGE = "~"
_WORD = "="
_PAIR = "+"
_CONCEPT = "#"


def _pieces(word: str) -> list[str]:
    found = _cut(f" {word} ", PIECES)
    if len(word) + 2 > PIECES[-1]:  # a shorter word is one of its own pieces
        found.append(_WORD + word)
    consonants = skeleton(word)
    if len(consonants) >= _SHORTEST_SKELETON:
        found += [_EDGE + piece for piece in _cut(f"{_EDGE}{consonants}{_EDGE}", CONSONANT_PIECES)]
    return found


def _pairs(words: list[str]) -> list[str]:
    """Return each word with its neighbour, both by their consonants: spellings differ, their order less."""
    heard = [_EDGE, *(skeleton(word) or word for word in words), _EDGE]
    return [f"{first}{_PAIR}{second}" for first, second in pairwise(heard)] if words else []


def _cut(word: str, lengths: range) -> list[str]:
    return [word[start : start + length] for length in lengths for start in range(len(word) - length + 1)]


def _meant(words: list[str], concepts: Concepts) -> list[str]:
    """Return each concept, and each two that are in one text however far apart and in whichever language."""
    each = [f"{_CONCEPT}{concept}" for word in words for concept in concepts.of(word)]
    return each + [f"{first}{second}" for first, second in combinations(sorted(set(each)), 2)]


def features(text: str, concepts: Concepts = NO_CONCEPTS) -> Counter[str]:
    """Count the features of a text as a resident typed it."""
    words = normalise(text).split()
    pieces = [piece for word in words for piece in _pieces(word)]
    return Counter(pieces + _pairs(words) + _meant(words, concepts))
