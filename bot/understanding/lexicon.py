"""Reads ``nlu/concepts/<language>.yaml``: concepts, each with the words that stand for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from bot.understanding.base import DataError
from bot.understanding.concepts import HEARD, STAR, Concepts
from bot.understanding.fingerprint import concept_files
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
    try:
        root = yaml.compose(file.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        at = error.problem_mark.line + 1 if error.problem_mark else 1
        raise DataError(f"{file}:{at}: this is not YAML: {error.problem}.") from error
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise DataError(f"{file}:1: this is not a YAML text in UTF-8.") from error
    if not isinstance(root, yaml.MappingNode):
        raise DataError(f"{file}:1: names of concepts with their words are expected here.")
    for name, words in root.value:
        if not isinstance(words, yaml.ScalarNode) or not words.value.split():
            raise DataError(f"{file}:{name.start_mark.line + 1}: words are expected after '{name.value}:'.")
        for word in words.value.split():
            pattern = _pattern(word)
            if not pattern:
                raise DataError(f"{file}:{name.start_mark.line + 1}: {word!r} is not a word.")
            yield str(name.value), pattern


def _pattern(word: str) -> str:
    bare = normalise(word.strip(STAR)).replace(" ", "")
    if not bare:
        return ""
    return STAR * word.startswith(STAR) + bare + STAR * word.endswith(STAR)


def _by_ear(pattern: str) -> list[str]:
    consonants = skeleton(pattern.strip(STAR))
    return [HEARD + consonants] if len(consonants) >= _SHORTEST_SKELETON else []
