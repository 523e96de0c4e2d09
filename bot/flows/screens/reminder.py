"""A reminder: a neutral line, because someone else may read the phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows import words
from bot.flows.events import Choice, Message
from bot.flows.screens import item
from bot.flows.screens.outcome import Outcome
from bot.flows.screens.whom import switched
from bot.flows.state import Whom

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.flows.turn import Turn

KIND = "reminder"


def message(turn: Turn, data: Mapping[str, str]) -> Message:
    """Say only that there is a reminder."""
    return Message(
        (turn.line(words.REMINDER),), (Choice("open", words.SHOW), Choice("menu", words.MENU)), yes="open"
    )


def press(turn: Turn, choice: str, data: Mapping[str, str]) -> Outcome:
    """Open the action, of the person whom it is about."""
    if choice != "open":
        return Outcome.NOT_MINE
    turn.state = switched(turn, Whom(data["whom"]))
    item.show(turn, data["action"])
    return Outcome.DONE
