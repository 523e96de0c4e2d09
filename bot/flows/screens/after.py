"""When the last guide has ended: where to go from here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows import words
from bot.flows.message import Choice, Message
from bot.flows.screens.outcome import Outcome
from bot.flows.show import helper, in_dutch

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.flows.turn import Turn

KIND = "after"


def message(turn: Turn, data: Mapping[str, str]) -> Message:
    """Offer the list, another topic and a person."""
    choices = (
        Choice("list", words.MY_LIST),
        Choice("menu", words.OTHER_TOPIC),
        *in_dutch(turn),
        *helper(turn),
        Choice("human", words.PERSON),
        Choice("back", words.BACK),
    )
    return Message((turn.line(words.FINISHED_PERSON),), choices)


def press(turn: Turn, choice: str, data: Mapping[str, str]) -> Outcome:
    """Leave every button to the common ones."""
    return Outcome.NOT_MINE
