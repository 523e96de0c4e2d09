from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.config import SETTINGS

if TYPE_CHECKING:
    from pathlib import Path


def test_readme_begins_with_run_and_test(root: Path) -> None:
    lines = (root / "README.md").read_text(encoding="utf-8").splitlines()

    commands = [" ".join(line.split()[:2]) for line in lines[3:5]]

    assert commands == ["make run", "make test"]


def test_readme_names_every_setting_and_no_other(root: Path) -> None:
    text = (root / "README.md").read_text(encoding="utf-8")

    rows = re.findall(r"^\| `(WEGWIJS_[A-Z_]+)` \|", text, flags=re.MULTILINE)

    assert sorted(rows) == sorted(SETTINGS)
