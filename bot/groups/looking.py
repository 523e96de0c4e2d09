"""What a helper sees of a participant: numbers, and where she shares it her step."""

from __future__ import annotations

import logging
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.flows.around import Around, Held
from bot.flows.beside import shared
from bot.flows.definition import Ask, Do, GoTo, Human, Tell
from bot.groups.base import Share
from bot.groups.views import Card, SharedTitle
from bot.handoff.stored import Unreadable, state_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.flows.beside import Shared
    from bot.flows.engine import Engine
    from bot.flows.lines import Line
    from bot.flows.turn import Turn
    from bot.groups.base import Helper, Seat
    from bot.handoff.actors import Actor
    from bot.locale import Languages
    from bot.messages import JSON

log = logging.getLogger(__name__)

KnownOf = tuple["Mapping[str, JSON] | None", bool]
"""The state of a contact, and whether a person has her conversation."""


def at_rest(engine: Engine, seat: Seat, known: KnownOf, now: datetime) -> Turn | None:
    """Return a turn in which nothing happens, to look at where she is.

    None for who said nothing yet, and for who was stored by a later version: she shows nothing,
    and those who sit beside her do.
    """
    raw, accompanied = known
    if raw is None:
        return None
    try:
        state = state_of(raw)
    except Unreadable:
        _tell_once(seat.id)
        return None
    return engine.at_rest(state, now, Around(held=lambda: Held(messages=0), accompanied=accompanied))


@lru_cache(maxsize=1000)
def _tell_once(_seat: str) -> None:
    """Log that somebody cannot be read: a board asks at every change, and nothing of hers is in it."""
    log.error("a participant cannot be read: her card shows nothing of her matter")


def shown(turn: Turn | None, share: Share) -> Shared | None:
    """Return what she shows of her own matter; her answers only where she shows those as well."""
    if turn is None or share is Share.NOTHING:
        return None
    found = shared(turn)
    return found if found is None or share is Share.ANSWERS else replace(found, answers=())


def title(turn: Turn | None, share: Share, languages: Languages) -> SharedTitle | None:
    """Return the guide and the step that she shows, in Dutch."""
    found = shown(turn, share)
    guide = None if turn is None else turn.guide()
    if turn is None or guide is None or found is None:
        return None
    name: Line | None = None
    match guide.step(found.step):
        case Do(title=text):
            name = turn.line(text)
        case Ask(text=text) | Human(text=text) | Tell(text=text):
            name = turn.line(text)
        case GoTo(guide=other):
            name = turn.line(turn.library.guides[other].title)
        case _:
            pass
    return SharedTitle(
        guide=languages.line(turn.line(found.guide), "nl"),
        step=None if name is None else languages.line(name, "nl"),
    )


def card(
    seat: Seat, helpers: Sequence[Helper], actor: Actor, now: datetime, shared_title: SharedTitle | None
) -> Card:
    """Return what this helper sees of a seat. Of who refused her only the number."""
    if actor.id in seat.refused:
        return Card(seat=seat.id, number=seat.number, idle_since=now, refused_me=True)
    there = next((one for one in helpers if one.staff == seat.helping), None)
    return Card(
        seat=seat.id,
        number=seat.number,
        idle_since=seat.last_at,
        nickname=seat.nickname,
        language=seat.language,
        step=seat.step,
        steps=seat.steps,
        done=seat.done,
        open=seat.open,
        finished=seat.finished,
        hand_since=seat.hand_at,
        helping=None if there is None else there.name,
        helping_id=None if there is None else there.staff,
        shared=shared_title,
    )


def in_order(cards: Sequence[Card]) -> tuple[Card, ...]:
    """Return the hands first, the longest up before the others; the rest by number, so that none jumps."""
    hands = [one for one in cards if one.hand_since is not None]
    rest = [one for one in cards if one.hand_since is None]
    waiting = sorted(hands, key=lambda one: (one.hand_since or one.idle_since, one.number))
    return (*waiting, *sorted(rest, key=lambda one: one.number))
