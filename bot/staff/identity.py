"""The port of a log-in that somebody else keeps, such as the municipality's own.

A log-in begins here and goes on at the provider, with whatever it asks of people there; the
browser comes back with parameters that the provider gave it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, kw_only=True)
class Begun:
    """A log-in on its way. ``address`` is where the browser goes.

    ``kept`` is what the same browser must bring back: keep it in a cookie that no script reads.
    """

    address: str
    kept: str = field(repr=False)


class Identity(Protocol):
    """Somebody who vouches for staff. ``back`` is our own address to which the browser returns."""

    async def begin(self, back: str) -> Begun:
        """Begin a log-in; raise ``IdentityError`` where the provider does not answer."""

    async def finish(self, kept: str, parameters: Mapping[str, str], back: str) -> str:
        """Return the user name for which the provider vouches.

        ``parameters`` are those of the address with which the browser came back. Raises
        ``IdentityError`` where nobody is vouched for, whatever the reason.
        """


class IdentityError(Exception):
    """Nobody is vouched for. The message is for the log: it holds nothing of a person and no token."""
