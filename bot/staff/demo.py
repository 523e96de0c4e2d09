"""The account with which somebody tries the desk on her own machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.staff.base import Account, Role

if TYPE_CHECKING:
    from datetime import datetime

USERNAME = "demo"
"""Works on this machine only: ``LogIn.enter`` refuses it from anywhere else."""


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
