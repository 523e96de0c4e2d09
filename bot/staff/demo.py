"""The accounts with which somebody tries the desk and the groups on her own machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.staff.base import Account, Role

if TYPE_CHECKING:
    from datetime import datetime

USERNAME = "demo"
HELPER = "begeleider"
"""They work on this machine only: ``LogIn.enter`` refuses them from anywhere else."""


def account(*, password: str, team: str, now: datetime) -> Account:
    """Return the demo klantmanager, who is a coordinator as well. ``password`` is a hash."""
    return Account(
        username=USERNAME,
        name="Demo Klantmanager",
        role=Role.COORDINATOR,
        team=team,
        password=password,
        created_at=now,
        demo=True,
    )


def helper(*, password: str, team: str, now: datetime) -> Account:
    """Return the demo begeleider, who guides groups. ``password`` is a hash."""
    return Account(
        username=HELPER,
        name="Demo Begeleider",
        role=Role.BEGELEIDER,
        team=team,
        password=password,
        created_at=now,
        demo=True,
    )
