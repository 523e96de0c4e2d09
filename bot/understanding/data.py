"""The training sentences: Rasa's YAML, one folder per language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.understanding.base import DataError
from bot.understanding.fingerprint import training_files
from bot.understanding.nodes import read_nodes
from bot.understanding.normalise import normalise

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


_TEXT = "text is expected here."


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
    for entry in (
        read_nodes(file).fields({"version", "nlu"})["nlu"].items("a list of intents is expected here.")
    ):
        fields = entry.fields({"intent", "examples"})
        intent = fields["intent"].text(_TEXT)
        first = fields["examples"].line + 1  # the line after "examples: |"
        for number, line in enumerate(fields["examples"].text(_TEXT).splitlines(), first):
            if not line.startswith("- ") or not normalise(line):
                raise DataError(f"{file}:{number}: write one sentence a line, as '- sentence'.")
            yield Sentence(file.parent.name, intent, line[2:].strip(), f"{file}:{number}")
