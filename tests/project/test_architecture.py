"""The page that a newcomer reads first says what is there."""

from __future__ import annotations

import re
import tomllib
from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def _blocks(root: Path) -> list[list[str]]:
    """Return the lines of each block of the page."""
    text = (root / "docs" / "architecture.md").read_text(encoding="utf-8")
    return [
        block.strip().splitlines() for block in re.findall(r"^```$(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    ]


def _parts(package: Path) -> set[str]:
    """Return the modules and packages that stand in a package."""
    modules = {path.stem for path in package.glob("*.py")} - {"__init__"}
    return modules | {path.parent.name for path in package.glob("*/__init__.py")}


def test_layout_names_every_part_of_the_bot_and_no_other(root: Path) -> None:
    bot = takewhile(lambda line: line.startswith(" "), _blocks(root)[0][1:])
    named = [re.split(r"[./ ]", line.strip())[0] for line in bot]

    assert sorted(named) == sorted(_parts(root / "bot"))


def test_rooms_of_the_engine_are_all_of_its_modules(root: Path) -> None:
    text = (root / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = text.partition("## The rooms of the engine")[2].partition("## Guides are lists")[0]
    named = re.findall(r"`(\w+)/?`", rooms.partition("|---|---|")[2])

    assert sorted(named) == sorted(
        part for part in _parts(root / "bot" / "flows") if not part.startswith("words_")
    )


def test_layers_are_those_that_are_checked(root: Path) -> None:
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    (checked,) = (one for one in settings["tool"]["importlinter"]["contracts"] if one["id"] == "layers")

    assert _blocks(root)[1] == checked["layers"]
