"""A text that could mean several things: one question with the best guesses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows import opening, words
from bot.flows.message import Choice, Message
from bot.flows.screens.menu import GUIDE
from bot.flows.screens.outcome import Outcome
from bot.flows.show import ways_out

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.flows.turn import Turn

KIND = "unsure"


def message(turn: Turn, data: Mapping[str, str]) -> Message:
    """Show the guesses as buttons. ``data["guides"]`` holds their ids, best first."""
    guesses = tuple(
        Choice(f"{GUIDE}{guide}", turn.library.guides[guide].title)
        for guide in data["guides"].split()
        if guide in turn.library.guides
    )
    return Message((turn.line(words.UNSURE),), (*guesses, *ways_out(turn)))


def press(turn: Turn, choice: str, data: Mapping[str, str]) -> Outcome:
    """Take the guess that she chose."""
    guide = choice.removeprefix(GUIDE)
    if not choice.startswith(GUIDE) or guide not in turn.library.guides:
        return Outcome.NOT_MINE
    opening.mention_guide(turn, guide)
    return Outcome.DONE
