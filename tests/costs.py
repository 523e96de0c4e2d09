"""What costs time for the sake of safety costs none in a test, where it took longer than what is tested.

Each of them has a test that looks at what a municipality gets, and a process that a test starts has it too.
"""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher

from bot.staff import passwords
from bot.storage import sqlite

SYNCHRONOUS, HASHER = sqlite.SYNCHRONOUS, passwords._hasher  # noqa: SLF001  there is no other way to its cost
"""As a municipality has them."""

_CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


_NOBODY = _CHEAP.hash("nobody")

# Not in a fixture: tests hash passwords while they are imported, and a hash keeps its cost.
sqlite.SYNCHRONOUS = "OFF"
passwords._hasher = _CHEAP  # noqa: SLF001  as above
passwords._nobody = lambda: _NOBODY  # type: ignore[assignment]  # noqa: SLF001  as above


@pytest.fixture
def full_costs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give a test what a municipality has."""
    monkeypatch.setattr(sqlite, "SYNCHRONOUS", SYNCHRONOUS)
    monkeypatch.setattr(passwords, "_hasher", HASHER)
