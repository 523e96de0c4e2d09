"""The training sentences: Rasa's YAML, one folder per language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from bot.understanding.base import DataError
from bot.understanding.fingerprint import training_files
from bot.understanding.normalise import normalise

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True)
class Sentence:
    """One training sentence and where it stands."""

    language: str
    intent: str
    text: str
    place: str


def read_sentences(data_dir: Path) -> tuple[Sentence, ...]:
    """Read every ``<language>/*.yml`` of a folder, in a fixed order.

    Raises ``DataError`` for a file that is not in the format, and for a sentence that
    stands under two intents of one language: a classifier cannot learn both.
    """
    sentences = tuple(sentence for file in training_files(data_dir) for sentence in _read_file(file))
    if not sentences:
        raise DataError(f"{data_dir}:1: there are no training sentences here.")
    seen: dict[tuple[str, str], Sentence] = {}
    for sentence in sentences:
        first = seen.setdefault((sentence.language, normalise(sentence.text)), sentence)
        if first.intent != sentence.intent:
            raise DataError(
                f"{sentence.place}: {sentence.text!r} is also a sentence of {first.intent} ({first.place}). "
                "Keep it under one intent."
            )
    return sentences


def _read_file(file: Path) -> Iterator[Sentence]:
    try:
        root = yaml.compose(file.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        at = error.problem_mark.line + 1 if error.problem_mark else 1
        raise DataError(f"{file}:{at}: this is not YAML: {error.problem}.") from error
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise DataError(f"{file}:1: this is not a YAML text in UTF-8.") from error
    for entry in _items(file, _fields(file, root, {"version", "nlu"})["nlu"]):
        fields = _fields(file, entry, {"intent", "examples"})
        intent = _text(file, fields["intent"])
        first = _line(fields["examples"]) + 1  # the line after "examples: |"
        for number, line in enumerate(_text(file, fields["examples"]).splitlines(), first):
            if not line.startswith("- ") or not normalise(line):
                raise DataError(f"{file}:{number}: write one sentence a line, as '- sentence'.")
            yield Sentence(file.parent.name, intent, line[2:].strip(), f"{file}:{number}")


def _fields(file: Path, node: yaml.Node | None, expected: set[str]) -> dict[str, yaml.Node]:
    fields = {key.value: value for key, value in node.value} if isinstance(node, yaml.MappingNode) else {}
    if set(fields) != expected:
        names = " and ".join(f"'{name}:'" for name in sorted(expected))
        raise DataError(f"{file}:{_line(node)}: {names} are expected here, and nothing else.")
    return fields


def _items(file: Path, node: yaml.Node) -> list[yaml.Node]:
    if not isinstance(node, yaml.SequenceNode):
        raise DataError(f"{file}:{_line(node)}: a list of intents is expected here.")
    return list(node.value)


def _text(file: Path, node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode):
        raise DataError(f"{file}:{_line(node)}: text is expected here.")
    return str(node.value)


def _line(node: yaml.Node | None) -> int:
    return node.start_mark.line + 1 if node else 1
