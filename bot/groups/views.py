"""What the board shows a helper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.flows.beside import Shared
    from bot.groups.base import Group, Helper


@dataclass(frozen=True, kw_only=True)
class GroupRow:
    """One running group of the team. ``helpers`` are there now; ``seats`` counts who takes part."""

    group: Group
    helpers: tuple[Helper, ...]
    seats: int


@dataclass(frozen=True, kw_only=True)
class SharedTitle:
    """Where a participant is who shares it, in Dutch. ``step`` None: that step has no name of its own."""

    guide: str
    step: str | None


@dataclass(frozen=True, kw_only=True)
class Card:
    """What a helper sees of one participant. ``seat`` is the id of the seat.

    ``hand_since``: she asked for help then; ``idle_since``: she did something last then.
    ``helping`` is the name of the helper who went there, ``helping_id`` the id of that helper.
    ``refused_me``: she does not want who looks, so that only her number stands here; the other
    fields then say nothing.
    """

    seat: str
    number: int
    idle_since: datetime
    nickname: str | None = None
    language: str = ""
    step: int | None = None
    steps: int | None = None
    done: int = 0
    open: int = 0
    finished: bool = False
    hand_since: datetime | None = None
    helping: str | None = None
    helping_id: str | None = None
    refused_me: bool = False
    shared: SharedTitle | None = None


@dataclass(frozen=True, kw_only=True)
class BoardView:
    """One group as who helps there sees it. ``helpers`` are there now."""

    group: Group
    helpers: tuple[Helper, ...]
    cards: tuple[Card, ...]


@dataclass(frozen=True, kw_only=True)
class CardDetail:
    """One participant. ``shared`` is None where nothing is shared, or nothing of it can be.

    ``answers``: she shares those as well; else ``shared`` has none.
    """

    group: Group
    card: Card
    shared: Shared | None
    answers: bool
