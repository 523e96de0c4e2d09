"""The port of the store: one unit of work is one transaction.

A job is a plain synchronous function of a ``Unit``. ``Store.run`` executes it in a
transaction of its own, commits, and returns its result; what it raises rolls back
that job alone. Nothing but database work happens inside a job: it runs in another
thread, and PostgreSQL may have it run again after a conflict.

All times are aware. Where a method takes ``at`` or ``now`` it means the present: the
store has no clock of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from bot.groups.base import GroupStore
from bot.handoff.base import CaseStore
from bot.papers.base import PaperStore
from bot.staff.base import Accounts, Feed
from bot.web.base import PageUnit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime, timedelta

    from bot.groups.base import Seat
    from bot.handoff.base import Case
    from bot.messages import JSON, Address, Delivery, ErrorKind, Inbound, Outbound

T = TypeVar("T")


@dataclass(frozen=True)
class Loaded:
    """A contact under lock. ``state`` is None for someone new.

    ``revision`` counts the saved turns. ``case_id`` is her open case; ``accompanied``: a
    person has the conversation. ``seat_id`` is her seat in a group.
    """

    contact: str
    address: Address
    revision: int
    state: dict[str, JSON] | None
    case_id: str | None = None
    accompanied: bool = False
    seat_id: str | None = None

    @property
    def language(self) -> str | None:
        """Her language, None as long as she has not chosen one; also of a state that cannot be read now."""
        language = (self.state or {}).get("language")
        return language if isinstance(language, str) else None

    @property
    def both(self) -> bool:
        """Whether the Dutch goes along with what is said to her."""
        return (self.state or {}).get("both") is True


@dataclass(frozen=True)
class Line:
    """One line of a transcript. ``by`` is "resident" or "bot"; ``text`` was cleaned."""

    by: str
    text: str
    language: str | None


@dataclass(frozen=True)
class DueTimer:
    """A timer whose time has come."""

    id: int
    contact: str
    address: Address
    kind: str
    reference: str


@dataclass(frozen=True)
class Holdings:
    """How much is held of one contact, for /wissen and for its proof.

    Answers and actions are in the state, which the store does not read: count them there.
    """

    messages: int
    timers: int
    first_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Miss:
    """Something that was not understood, with only common words left in it. It is nobody's.

    ``guide`` and ``step`` are where it happened, None outside a guide. ``chosen`` is what
    came next: the id of a guide, "menu", "person", "answer", or None: nothing yet.
    """

    day: date
    language: str
    words: str
    guide: str | None = None
    step: str | None = None
    chosen: str | None = None


class Unit(CaseStore, GroupStore, Accounts, Feed, PageUnit, PaperStore, Protocol):
    """What a job may do inside its transaction; more of it stands in what it inherits."""

    # inbox
    def accept(self, inbound: Inbound, *, processed: bool = False) -> int | None:
        """Store the cleaned inbound; None if (channel, provider_id) was seen in the last 30 days.

        ``processed``: its turn runs in this very job, so only the key is kept.
        """

    def unprocessed(self, limit: int) -> Sequence[tuple[int, Inbound]]:
        """Inbox rows that no turn has finished and that have not failed for good, oldest first."""

    def processed(self, inbox_id: int) -> bool:
        """Mark as done and blank what it said; the row stays so that repeats are known.

        False if it was closed before: another process ran this turn, or the contact was
        forgotten. Call it right after ``lock`` and do nothing more when it says so.
        """

    def failed(self, inbox_id: int, *, final: bool) -> None:
        """Count a failed attempt; ``final`` closes the row and blanks what it said."""

    # contact
    def lock(self, address: Address, at: datetime) -> Loaded:
        """Lock the contact of this address, made if new, and load its state."""

    def hold(self, contact: str) -> Loaded | None:
        """Lock a contact that is known, with the address where it is now; None once it is gone."""

    def hold_both(self, old: Address, new: Address) -> tuple[Loaded, Loaded] | None:
        """Lock the contacts of two addresses; None where these are not two that are known."""

    def hold_case(self, case_id: str) -> tuple[Case, Loaded | None] | None:
        """Lock the contact of a case, then the case; None where there is no such case.

        The contact is None where she erased herself and the case stays.
        """

    def hold_seat(self, seat_id: str) -> tuple[Seat, Loaded] | None:
        """Lock the contact of a seat and return both; None where nobody has that seat (any more)."""

    def save(self, contact: str, revision: int, state: dict[str, JSON], at: datetime) -> None:
        """Store the state as ``revision + 1``; raises ``Stale`` if another turn came between."""

    # what a turn leaves behind
    def transcribe(self, contact: str, lines: Sequence[Line], at: datetime, expires: datetime) -> None:
        """Append to the transcript; the lines go at ``expires``."""

    def record(self, contact: str, events: Sequence[dict[str, JSON]], at: datetime) -> None:
        """Append events without any text of the resident; each carries its name under "type"."""

    def queue(
        self, contact: str | None, address: Address, deliveries: Sequence[Delivery], at: datetime
    ) -> list[Outbound]:
        """Append to the outbox; return what this process may deliver now, leased to it.

        That is everything, or nothing while an earlier message to this address waits for
        its retry or is in another process' hands: ``pending`` gives them in their turn.
        With ``contact`` None the rows are deleted once sent.
        """

    def set_timer(self, contact: str, kind: str, reference: str, due: datetime) -> None:
        """Set or move the one timer with this kind and reference."""

    def cancel_timers(self, contact: str, kind: str | None = None, reference: str | None = None) -> None:
        """Drop the timers of this contact: of one kind, with one reference, or all."""

    # what was not understood
    def miss(self, miss: Miss) -> str:
        """Keep a miss for 90 days; return its id, which says nothing of when or whose."""

    def chose(self, miss: str, chosen: str) -> None:
        """Note what was chosen after a miss, the first time; nothing where it is gone by now."""

    def misses(self, since: date) -> Sequence[Miss]:
        """Return the misses from this day on, by day, language and words."""

    # timers
    def due_timers(self, now: datetime, limit: int) -> Sequence[DueTimer]:
        """Take the timers that are due, earliest first, each once among all processes.

        They are gone with the commit: accept each as an inbound in the same job.
        """

    # outbox
    def pending(self, now: datetime, limit: int, channels: Sequence[str]) -> Sequence[Outbound]:
        """Lease rows that wait (new, retry time come, or their lease ran out), in order per address.

        Only those of ``channels``: another process may serve the others.

        A lease ran out where a process died, or held a row for 30 seconds in which it
        sent nothing to that address.
        """

    def take_over(self, now: datetime, channels: Sequence[str]) -> None:
        """Free what dead processes held of these channels, so that nobody waits for their leases.

        Call it once, at the start: on SQLite every other process counts as dead, because one
        process serves a channel there. On PostgreSQL those do that have no connection left.
        """

    def sent(self, outbox_id: int, message_id: str | None, at: datetime, *, renew: bool = True) -> bool:
        """Close and blank the row and keep the provider's message id two days, for deleting.

        Returns False where the row is gone: it was erased while the message was on its way.
        ``renew``: the lease of what this process holds for the same address behind it begins anew.
        """

    def undelivered(self, outbox_id: int, kind: ErrorKind, retry_at: datetime | None) -> None:
        """Count a failure and wait until ``retry_at``, or without it give the message up.

        What this process holds for the same address behind it goes back to wait as well:
        drop it, and deliver it when ``pending`` gives it again. BLOCKED drops all that
        waits for the contact, and its timers.
        """

    # tries
    def attempt(self, bucket: str, now: datetime, *, within: timedelta) -> int:
        """Count one more try in this bucket; return how many there were within the time.

        The time begins with the first try and, once over, begins anew. ``bucket`` says
        what is counted, such as ``log-in:`` with the digest of an address.
        """

    def expire_attempts(self, now: datetime) -> int:
        """Delete the counts whose time is over; return how many."""

    # privacy
    def holdings(self, contact: str) -> Holdings:
        """Count what is held; all zero for someone unknown."""

    def message_ids(self, contact: str, since: datetime) -> Sequence[str]:
        """Return the provider's ids of messages in and out since then, oldest first, for deleting them.

        They are kept for 48 hours.
        """

    def forget(self, contact: str) -> None:
        """Delete everything of this contact, at once, in this transaction.

        A case that nobody took yet goes along, and a seat in a group; any other case stays, and
        belongs to nobody.
        Also what arrived and waits for its turn: ``processed`` says False of it.
        """

    def expire(self, now: datetime, *, idle_before: datetime) -> int:
        """Delete what has had its time; return how many rows went.

        These are transcript lines, contacts idle since before, sent messages after 48
        hours, the keys of the inbox after 30 days, misses after 90, cases at their day, the
        feed of yesterday, groups a day after they ended and their figures after two years.
        """


class Store(Protocol):
    """A database behind one door."""

    async def run(self, job: Callable[[Unit], T]) -> T:
        """Execute the job in a transaction and return its result after the commit.

        A caller that is cancelled waits no more; its job runs all the same. Raises
        ``RuntimeError`` after ``close``.
        """

    async def close(self) -> None:
        """Finish the jobs that were handed over, then let go of the database."""


class Stale(Exception):  # noqa: N818  reads as what happened
    """Another turn of the same contact was saved first: load again and redo."""
