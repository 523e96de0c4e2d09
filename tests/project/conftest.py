"""The project's own files, for the tests of its rules."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the folder of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def pyproject(root: Path) -> dict[str, dict[str, object]]:
    """Return pyproject.toml as it stands."""
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
