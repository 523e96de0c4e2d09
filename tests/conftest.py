"""What holds for every test: no network but this machine, no settings of the developer, no clock."""

from __future__ import annotations

import os
import sys
import tempfile
from ipaddress import ip_address
from pathlib import Path
from shutil import disk_usage
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

pytest_plugins = ["tests.stores", "tests.dialogue_tester.fixtures"]

# The same examples on every machine; a slow machine is no defect.
settings.register_profile("wegwijs", deadline=None, derandomize=True)
settings.load_profile("wegwijs")


IN_MEMORY = Path("/dev/shm")  # noqa: S108  of the machine itself; pytest makes its own folder in it
ROOM = 2 * 2**30


def _write_in_memory() -> None:
    """Put all temporary files in memory where there is room, also those of what a test starts.

    SQLite waits for the disk at each of its commits. No test cuts the power; those that kill
    a process find in memory what it wrote as they would on a disk.
    """
    if "TMPDIR" not in os.environ and os.access(IN_MEMORY, os.W_OK) and disk_usage(IN_MEMORY).free > ROOM:
        os.environ["TMPDIR"] = tempfile.tempdir = str(IN_MEMORY)


_write_in_memory()


def _is_here(host: object) -> bool:
    try:
        return host == "localhost" or ip_address(str(host)).is_loopback
    except ValueError:
        return False


def _stay_here(event: str, arguments: tuple[object, ...]) -> None:
    """Refuse a connection that leaves this machine, from any thread and any library."""
    if event != "socket.connect":
        return
    address = arguments[1]
    if isinstance(address, tuple) and not _is_here(address[0]):  # a string is a Unix socket
        raise ConnectionRefusedError(f"a test tried to reach {address[0]}")


sys.addaudithook(_stay_here)


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
