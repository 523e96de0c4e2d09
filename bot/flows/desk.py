"""What the engine may know of the desk, as it is asked for in the middle of a turn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime


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


def nothing_stays() -> int | None:
    """Say that the desk keeps nothing."""
    return None


def nobody_away() -> datetime | None:
    """Say that somebody works today."""
    return None
