"""What a helper saw: that more help is needed. Only where she agrees is a person asked."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.flows import summary, words
from bot.flows import words_points as said
from bot.flows.message import Choice, Message
from bot.flows.screens import case, handoff, person
from bot.flows.screens.outcome import Outcome
from bot.flows.screens.point import UNDISTURBED
from bot.flows.show import ways_out

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.flows.turn import Turn

KIND = "signal"


class Signal(StrEnum):
    """What a helper may mark."""

    DIGITAL = "digital"
    OTHER = "other"


SAYS = {Signal.DIGITAL: said.SIGNAL_DIGITAL, Signal.OTHER: said.SIGNAL_OTHER}


def ask(turn: Turn, signal: Signal) -> None:
    """Ask her whether a person may be asked. In the middle of something else nothing is said or kept."""
    screen = turn.state.screen
    if turn.state.language is not None and (screen is None or screen.kind not in UNDISTURBED):
        turn.open(KIND, message, signal=signal)


def message(turn: Turn, data: Mapping[str, str]) -> Message:
    """Say what the helper thinks, and ask; to who sits in a group also what lets a helper guess."""
    lines = [
        turn.line(SAYS[Signal(data["signal"])], "👤"),
        turn.line(said.SIGNAL_ASK),
        turn.line(said.SIGNAL_FREE),
    ]
    group = turn.group()
    if group is not None and not group.unseen:
        lines.append(turn.line(said.SIGNAL_SEEN, "👁"))
    others = tuple(one for one in ways_out(turn) if one.id != "human")
    choices = (Choice("yes", words.YES_PERSON), Choice("no", words.NO), *others)
    return Message(tuple(lines), choices, sensitive=True, yes="yes", no="no")


def press(turn: Turn, choice: str, data: Mapping[str, str]) -> Outcome:
    """Begin to ask a person, or keep nothing of it."""
    match choice:
        case "yes":
            _agreed(turn, Signal(data["signal"]))
            return Outcome.DONE
        case "no" if turn.with_person:
            turn.state = replace(turn.state, screen=None)
            turn.say(said.SIGNAL_NOT_KEPT)
            return Outcome.DONE
        case "no":
            turn.note(said.SIGNAL_NOT_KEPT)
            return Outcome.LEAVE
        case _:
            return Outcome.NOT_MINE


def _agreed(turn: Turn, signal: Signal) -> None:
    desk = turn.desk()
    if desk.case is not None:
        turn.note(turn.line(said.SIGNAL_HAS_CASE))
        turn.open(case.KIND, case.message)
        return
    if not desk.on or desk.answer_by is None:
        turn.open(person.KIND, person.message)
        return
    digital = {"digital": "yes"} if signal is Signal.DIGITAL else {}
    turn.state = replace(turn.state, draft={**turn.state.draft, **digital, summary.SIGNAL: signal.value})
    if summary.cannot_wait(turn, desk.answer_by):
        turn.open(person.KIND, person.message)  # phone and desk come first there
    else:
        handoff.begin(turn)
