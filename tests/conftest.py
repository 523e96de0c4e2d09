"""What holds for every test: no network but this machine, no settings of the developer, no clock."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from pathlib import Path

pytest_plugins = ["tests.offline", "tests.costs", "tests.stores", "tests.dialogue_tester.fixtures"]

# The same examples on every machine; a slow machine is no defect.
settings.register_profile("wegwijs", deadline=None, derandomize=True)
settings.load_profile("wegwijs")


@pytest.fixture(scope="session")
def _voice_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("voice")


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch, _voice_folder: Path) -> None:
    """Take away the developer's own settings: a token in the shell must never reach a test.

    What a test starts keeps its clips apart from the developer's, and renders none ahead.
    """
    for name in list(os.environ):
        if name.startswith("WEGWIJS_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("WEGWIJS_VOICE_DIR", str(_voice_folder))
    monkeypatch.setenv("WEGWIJS_VOICE_AHEAD", "0")
