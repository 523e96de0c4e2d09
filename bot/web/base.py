"""The port of the resident's page: what a store keeps for it.

A browser is an address on the channel "web". Its id is the digest of the secret in the
browser's cookie, so that the store leads nobody into a conversation. All times are aware.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.messages import JSON, Address

CHANNEL = "web"


@dataclass(frozen=True)
class Visitor:
    """One browser. ``address`` is its id on the channel "web".

    ``language`` is the one she reads now. ``hidden``: she left in a hurry, so nothing is shown
    until she asks for it. ``last_at`` is when she did something before now.
    """

    address: str
    own_device: bool
    language: str
    hidden: bool
    last_at: datetime
    expires_at: datetime


@dataclass(frozen=True)
class Entry:
    """One line of what a page shows, or a change of an earlier one. ``id`` rises."""

    id: int
    body: Mapping[str, JSON]


class PageUnit(Protocol):
    """What a job may do for the page inside its transaction."""

    # who visits
    def admit(self, visitor: Visitor) -> None:
        """Keep a new browser."""

    def visitor(self, address: str, now: datetime) -> Visitor | None:
        """Return the browser with this address; None if it is unknown or has had its time."""

    def seen(self, address: str, at: datetime, expires: datetime, *, hidden: bool = False) -> None:
        """Note that she did something: the browser is known until ``expires``."""

    def dismiss(self, address: str) -> None:
        """Delete a browser with all that it showed, and the contact that nothing else leads to.

        Not the contact who asked for a person: she has an open case. Nor who has a list on paper
        to go on with: she goes with that.
        """

    # what the page shows
    def append(
        self, address: str, body: Mapping[str, JSON], at: datetime, expires: datetime, *, outbox: int | None
    ) -> int | None:
        """Add an entry, once for each row of the outbox; return its id.

        None where the browser is not known any more.
        """

    def page_entries(self, address: str, after: int, now: datetime) -> Sequence[Entry]:
        """Return the entries with a higher id than ``after`` that have not expired, in order."""

    def newest(self, addresses: Sequence[str]) -> Mapping[str, int]:
        """Return the highest id of each address that has entries."""

    def settle(self, address: str, entry: int) -> bool:
        """Take the buttons off an entry; False where there were none."""

    def withdraw_entries(self, address: str, entries: Sequence[int]) -> Sequence[int]:
        """Delete entries; return the ids of those that stay, in order."""

    # another device
    def offer_code(self, digest: str, address: Address, expires: datetime) -> None:
        """Keep the code that leads to the conversation of an address, in place of an earlier one."""

    def coded(self, digest: str, now: datetime) -> Address | None:
        """Return the address that a code leads to; None for one that is unknown, used or too old."""

    def spend_code(self, digest: str) -> None:
        """Make a code useless."""

    def move(self, old: Address, new: Address, at: datetime) -> bool:
        """Give the conversation of one address to another; False where the old one has none.

        What the new address had is deleted. What waits for the old one goes to the new one, and
        what the old one showed is deleted.
        """

    def expired_pages(self, now: datetime) -> Sequence[str]:
        """Return the addresses of the browsers that have had their time."""

    def expire_pages(self, now: datetime) -> int:
        """Delete papers, browsers, entries and codes that have had their time; return how many rows went."""
