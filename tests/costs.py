"""What costs time for the sake of safety costs none in a test, where it took longer than what is tested.

Each of them has a test that looks at what a municipality gets, and a process that a test starts has it too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from argon2 import PasswordHasher

from bot.staff import passwords
from bot.storage import sqlite

if TYPE_CHECKING:
    from collections.abc import Iterator

SYNCHRONOUS, HASHER = sqlite.SYNCHRONOUS, passwords._hasher  # noqa: SLF001  there is no other way to its cost
"""As a municipality has them."""

_CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture(scope="session", autouse=True)
def _cheap() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite, "SYNCHRONOUS", "OFF")
        patch.setattr(passwords, "_hasher", _CHEAP)
        patch.setattr(passwords, "_NOBODY", _CHEAP.hash("nobody"))
        yield


@pytest.fixture
def full_costs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give a test what a municipality has."""
    monkeypatch.setattr(sqlite, "SYNCHRONOUS", SYNCHRONOUS)
    monkeypatch.setattr(passwords, "_hasher", HASHER)
