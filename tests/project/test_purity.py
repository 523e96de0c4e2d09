from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

CLOCKS = {"datetime": {"now", "today", "utcnow"}, "date": {"today"}, "time": {"time", "monotonic", "time_ns"}}


def _looks_at_the_clock(path: Path) -> list[int]:
    """Return the lines of a file that ask what time it is."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, (ast.Name, ast.Attribute))
        and node.attr in CLOCKS.get(getattr(node.value, "id", getattr(node.value, "attr", "")), ())
    ]


@pytest.mark.parametrize("part", ["messages.py", "flows", "locale", "privacy"])
def test_pure_part_has_no_clock_of_its_own(root: Path, part: str) -> None:
    place = root / "bot" / part
    paths = [place] if place.suffix else [*place.rglob("*.py")]

    lines = [f"{path.relative_to(root)}:{line}" for path in paths for line in _looks_at_the_clock(path)]

    assert lines == []


def test_search_for_clocks_finds_them(tmp_path: Path) -> None:
    path = tmp_path / "clocks.py"
    path.write_text("datetime.now(UTC)\ndatetime.date.today()\nscreen.today\ntime.time()\n", encoding="utf-8")

    assert _looks_at_the_clock(path) == [1, 2, 4]
