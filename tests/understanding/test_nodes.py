"""YAML as nodes that know their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.understanding.base import DataError
from bot.understanding.nodes import read_nodes

if TYPE_CHECKING:
    from pathlib import Path


def test_fields_are_those_of_the_names_and_know_their_line(tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    file.write_text("# a remark\none: 1\ntwo:\n- yes\n", encoding="utf-8")

    fields = read_nodes(file).fields({"two", "one"})

    assert {name: (node.line, node.place) for name, node in fields.items()} == {
        "one": (2, f"{file}:2"),
        "two": (4, f"{file}:4"),
    }
    assert [item.text("text") for item in fields["two"].items("a list")] == ["yes"]


@pytest.mark.parametrize(
    ("text", "line"),
    [("", 1), ("- one\n", 1), ("# a remark\none: 1\n", 2), ("? [one]\n: 1\ntwo: 2\n", 1)],
)
def test_fields_of_anything_else_are_refused_with_their_place(tmp_path: Path, text: str, line: int) -> None:
    file = tmp_path / "a.yml"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(DataError) as raised:
        read_nodes(file).fields({"one", "two"})

    assert str(raised.value) == f"{file}:{line}: 'one:' and 'two:' are expected here, and nothing else."
