"""What was not understood is kept for the editor: without a name, and without whose it was."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from bot.flows.engine import AMSTERDAM
from bot.flows.events import GuideStarted, NotUnderstood, PersonAsked, QuestionAnswered
from bot.flows.screens import again, menu, offer, whom
from bot.messages import Blocked, Due, Text
from bot.storage.base import Miss

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.flows.events import Event
    from bot.flows.state import State
    from bot.messages import Inbound
    from bot.storage.base import Unit

MENU, PERSON, ANSWER = "menu", "person", "answer"
"""What may follow a miss, beside the id of a guide."""

ABOUT_A_GUIDE = frozenset({offer.KIND, whom.KIND, again.KIND})
"""Screens that ask something about the guide that was chosen, before it begins."""


class Wording(Protocol):
    """Takes out of a text what may be personal."""

    async def prepare(self) -> None:
        """Get ready, where that takes long."""

    def kept(self, text: str, language: str) -> str:
        """Return what may be kept of a text."""


def keep(  # noqa: PLR0913  a turn has these parts
    unit: Unit,
    inbound: Inbound,
    after: State,
    events: Sequence[Event],
    *,
    wording: Wording,
    now: datetime,
) -> State:
    """Note what followed the last miss, and keep a new one; return the state that remembers it.

    The state holds the id of the miss until the resident does something else. The miss
    itself holds neither contact nor time of day.
    """
    if isinstance(inbound.content, Due | Blocked):
        return after
    missed = next((event for event in events if isinstance(event, NotUnderstood)), None)
    if missed is not None:
        miss = _miss(inbound, after, missed, wording, now)
        return replace(after, missed=None if miss is None else unit.miss(miss))
    if after.missed is None:
        return after
    chosen = _chosen(after, events)
    if chosen is not None:
        unit.chose(after.missed, chosen)
    return replace(after, missed=None)


def _miss(
    inbound: Inbound, after: State, missed: NotUnderstood, wording: Wording, now: datetime
) -> Miss | None:
    if missed.sensitive or not isinstance(inbound.content, Text):
        return None
    told = inbound.interpretation.language if inbound.interpretation else None
    language = told or after.language or "nl"
    words = wording.kept(inbound.content.text, language)
    if not words:
        return None
    day = now.astimezone(AMSTERDAM).date()
    return Miss(day=day, language=language, words=words, guide=missed.guide, step=missed.step)


def _chosen(after: State, events: Sequence[Event]) -> str | None:
    for event in events:
        match event:
            case GuideStarted(guide):
                return guide
            case PersonAsked():
                return PERSON
            case QuestionAnswered():
                return ANSWER
            case _:
                pass
    screen = after.screen
    if screen is not None and screen.kind in ABOUT_A_GUIDE:
        return screen.data.get("guide")
    return MENU if screen is not None and screen.kind == menu.KIND else None
