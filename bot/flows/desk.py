"""What the engine may know of the desk, as it is asked for in the middle of a turn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.flows.seat import in_no_group

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from bot.flows.seat import GroupView


@dataclass(frozen=True)
class Held:
    """How much the store holds of this contact, for the question whether to erase it."""

    messages: int


@dataclass(frozen=True)
class CaseView:
    """The open case of this contact. ``seen``: the role of who opened it, and the day.

    ``taken``: somebody has it, so that it can no longer be withdrawn. ``late``: the promise
    was not kept, and she was told.
    """

    reference: str
    promised_at: datetime
    taken: bool = False
    late: bool = False
    seen: tuple[tuple[str, date], ...] = ()


@dataclass(frozen=True)
class DeskView:
    """How the desk stands now. ``answer_by``: what can be promised, None where nothing can.

    ``full``: more was asked today than the desk can answer today. ``reference`` is for a
    case that may be made in this turn. ``on`` False: there is no desk to ask.
    """

    on: bool = False
    answer_by: datetime | None = None
    full: bool = False
    reference: str = ""
    case: CaseView | None = None


NO_DESK = DeskView()


def no_desk() -> DeskView:
    """Say that there is no desk."""
    return NO_DESK


def no_code() -> str:
    """Say that there is no code to give: nothing is printed here."""
    return ""


def nothing_stays() -> int | None:
    """Say that the desk keeps nothing."""
    return None


def nobody_away() -> datetime | None:
    """Say that somebody works today."""
    return None


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
