"""One ``spoken.yaml`` to a ``Wording``, with ``file:line:`` for every mistake."""

from __future__ import annotations

import string
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml
from pydantic import ValidationError

from bot.libyaml import FAST
from bot.voice.spoken.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Where = tuple[str | int, ...]

PLACEHOLDERS = {
    "amount": {"euros"},
    "amount_with_cents": {"euros", "cents"},
    "percentage": {"number"},
    "decimal": {"whole", "fraction"},
    "time": {"hour"},
    "time_with_minutes": {"hour", "minute"},
    "date": {"day", "month", "year"},
    "date_without_year": {"day", "month"},
    "range": {"from", "until"},
    "part_of": {"part", "total"},
    "option": {"number", "label"},
}
"""What each sentence leaves open."""


class SpokenError(Exception):
    """A ``spoken.yaml`` cannot be used: one mistake a line, each beginning with ``file:line:``."""


@dataclass(frozen=True)
class Source:
    """A file with the line of each of its values. ``name`` is its path below the project."""

    name: str
    wording: Wording
    lines: Mapping[Where, int]

    def mistake(self, where: Where, message: str) -> str:
        """Return a message for an editor about the value at this place."""
        return f"{self.name}:{_line(self.lines, where)}: {message}"


def read(path: Path) -> Source:
    """Read one file; raise ``SpokenError`` with every mistake in its shape."""
    name = "/".join(path.parts[-3:])
    try:
        text = path.read_text(encoding="utf-8")
        node = yaml.compose(text, Loader=FAST)
        data = yaml.load(text, Loader=FAST)  # noqa: S506  both are safe loaders
    except UnicodeDecodeError:
        raise SpokenError(f"{name}:1: this file is not UTF-8 text; save it as UTF-8") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "a character that YAML does not take"
        raise SpokenError(f"{name}:{mark.line + 1 if mark else 1}: not valid YAML: {problem}") from None
    lines: dict[Where, int] = {}
    doubled: list[str] = []
    _number(node, (), lines, doubled, name)
    if doubled:
        raise SpokenError("\n".join(doubled))
    try:
        source = Source(name, Wording.model_validate(data), lines)
    except ValidationError as error:
        mistakes = [
            f"{name}:{_line(lines, problem['loc'])}: {'.'.join(map(str, problem['loc']))}: {problem['msg']}"
            for problem in error.errors()
        ]
        raise SpokenError("\n".join(mistakes)) from None
    open_places = [
        source.mistake((key,), f"'{key}' needs {_braced(expected)}, it has {_braced(found)}")
        for field, expected in PLACEHOLDERS.items()
        if (found := _fields(getattr(source.wording, field))) != expected
        for key in [field.replace("_", "-")]
    ]
    if open_places:
        raise SpokenError("\n".join(open_places))
    return source


def _fields(sentence: str) -> set[str]:
    try:
        return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}
    except ValueError:
        return set()


def _braced(names: set[str]) -> str:
    return " and ".join(f"{{{name}}}" for name in sorted(names)) or "nothing in braces"


def _line(lines: Mapping[Where, int], where: Where) -> int:
    # A value that is missing is told of at what it is missing from.
    return next((lines[where[:end]] for end in range(len(where), -1, -1) if where[:end] in lines), 1)


def _number(
    node: yaml.Node | None, where: Where, lines: dict[Where, int], doubled: list[str], name: str
) -> None:
    if node is None:
        return
    lines.setdefault(where, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        for position, item in enumerate(node.value):
            _number(item, (*where, position), lines, doubled, name)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            place = (*where, key.value)
            line = key.start_mark.line + 1
            if place in lines:
                doubled.append(f"{name}:{line}: '{key.value}' stands here twice")
            lines[place] = line
            _number(value, place, lines, doubled, name)
