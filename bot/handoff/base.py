"""The port of cases: what the store keeps of a question that a person answers.

The methods are part of a ``Unit`` (``bot/storage/base.py``), so that a case changes in the
same transaction as the conversation around it. Times are aware; days are the municipality's.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date, datetime, timedelta

    from bot.messages import JSON


class CaseState(StrEnum):
    """Where a case stands. One that was withdrawn is deleted, so that state is never stored."""

    REQUESTED = "requested"
    CLAIMED = "claimed"
    TRANSFERRED = "transferred"
    WAITING = "waiting"
    RELEASED = "released"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


OPEN = frozenset(CaseState) - {CaseState.CLOSED, CaseState.WITHDRAWN}
"""A contact has at most one case in these states."""

ACCOMPANIED = frozenset({CaseState.CLAIMED, CaseState.TRANSFERRED, CaseState.WAITING})
"""In these a person has the conversation, and the bot is silent."""


class Urgency(StrEnum):
    """How soon somebody should look, the most urgent first."""

    NOW = "now"  # no money, no food, no home, cut off, or a last day that is today or past
    SOON = "soon"  # a deadline falls before the promised answer
    NORMAL = "normal"


@dataclass(frozen=True, kw_only=True)
class Case:
    """One question of a resident to a person. ``id`` is eight letters that she can say.

    ``contact`` is None once she erased herself; ``about`` is the Dutch title of her guide.
    ``claimed_by`` and ``offered_to`` are ids of staff. ``last_at``: when either side wrote
    last. ``overdue_at``: when she was told that the promise was not kept.
    """

    id: str
    contact: str | None
    team: str
    state: CaseState
    language: str
    urgency: Urgency
    requested_at: datetime
    promised_at: datetime
    last_at: datetime
    revision: int = 0
    about: str = ""
    deadline: date | None = None
    claimed_by: str | None = None
    claimed_at: datetime | None = None
    offered_to: str | None = None
    answered_at: datetime | None = None
    overdue_at: datetime | None = None
    closed_at: datetime | None = None
    outcome: str | None = None
    exported_at: datetime | None = None
    expires_at: datetime | None = None

    @property
    def open(self) -> bool:
        """Tell whether it still asks for something."""
        return self.state in OPEN

    @property
    def accompanied(self) -> bool:
        """Tell whether a person has the conversation."""
        return self.state in ACCOMPANIED


By = Literal["resident", "staff", "bot", "note"]
Kind = Literal["text", "phrase", "question", "answer", "notice", "note"]


class Delivered(StrEnum):
    """What became of what was sent to the resident."""

    WAITING = "waiting"
    SENT = "sent"
    UNKNOWN = "unknown"  # given up, or a channel that tells nothing, or longer than two days ago


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing that was said in a case, as it was written. ``id`` rises; 0: not stored yet.

    ``text`` was cleaned; ``body`` holds what else a page shows, such as the Dutch of an
    answer. ``outbox`` is the row that carries it to the resident, ``delivered`` what became of it.
    """

    case: str
    at: datetime
    by: By
    kind: Kind
    text: str
    language: str | None
    staff: str | None = None
    body: Mapping[str, JSON] = field(default_factory=dict)
    outbox: int | None = None
    delivered: Delivered | None = None
    id: int = 0


@dataclass(frozen=True, kw_only=True)
class LogLine:
    """Who did what with a case. ``staff`` None: the resident, or the program itself."""

    at: datetime
    staff: str | None
    role: str
    what: str


@dataclass(frozen=True, kw_only=True)
class Team:
    """What a coordinator sets. ``answer_time`` is counted in office hours; None: no most a day."""

    id: str
    name: str
    answer_time: timedelta
    daily_capacity: int | None = None


@dataclass(frozen=True, kw_only=True)
class Absence:
    """A member of staff is away from ``first`` to ``last``, both included."""

    staff: str
    first: date
    last: date
    replacement: str | None = None


class CaseStore(Protocol):
    """What a job may do with cases, inside its transaction. ``Unit`` has it."""

    def add_case(self, case: Case, summary: dict[str, JSON]) -> None:
        """Store a new case, with what is handed over, as the open one of its contact.

        Call it under the lock of the contact. Raises ``Stale`` where she has an open one.
        """

    def save_case(self, case: Case) -> Case:
        """Store a changed case as ``revision + 1`` and return that; raises ``Stale`` if it is no longer so.

        Call it under the lock of the contact: what a turn knows of her case changes along.
        """

    def delete_case(self, case_id: str) -> None:
        """Delete a case with all that was said in it."""

    def case(self, case_id: str) -> Case | None:
        """Return a case as it is, without a lock."""

    def case_summary(self, case_id: str) -> dict[str, JSON] | None:
        """Return what was handed over."""

    def open_cases(self, team: str) -> Sequence[Case]:
        """Return the open cases of a team, the oldest first."""

    def closed_cases(self, team: str, since: datetime) -> Sequence[Case]:
        """Return the cases of a team that were closed since then, the last first."""

    def last_case(self, contact: str) -> Case | None:
        """Return the open case of this contact, else the one that was asked for last."""

    def add_entry(self, entry: Entry) -> int:
        """Append what was said; return its id."""

    def entries(self, case_id: str) -> Sequence[Entry]:
        """Return what was said, in order, each with what became of its delivery."""

    def last_queued(self, contact: str) -> int | None:
        """Return the outbox row that was queued last for this contact, in this transaction or before."""

    def log_case(self, case_id: str, line: LogLine) -> None:
        """Append who did what."""

    def case_log(self, case_id: str) -> Sequence[LogLine]:
        """Return who did what, in order."""

    def late_cases(self, now: datetime, *, silent_since: datetime, limit: int) -> Sequence[str]:
        """Return the ids of cases that need the clock.

        These wait for the resident since before ``silent_since``, or were promised an
        answer before ``now`` that did not come and of which she was not told.
        """

    def answered_since(self, team: str, since: datetime) -> Sequence[tuple[datetime, datetime]]:
        """Return when each case that was answered since then was asked for, and when it was answered."""

    def requested_since(self, team: str, since: datetime) -> int:
        """Count the cases that were asked for since then."""

    def unexported(self, limit: int) -> Sequence[Case]:
        """Return closed cases that no archive has yet, the oldest first."""

    def team_settings(self, team: str) -> Team | None:
        """Return what the coordinator set, None where nothing was."""

    def set_team(self, team: Team) -> None:
        """Store what the coordinator set."""

    def absences(self, staff: Collection[str]) -> Sequence[Absence]:
        """Return when these are or will be away, the earliest first."""

    def set_absence(self, absence: Absence) -> None:
        """Store an absence; one of the same person from the same day on is replaced."""

    def end_absence(self, staff: str, first: date) -> None:
        """Take an absence back."""
