"""A copy of the project that a test may spoil or fill."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from bot.config import ROOT

if TYPE_CHECKING:
    from pathlib import Path

_BEING_WRITTEN = shutil.ignore_patterns("*.pyc.*", ".*")
"""What another test writes at this moment may be gone before it is copied."""


def copy_project(folder: Path) -> Path:
    """Copy what the program is made of into a folder, and what an earlier start left there for the next one.

    With its bytecode and its compiled catalogs: without them each start would read all sources again.
    """
    for name in ("bot", "content", "locales", "var/compiled"):
        if (ROOT / name).exists():
            shutil.copytree(ROOT / name, folder / name, ignore=_BEING_WRITTEN)
    return folder
