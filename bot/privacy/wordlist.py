"""Word lists that speakers of a language keep: a YAML mapping of names to lists of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from bot.libyaml import FAST

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


class WordListError(ValueError):
    """A word list that an editor must mend. The message begins with ``file:line:``."""


def load_words(path: Path, names: Iterable[str], *, others: bool = False) -> Mapping[str, tuple[str, ...]]:
    """Read the lists called ``names``; one that is left out is empty.

    With ``others`` the file may hold lists of any other name too.

    Raises ``WordListError`` with file and line for anything that is not so.
    """
    try:
        root = _read(path.read_text(encoding="utf-8"))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise WordListError(f"{path}:{line}: this is not YAML: {error.problem}") from error
    lists: dict[str, tuple[str, ...]] = dict.fromkeys(names, ())
    if not isinstance(root, yaml.MappingNode):
        raise WordListError(f"{path}:1: expected names with lists of words")
    for key, value in root.value:
        if key.value not in lists and not others:
            raise WordListError(
                f"{path}:{key.start_mark.line + 1}: unknown name {key.value!r}, use one of {sorted(lists)}"
            )
        lists[key.value] = _texts(path, value)
    return lists


def _read(text: str) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=FAST)
    except yaml.MarkedYAMLError:
        return yaml.compose(
            text, Loader=yaml.SafeLoader
        )  # it says in the same words everywhere what is wrong


def _texts(path: Path, node: yaml.Node) -> tuple[str, ...]:
    if not isinstance(node, yaml.SequenceNode):
        raise WordListError(f"{path}:{node.start_mark.line + 1}: expected a list of words")
    for item in node.value:
        if not isinstance(item, yaml.ScalarNode) or not item.value.strip():
            raise WordListError(f"{path}:{item.start_mark.line + 1}: expected a word or phrase")
    return tuple(item.value for item in node.value)
