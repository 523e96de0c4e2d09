"""The sentences that teach what danger is: ``nlu/danger/<language>.yml``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from bot.understanding.base import DataError
from bot.understanding.fingerprint import danger_files
from bot.understanding.normalise import normalise

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DANGER = "danger"
HARMLESS = "harmless"


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
    try:
        root = yaml.compose(file.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        at = error.problem_mark.line + 1 if error.problem_mark else 1
        raise DataError(f"{file}:{at}: this is not YAML: {error.problem}.") from error
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise DataError(f"{file}:1: this is not a YAML text in UTF-8.") from error
    lists = {key.value: value for key, value in root.value} if isinstance(root, yaml.MappingNode) else {}
    if set(lists) != {DANGER, HARMLESS}:
        raise DataError(f"{file}:1: '{DANGER}:' and '{HARMLESS}:' are expected here, and nothing else.")
    for name, node in lists.items():
        if not isinstance(node, yaml.SequenceNode):
            raise DataError(f"{file}:{node.start_mark.line + 1}: a list of sentences is expected here.")
        for item in node.value:
            place = f"{file}:{item.start_mark.line + 1}"
            if not isinstance(item, yaml.ScalarNode) or not normalise(item.value):
                raise DataError(f"{place}: a sentence is expected here.")
            yield DangerSentence(file.stem, item.value, name == DANGER, place)
