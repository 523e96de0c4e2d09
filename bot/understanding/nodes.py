"""YAML that people keep, as nodes that know their line: a mistake is told with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from bot.understanding.base import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def read_nodes(file: Path) -> Node:
    """Read a file. Raises ``DataError`` where it is not YAML in UTF-8."""
    try:
        return Node(file, yaml.compose(file.read_text(encoding="utf-8"), Loader=yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        at = error.problem_mark.line + 1 if error.problem_mark else 1
        raise DataError(f"{file}:{at}: this is not YAML: {error.problem}.") from error
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise DataError(f"{file}:1: this is not a YAML text in UTF-8.") from error


@dataclass(frozen=True)
class Node:
    """One node of a file. ``found`` None: the file is empty.

    What asks for a kind of node raises ``DataError`` for another, with the place and what was expected.
    """

    file: Path
    found: yaml.Node | None

    @property
    def line(self) -> int:
        """Its first line, from 1."""
        return self.found.start_mark.line + 1 if self.found else 1

    @property
    def place(self) -> str:
        """Where it stands, as ``file:line``."""
        return f"{self.file}:{self.line}"

    def pairs(self, expected: str) -> list[tuple[Node, Node]]:
        """Return the keys of a mapping, each with what stands behind it."""
        if not isinstance(self.found, yaml.MappingNode):
            raise self._other_than(expected)
        return [(Node(self.file, key), Node(self.file, value)) for key, value in self.found.value]

    def fields(self, names: Iterable[str]) -> dict[str, Node]:
        """Return what stands in a mapping with these keys and no other."""
        listed = sorted(names)
        expected = " and ".join(f"'{name}:'" for name in listed) + " are expected here, and nothing else."
        fields = {key.text(expected): value for key, value in self.pairs(expected)}
        if sorted(fields) != listed:
            raise self._other_than(expected)
        return fields

    def items(self, expected: str) -> list[Node]:
        """Return what stands in a list."""
        if not isinstance(self.found, yaml.SequenceNode):
            raise self._other_than(expected)
        return [Node(self.file, item) for item in self.found.value]

    def text(self, expected: str) -> str:
        """Return what stands there as text, whatever YAML would make of it."""
        if not isinstance(self.found, yaml.ScalarNode):
            raise self._other_than(expected)
        return str(self.found.value)

    def _other_than(self, expected: str) -> DataError:
        return DataError(f"{self.place}: {expected}")
