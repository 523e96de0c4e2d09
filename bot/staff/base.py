"""The port of what is kept of staff, and its words.

All times are aware. A token never reaches the store: only its digest does.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from bot.messages import Address


class Role(StrEnum):
    """What somebody may do. A coordinator may do all that a klantmanager may."""

    KLANTMANAGER = "klantmanager"
    COORDINATOR = "coordinator"
    BEGELEIDER = "begeleider"


AT_THE_DESK = frozenset({Role.KLANTMANAGER, Role.COORDINATOR})
IN_GROUPS = frozenset({Role.BEGELEIDER})
COUNT_GROUPS = frozenset({Role.BEGELEIDER, Role.COORDINATOR})
"""Who answers residents, who helps in groups, and who may see how many people came to those."""


@dataclass(frozen=True, kw_only=True)
class Account:
    """One person who works with the residents of one team.

    ``password`` is an argon2 hash. ``totp`` is the secret of the second factor (base32), None
    until she set one up; ``totp_used`` is the time step of the last code, which never works
    twice. ``expires_on`` is the first day on which the account no longer works. ``demo``
    accounts have a known password, and work on this machine only. ``notices`` is the chat in
    which she hears that there is a new case, None where she wants none.
    """

    username: str
    name: str
    role: Role
    team: str
    password: str
    created_at: datetime
    totp: str | None = None
    totp_used: int = 0
    active: bool = True
    expires_on: date | None = None
    must_change: bool = False
    failures: int = 0
    locked_until: datetime | None = None
    demo: bool = False
    notices: Address | None = None

    @property
    def at_the_desk(self) -> bool:
        """Tell whether she has cases: a begeleider has none."""
        return self.role in AT_THE_DESK

    def works(self, today: date) -> bool:
        """Tell whether the account may be used on this day."""
        return self.active and (self.expires_on is None or today < self.expires_on)


@dataclass(frozen=True, kw_only=True)
class Session:
    """Somebody who is logged in on one browser.

    ``digest`` is that of the cookie's token; ``csrf`` stands in each of her forms. ``second``
    says that the second factor was given, or was not asked because this is the machine itself.
    """

    digest: str
    username: str
    csrf: str
    created_at: datetime
    last_at: datetime
    second: bool


@dataclass(frozen=True, kw_only=True)
class FeedItem:
    """Something that happened, for pages that are open. ``id`` rises.

    ``topic`` is a team of the desk, or a group (see ``bot.groups.base.topic``); ``about`` is the
    case or the seat, and ``kind`` what happened to it. Nothing of its content.
    """

    id: int
    at: datetime
    topic: str
    about: str
    kind: str


class Accounts(Protocol):
    """What a job may do with accounts inside its transaction."""

    def account(self, username: str) -> Account | None:
        """Lock and return the account of this name, None where there is none."""

    def accounts(self) -> Sequence[Account]:
        """Return all accounts, by name."""

    def save_account(self, account: Account) -> None:
        """Add the account, or store all of it again."""

    def end_notices(self, address: Address) -> None:
        """Send no notices to this address any more, whosever they are."""

    def session(self, digest: str) -> tuple[Session, Account] | None:
        """Return a session with its account, None where it is not known."""

    def save_session(self, session: Session) -> None:
        """Add the session, or store its last use and its second factor."""

    def end_session(self, digest: str) -> None:
        """Forget one session."""

    def end_sessions(self, username: str) -> None:
        """Forget all sessions of an account."""

    def expire_sessions(self, *, idle_before: datetime, created_before: datetime) -> int:
        """Forget sessions that had their time; return how many."""


class Feed(Protocol):
    """What the pages of staff that are open follow, and a job says inside its transaction."""

    def announce(self, topic: str, about: str, kind: str, at: datetime) -> None:
        """Append to the feed. Rows become visible in the order of their ids.

        Lock everything else before: whoever announces keeps others that announce waiting.
        """

    def feed(self, after: int, limit: int) -> Sequence[FeedItem]:
        """Return what came behind this id, in order."""

    def feed_end(self) -> int:
        """Return the id of the newest row, 0 where there is none."""
