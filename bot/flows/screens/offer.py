"""Another guide, named in the middle of one: offered, never forced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows import advance, words
from bot.flows.actions import WHOLE_GUIDE
from bot.flows.message import Choice, Message
from bot.flows.screens.outcome import Outcome
from bot.flows.show import ways_out
from bot.flows.subject import Action, ActionStatus

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.flows.turn import Turn

KIND = "offer"


def message(turn: Turn, data: Mapping[str, str]) -> Message:
    """Ask whether to talk about the other guide now."""
    title = turn.library.guides[data["guide"]].title
    choices = (
        Choice("now", words.NOW),
        Choice("later", words.LATER),
        Choice("no", words.NO_THANKS),
        *ways_out(turn),
    )
    return Message((turn.line(words.OFFER_GUIDE, guide=title),), choices, yes="now", no="no")


def press(turn: Turn, choice: str, data: Mapping[str, str]) -> Outcome:
    """Begin it, put it on the list, or leave it; what she was in stays where it was."""
    match choice:
        case "now":
            advance.start(turn, data["guide"])
        case "later":
            later = Action(data["guide"], WHOLE_GUIDE, ActionStatus.LATER, turn.today)
            turn.subject = turn.subject.with_action(later)
            turn.note(turn.line(words.OFFER_LATER, guide=turn.library.guides[data["guide"]].title))
            advance.present(turn)
        case "no":
            advance.present(turn)
        case _:
            return Outcome.NOT_MINE
    return Outcome.DONE
