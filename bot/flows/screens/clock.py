"""The times of a group, as they are said to who takes part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows import words_group as said
from bot.flows.lines import Latin

if TYPE_CHECKING:
    from datetime import datetime

    from bot.flows.lines import Line
    from bot.flows.seat import GroupView
    from bot.flows.turn import Turn


def until(turn: Turn, group: GroupView) -> Line:
    """Return the line that says when the group stops."""
    return turn.line(said.UNTIL, "🕘", time=clock(turn, group.ends_at))


def clock(turn: Turn, at: datetime) -> Latin:
    """Return a time of today as it is said here."""
    local = at.astimezone(turn.now.tzinfo)
    return Latin(f"{local.hour}.{local.minute:02d}")
