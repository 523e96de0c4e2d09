"""For whom is it? The other person has answers, actions and erase of her own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.flows import words
from bot.flows.message import Choice, Message
from bot.flows.screens import again
from bot.flows.screens.outcome import Outcome
from bot.flows.show import ways_out
from bot.flows.subject import Subject, Whom

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.flows.state import State
    from bot.flows.turn import Turn

KIND = "whom"


def message(turn: Turn, data: Mapping[str, str]) -> Message:
    """Ask for whom the guide is."""
    choices = (Choice("self", words.FOR_ME), Choice("other", words.FOR_OTHER), *ways_out(turn))
    return Message((turn.line(words.FOR_WHOM),), choices)


def press(turn: Turn, choice: str, data: Mapping[str, str]) -> Outcome:
    """Take the answer and begin the guide that was waiting."""
    if choice not in set(Whom):
        return Outcome.NOT_MINE
    turn.state = switched(turn, Whom(choice))
    again.begin(turn, data["guide"])
    return Outcome.DONE


def switched(turn: Turn, whom: Whom) -> State:
    """Return the state in which the conversation is about this person."""
    subjects = {**turn.state.subjects, whom: turn.state.subjects.get(whom, Subject())}
    return replace(turn.state, whom=whom, subjects=subjects, screen=None)
