"""The port of groups: what the store keeps of a helper who guides several residents at once.

The methods are part of a ``Unit`` (``bot/storage/base.py``), so that a seat changes in the same
transaction as the conversation of who sits there. Times are aware. Lock order: contact, group,
tally, feed.

Of a participant nothing is kept here that says what her matter is: no guide, no step, no answer.
The board finds those out from her state at the moment of looking, and only where she shares them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date, datetime

    from bot.messages import JSON

SEATS: Final = 12
"""How many participants a group has room for."""

HELPERS: Final = 2
"""How many helpers a group has at most at a time."""

LONGEST_NAME: Final = 20
"""Characters of a nickname."""


class Share(StrEnum):
    """What a participant shows her helpers of her own matter."""

    NOTHING = "nothing"
    STEP = "step"
    ANSWERS = "answers"  # of the guide that she walks, together with the step


@dataclass(frozen=True, kw_only=True)
class Group:
    """One session. ``id`` and ``code``, with which residents join, are eight letters each.

    ``place`` is where it is held, in the helper's words. ``opened_by`` is an id of staff.
    """

    id: str
    code: str
    team: str
    place: str
    opened_by: str
    opened_at: datetime
    ends_at: datetime
    ended_at: datetime | None = None

    def running(self, now: datetime) -> bool:
        """Tell whether it goes on: nobody ended it and its time is not over."""
        return self.ended_at is None and now < self.ends_at


@dataclass(frozen=True, kw_only=True)
class Helper:
    """Somebody who helps in a group, or did. ``staff`` is an id of staff, ``name`` what residents read."""

    group: str
    staff: str
    name: str
    joined_at: datetime
    left_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Seat:
    """The place of one participant. ``id`` is eight letters, ``number`` runs from 1 to ``SEATS``.

    ``language`` is "" as long as she has not chosen one: a link to the chat need not name it.
    ``helping`` is the helper who goes there; ``refused`` are the helpers whom she does not want.
    ``step`` of ``steps`` is how far she is in her guide, ``done`` and ``open`` count the actions on
    her list, ``finished`` says that nothing of it is left. ``seen`` says when each helper last
    looked at what she shares. One with ``left_at`` is not stored: saving it removes the seat.
    """

    id: str
    group: str
    number: int
    contact: str
    language: str
    joined_at: datetime
    last_at: datetime
    nickname: str | None = None
    hand_at: datetime | None = None
    helping: str | None = None
    share: Share = Share.NOTHING
    refused: frozenset[str] = frozenset()
    step: int | None = None
    steps: int | None = None
    done: int = 0
    open: int = 0
    finished: bool = False
    seen: Mapping[str, datetime] = field(default_factory=dict)
    left_at: datetime | None = None


def topic(group: str) -> str:
    """Return under what the feed tells of a group; ``about`` of each row is the id of a seat, or ""."""
    return f"groep:{group}"


class GroupStore(Protocol):
    """What a job may do with groups, inside its transaction. ``Unit`` has it."""

    # groups
    def add_group(self, group: Group) -> None:
        """Store a new group."""

    def save_group(self, group: Group) -> None:
        """Store a changed group. Call it under ``hold_group``."""

    def group(self, group_id: str) -> Group | None:
        """Return a group as it is, without a lock; ended ones too, for a day."""

    def hold_group(self, group_id: str) -> Group | None:
        """Lock a group and return it. Lock every contact before."""

    def group_of_code(self, code: str, now: datetime) -> Group | None:
        """Return the running group with this code."""

    def groups_of(self, team: str, now: datetime) -> Sequence[Group]:
        """Return the running groups of a team, the oldest first."""

    def overdue_groups(self, now: datetime, limit: int) -> Sequence[str]:
        """Return the ids of groups whose time is over, and of ended ones where somebody still has a seat."""

    # helpers
    def save_helper(self, helper: Helper) -> None:
        """Store a helper of a group, new or changed. Call it under ``hold_group``."""

    def helpers(self, group_id: str) -> Sequence[Helper]:
        """Return who helps in a group or did, the first first."""

    # seats
    def take_seat(self, group_id: str, contact: str, language: str, now: datetime) -> Seat | None:
        """Give a contact the lowest free seat; None where the group is full or runs no more.

        Call it under the lock of the contact, of whom a turn knows the seat from now on. Raises
        ``Stale`` where she has one.
        """

    def seat(self, seat_id: str) -> Seat | None:
        """Return a seat as it is, without a lock."""

    def seats(self, group_id: str) -> Sequence[Seat]:
        """Return the seats of a group, by number."""

    def save_seat(self, seat: Seat) -> None:
        """Store a changed seat; with ``left_at`` remove it. Call it under the lock of its contact."""

    def pass_seat(self, seat: Seat, contact: str) -> None:
        """Store a seat as that of another contact. Call it under the lock of both.

        Raises ``Stale`` where that one has a seat.
        """

    def state_of(self, contact: str) -> tuple[dict[str, JSON] | None, bool]:
        """Return the state of a contact and whether a person has the conversation, without a lock.

        (None, False) where there is no such contact.
        """

    # figures
    def events_since(self, contact: str, since: datetime) -> Sequence[dict[str, JSON]]:
        """Return what was recorded of a contact since then, in order."""

    def tally(self, team: str, month: date, cells: Collection[str]) -> None:
        """Count one person more in each of these cells. ``month`` is its first day."""

    def tallies(self, team: str, month: date) -> Mapping[str, int]:
        """Return how many people each cell counts; cells that count nobody are left out."""
