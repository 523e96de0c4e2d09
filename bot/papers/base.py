"""The port of the list on paper: what a store keeps of it. All times are aware.

What the paper says is not kept: only the digest of the secret in its code, and the hash of
the number that she chose.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Paper:
    """One paper that works. ``digest`` is that of the secret in its code.

    ``pin`` is the argon2id hash of her number; ``form`` the digest of the form that made it.
    """

    digest: str
    contact: str
    pin: str
    form: str
    made_at: datetime
    expires_at: datetime


@dataclass(frozen=True)
class Tried:
    """One try of a number, already counted. ``number`` is 1 for the first of this paper."""

    pin: str
    number: int


class PaperStore(Protocol):
    """What a job may do for papers inside its transaction."""

    def keep_paper(self, paper: Paper) -> bool:
        """Keep a paper in place of an earlier one; False where this very form made one before.

        Call it under the lock of the contact.
        """

    def try_paper(self, digest: str, now: datetime, *, most: int) -> Tried | None:
        """Count one more try; None where there is no such paper that works, or ``most`` were made.

        Two at once count as two. A paper whose last try is counted here is gone a minute later,
        whatever comes of it.
        """

    def spend_paper(self, digest: str) -> str | None:
        """Make a paper useless; return its contact, locked. None where somebody was quicker."""

    def void_paper(self, digest: str) -> None:
        """Make a paper useless, and delete the contact to whom nothing else leads."""
