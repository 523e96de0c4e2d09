"""A YAML document that remembers on which line each value stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from bot.libyaml import FAST

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Where = tuple[str | int, ...]
"""The path of a value inside a document: keys and list positions."""


@dataclass(frozen=True, order=True)
class Mistake:
    """Something wrong in a content file, for an editor."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class ContentError(Exception):
    """The content cannot be used. ``mistakes`` holds every one that was found."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__("\n".join(str(mistake) for mistake in sorted(mistakes)))
        self.mistakes = sorted(mistakes)


@dataclass(frozen=True)
class Document:
    """The data of one file. ``name`` is its path as an editor knows it.

    ``published``: the table beside which this one stands, when this one holds its drafts.
    """

    name: str
    data: object
    lines: Mapping[Where, int]
    published: Document | None = None

    def line(self, where: Where) -> int:
        """Return the line of the value, or of the nearest thing around it that has one."""
        for length in range(len(where), -1, -1):
            if where[:length] in self.lines:
                return self.lines[where[:length]]
        return 1

    def mistake(self, where: Where, message: str) -> Mistake:
        """Return a mistake that stands at this place, here or in the table beside."""
        if self.published is not None and where[:1] not in self.lines:
            return self.published.mistake(where, message)
        return Mistake(self.name, self.line(where), message)


def read(path: Path, root: Path) -> Document:
    """Read one YAML file; raise ``ContentError`` for a missing, broken or doubled part."""
    name = path.relative_to(root).as_posix()
    try:
        source = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ContentError([Mistake(name, 1, "this file is missing")]) from None
    except UnicodeDecodeError:
        raise ContentError([Mistake(name, 1, "this file is not UTF-8 text; save it as UTF-8")]) from None
    try:
        return _parsed(name, source, FAST)
    except (ContentError, yaml.reader.ReaderError):
        # libyaml says less well what is wrong, and not always where.
        return _parsed(name, source, yaml.SafeLoader)


def _parsed(name: str, source: str, loader_class: type[yaml.SafeLoader]) -> Document:
    try:
        loader = loader_class(source)
    except yaml.reader.ReaderError as error:
        line = source.count("\n", 0, error.position) + 1
        raise ContentError(
            [Mistake(name, line, "this line holds a character that YAML does not take")]
        ) from None
    try:
        node = loader.get_single_node()
        if node is None:
            raise ContentError([Mistake(name, 1, "this file is empty")])
        builder = _Builder(name, loader)
        data = builder.build(node, ())
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise ContentError([Mistake(name, line, f"not valid YAML: {error.problem or error}")]) from None
    finally:
        loader.dispose()
    if builder.mistakes:
        raise ContentError(builder.mistakes)
    return Document(name, data, builder.lines)


class _Builder:
    def __init__(self, name: str, loader: yaml.SafeLoader) -> None:
        self.name = name
        self.loader = loader
        self.lines: dict[Where, int] = {}
        self.mistakes: list[Mistake] = []
        self.around: list[yaml.Node] = []

    def build(self, node: yaml.Node, where: Where) -> object:
        line = node.start_mark.line + 1
        self.lines.setdefault(where, line)
        if node in self.around:
            self.mistakes.append(Mistake(self.name, line, "this value contains itself"))
            return None
        self.around.append(node)
        built = self._built(node, where)
        self.around.pop()
        return built

    def _built(self, node: yaml.Node, where: Where) -> object:
        match node:
            case yaml.MappingNode():
                return self._mapping(node, where)
            case yaml.SequenceNode():
                return [self.build(item, (*where, position)) for position, item in enumerate(node.value)]
            case _:
                return self._scalar(node)

    def _scalar(self, node: yaml.Node) -> object:
        try:
            return self.loader.construct_object(node)
        except ValueError:
            # What looks like a date but is none, such as 2026-02-30.
            line = node.start_mark.line + 1
            self.mistakes.append(Mistake(self.name, line, f"'{node.value}' does not exist"))
            return None

    def _mapping(self, node: yaml.MappingNode, where: Where) -> dict[str, object]:
        result: dict[str, object] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            line = key_node.start_mark.line + 1
            if key in result:
                self.mistakes.append(Mistake(self.name, line, f"'{key}' stands here twice"))
            self.lines[(*where, key)] = line
            result[key] = self.build(value_node, (*where, key))
        return result
