"""What a turn may ask of the world around it: of the store, the desk, her group and the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.flows.desk import no_desk, nobody_away, nothing_stays
from bot.flows.seat import in_no_group

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.flows.desk import DeskView
    from bot.flows.seat import GroupView


@dataclass(frozen=True)
class Held:
    """How much the store holds of this contact, for the question whether to erase it."""

    messages: int


def no_code() -> str:
    """Say that there is no code to give: nothing is printed here."""
    return ""


@dataclass(frozen=True)
class Around:
    """What a turn may ask of the world around it. Each is asked only when needed.

    ``stays``: the days that a case which somebody took is kept after it ends, None where
    she has no such case. ``away_until``: when somebody of the desk is back, None where somebody
    works today. ``accompanied``: a person has the conversation. ``seated``: she has a seat in a
    group; ``group`` is None once that group ended. ``paper_at``: the address at which her list is
    printed, None where there is no such page; ``paper_code`` makes the code to type there.
    """

    held: Callable[[], Held]
    desk: Callable[[], DeskView] = no_desk
    stays: Callable[[], int | None] = nothing_stays
    away_until: Callable[[], datetime | None] = nobody_away
    accompanied: bool = False
    paper_at: str | None = None
    paper_code: Callable[[], str] = no_code
    seated: bool = False
    group: Callable[[], GroupView | None] = in_no_group
