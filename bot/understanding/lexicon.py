"""Reads ``nlu/concepts/<language>.yaml``: concepts, each with the words that stand for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.understanding.base import DataError
from bot.understanding.concepts import HEARD, STAR, Concepts
from bot.understanding.fingerprint import concept_files
from bot.understanding.nodes import read_nodes
from bot.understanding.normalise import normalise
from bot.understanding.skeleton import skeleton

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SHORTEST_SKELETON = 3


def read_concepts(data_dir: Path) -> Concepts:
    """Read the concepts that lie beside a folder of sentences; where there are none, none.

    A concept has the same name in every language. Raises ``DataError`` for a file that is
    not a mapping of names to words, and for a word of which normalising leaves nothing.
    """
    patterns: dict[str, list[str]] = {}
    for file in concept_files(data_dir):
        for concept, word in _read_file(file):
            for pattern in (word, *_by_ear(word)):
                concepts = patterns.setdefault(pattern, [])
                if concept not in concepts:
                    concepts.append(concept)
    return Concepts(patterns)


def _read_file(file: Path) -> Iterator[tuple[str, str]]:
    for key, value in read_nodes(file).pairs("names of concepts with their words are expected here."):
        name = key.text("the name of a concept is expected here.")
        expected = f"words are expected after '{name}:'."
        words = value.text(expected).split()
        if not words:
            raise DataError(f"{key.place}: {expected}")
        for word in words:
            pattern = _pattern(word)
            if not pattern:
                raise DataError(f"{key.place}: {word!r} is not a word.")
            yield name, pattern


def _pattern(word: str) -> str:
    bare = normalise(word.strip(STAR)).replace(" ", "")
    if not bare:
        return ""
    return STAR * word.startswith(STAR) + bare + STAR * word.endswith(STAR)


def _by_ear(pattern: str) -> list[str]:
    consonants = skeleton(pattern.strip(STAR))
    return [HEARD + consonants] if len(consonants) >= _SHORTEST_SKELETON else []
