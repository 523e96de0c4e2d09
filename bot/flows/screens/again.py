"""A guide that was finished before is offered, not repeated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows import advance, words
from bot.flows.message import Choice, Message
from bot.flows.screens.outcome import Outcome
from bot.flows.show import ways_out

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.flows.turn import Turn

KIND = "again"


def begin(turn: Turn, guide: str) -> None:
    """Begin a guide, unless it was finished before: then offer it."""
    if guide in turn.subject.finished:
        turn.open(KIND, message, guide=guide)
    else:
        advance.start(turn, guide)


def message(turn: Turn, data: Mapping[str, str]) -> Message:
    """Say that the guide was done, and offer it once more."""
    title = turn.library.guides[data["guide"]].title
    choices = (Choice("again", words.AGAIN), Choice("list", words.MY_LIST), *ways_out(turn))
    return Message((turn.line(words.GO_TO_AGAIN, guide=title),), choices, yes="again", no="menu")


def press(turn: Turn, choice: str, data: Mapping[str, str]) -> Outcome:
    """Walk the guide again from its beginning."""
    if choice != "again":
        return Outcome.NOT_MINE
    advance.start(turn, data["guide"])
    return Outcome.DONE
