"""What each action of the desk makes of a case: pure, so that it can be read and tested by itself.

Each function raises ``NotAllowed`` for what cannot be done with the case as it is, or not
by this person.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.handoff import notices
from bot.handoff.base import CaseState
from bot.handoff.states import TRANSITIONS, NotAllowed, moved

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime, timedelta

    from bot.flows.turn import Turn
    from bot.handoff.actors import Actor
    from bot.handoff.base import By, Case, Kind
    from bot.messages import JSON

ANSWERED = "answered"
"""The outcome of a case whose question was answered without taking the conversation."""

OUTCOMES = frozenset({ANSWERED, "helped", "referred", "appointment", "unreachable"})
"""How a klantmanager says that a case ended."""


@dataclass(frozen=True, kw_only=True)
class Written:
    """What is kept of what was said. ``sent``: it goes to the resident, so its delivery is followed."""

    by: By
    kind: Kind
    text: str
    sent: bool = True
    body: Mapping[str, JSON] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Change:
    """A case after an action. ``what`` stands in the log; ``speak`` is what she is told.

    ``untold``: it happens also where she cannot be told; then nothing that is ``written`` may be for her.
    """

    case: Case
    what: str
    speak: Callable[[Turn], None] | None = None
    written: tuple[Written, ...] = ()
    untold: bool = False


def has(case: Case, actor: Actor) -> bool:
    """Tell whether this person may act in the conversation: who claimed it, and every coordinator."""
    return case.accompanied and (case.claimed_by == actor.id or actor.coordinates)


def may_claim(case: Case, actor: Actor) -> bool:
    """Tell whether this person may take the conversation as it is now."""
    return CaseState.CLAIMED in TRANSITIONS[case.state] and (actor.coordinates or _is_free(case, actor))


def _is_free(case: Case, actor: Actor) -> bool:
    if case.state is CaseState.TRANSFERRED:
        return case.offered_to == actor.id
    return not case.accompanied or case.claimed_by in {None, actor.id}


def claim(case: Case, actor: Actor, now: datetime) -> Change:
    """Take the conversation. What was offered to a colleague only a coordinator takes as well."""
    if not may_claim(case, actor):
        raise NotAllowed("a colleague has this case, or it was passed on to one, or it has ended")
    claimed = moved(case, CaseState.CLAIMED)
    claimed = replace(claimed, claimed_by=actor.id, claimed_at=now, offered_to=None)
    return Change(case=claimed, what="claimed", speak=notices.taken)


def transfer(case: Case, actor: Actor, to: str, note: str) -> Change:
    """Pass it on to a colleague, with all that was said and a note."""
    _have(case, actor)
    if to == case.claimed_by:
        raise NotAllowed("a case is passed on to somebody else")
    after = replace(moved(case, CaseState.TRANSFERRED), claimed_by=None, offered_to=to)
    return Change(case=after, what="transferred", speak=notices.passed_on, written=_noted(note))


def wait(case: Case, actor: Actor) -> Change:
    """Wait for the resident: she is the one to write."""
    _have(case, actor)
    return Change(case=moved(case, CaseState.WAITING), what="waiting")


def release(case: Case, actor: Actor, note: str) -> Change:
    """Give the conversation back to the bot."""
    _have(case, actor)
    after = moved(case, CaseState.RELEASED)
    return Change(case=after, what="released", speak=notices.released, written=_noted(note))


def close(  # noqa: PLR0913  keyword only: what ends a case
    case: Case, actor: Actor, now: datetime, *, outcome: str, text: str, kept: timedelta
) -> Change:
    """End it. ``text`` are last words to the resident, none where it is empty."""
    if case.accompanied:
        _have(case, actor)
    if outcome not in OUTCOMES:
        raise NotAllowed(f"'{outcome}' is no outcome of a case")
    after = replace(
        moved(case, CaseState.CLOSED), closed_at=now, outcome=outcome, expires_at=now + kept, offered_to=None
    )
    if text:
        after = _answered(after, now)
    written = (Written(by="staff", kind="text", text=text),) if text else ()
    return Change(case=after, what="closed", speak=notices.ended(text or None), written=written)


def answer(case: Case, actor: Actor, now: datetime, *, text: str, kept: timedelta) -> Change:
    """Answer a short question without taking the conversation. That ends the case."""
    if case.accompanied:
        raise NotAllowed("somebody has the conversation: write in it")
    change = close(case, actor, now, outcome=ANSWERED, text=text, kept=kept)
    return replace(change, what="answered", speak=notices.answered(text))


def say(case: Case, actor: Actor, now: datetime, text: str) -> Change:
    """Write to the resident."""
    written = (Written(by="staff", kind="text", text=text),)
    return _talk(case, actor, now, notices.wrote(text), written)


def phrase(
    case: Case, actor: Actor, now: datetime, speak: Callable[[Turn], None], written: Written
) -> Change:
    """Say a fixed sentence, or ask a question with buttons."""
    return _talk(case, actor, now, speak, (written,))


def point(case: Case, actor: Actor, now: datetime, speak: Callable[[Turn], None], written: Written) -> Change:
    """Put an action point before her: in the conversation, or beside the guide while nobody has it.

    It is no answer to what she asked.
    """
    if not case.open:
        raise NotAllowed("the case has ended")
    if case.accompanied:
        _have(case, actor)
        if case.state is CaseState.TRANSFERRED:
            raise NotAllowed("claim the case first")
        case = replace(case, state=CaseState.CLAIMED, last_at=now)
    return Change(case=case, what="pointed", speak=speak, written=(written,))


def note(case: Case, text: str) -> Change:
    """Keep a note for colleagues. The resident does not read it in the chat."""
    return Change(case=case, what="noted", written=_noted(text))


def _talk(
    case: Case,
    actor: Actor,
    now: datetime,
    speak: Callable[[Turn], None],
    written: tuple[Written, ...],
) -> Change:
    _have(case, actor)
    if case.state is CaseState.TRANSFERRED:
        raise NotAllowed("claim the case first")
    talking = replace(_answered(case, now), state=CaseState.CLAIMED, last_at=now)
    return Change(case=talking, what="wrote", speak=speak, written=written)


def _have(case: Case, actor: Actor) -> None:
    if not has(case, actor):
        raise NotAllowed("a colleague has this case, or nobody")


def _answered(case: Case, now: datetime) -> Case:
    return replace(case, answered_at=case.answered_at or now)


def _noted(text: str) -> tuple[Written, ...]:
    return (Written(by="note", kind="note", text=text, sent=False),) if text else ()
