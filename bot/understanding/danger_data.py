"""The sentences that teach what danger is: ``nlu/danger/<language>.yml``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.understanding.base import DataError
from bot.understanding.fingerprint import danger_files
from bot.understanding.nodes import read_nodes
from bot.understanding.normalise import normalise

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DANGER = "danger"
HARMLESS = "harmless"

_SENTENCE = "a sentence is expected here."


@dataclass(frozen=True)
class DangerSentence:
    """A sentence with danger now, or one that only sounds so, and where it stands."""

    language: str
    text: str
    danger: bool
    place: str


def read_danger(data_dir: Path) -> tuple[DangerSentence, ...]:
    """Read the sentences of danger that lie beside a folder of sentences, in a fixed order.

    Raises ``DataError`` for a file that is not two lists, ``danger`` and ``harmless``, for a
    sentence that stands in both lists of a language, and where there is no file at all.
    """
    sentences = tuple(sentence for file in danger_files(data_dir) for sentence in _read_file(file))
    if not sentences:
        raise DataError(f"{data_dir.parent / 'danger'}:1: there are no sentences of danger here.")
    seen: dict[tuple[str, str], DangerSentence] = {}
    for sentence in sentences:
        first = seen.setdefault((sentence.language, normalise(sentence.text)), sentence)
        if first.danger != sentence.danger:
            raise DataError(
                f"{sentence.place}: {sentence.text!r} also stands at {first.place}, as the other."
            )
    return sentences


def _read_file(file: Path) -> Iterator[DangerSentence]:
    for name, listed in read_nodes(file).fields({DANGER, HARMLESS}).items():
        for item in listed.items("a list of sentences is expected here."):
            text = item.text(_SENTENCE)
            if not normalise(text):
                raise DataError(f"{item.place}: {_SENTENCE}")
            yield DangerSentence(file.stem, text, name == DANGER, item.place)
