"""Who does something at the desk, and what the desk shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.handoff.states import NotAllowed

if TYPE_CHECKING:
    from bot.handoff.base import Case, Entry, LogLine
    from bot.handoff.summaries import Summary
    from bot.messages import Refusal

COORDINATOR = "coordinator"


@dataclass(frozen=True, kw_only=True)
class Actor:
    """A member of staff, as far as a case needs to know."""

    id: str
    name: str
    role: str
    team: str

    @property
    def coordinates(self) -> bool:
        """Tell whether this person may act on what a colleague claimed."""
        return self.role == COORDINATOR


@dataclass(frozen=True, kw_only=True)
class CaseRow:
    """One line of the queue. ``mine``: claimed by who looks; ``offered``: meant for who looks."""

    case: Case
    mine: bool
    offered: bool


@dataclass(frozen=True, kw_only=True)
class CaseDetail:
    """All of one case. ``reachable`` False: she erased herself, and nothing can be sent."""

    case: Case
    summary: Summary
    entries: tuple[Entry, ...]
    log: tuple[LogLine, ...]
    reachable: bool


@dataclass(frozen=True, kw_only=True)
class Preview:
    """A phrase before it is sent: in Dutch, and as the resident reads it, in ``language``."""

    nl: str
    own: str
    language: str


class Refused(NotAllowed):
    """The privacy gate does not let this text out: it holds a BSN, a code or a password."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


class NotConfirmed(NotAllowed):
    """Free Dutch for somebody who reads another language is sent only once that was confirmed."""
