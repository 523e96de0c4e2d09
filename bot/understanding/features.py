"""What the classifier sees of a text: pieces of its words, and of their consonants."""

from __future__ import annotations

from collections import Counter

from bot.understanding.normalise import normalise
from bot.understanding.skeleton import skeleton

PIECES = range(1, 5)
"""Lengths of the pieces of a word, in characters, its two edges included."""

CONSONANT_PIECES = range(3, 6)
"""Lengths of the pieces of a skeleton; shorter ones are in every word."""

_SHORTEST_SKELETON = 2
_EDGE = "~"


def _pieces(word: str) -> list[str]:
    found = _cut(f" {word} ", PIECES)
    consonants = skeleton(word)
    if len(consonants) >= _SHORTEST_SKELETON:
        found += [_EDGE + piece for piece in _cut(f"{_EDGE}{consonants}{_EDGE}", CONSONANT_PIECES)]
    return found


def _cut(word: str, lengths: range) -> list[str]:
    return [word[start : start + length] for length in lengths for start in range(len(word) - length + 1)]


def features(text: str) -> Counter[str]:
    """Count the features of a text as a resident typed it."""
    return Counter(piece for word in normalise(text).split() for piece in _pieces(word))
