"""What works everywhere for who sits in a group: her place there, and calling a helper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.flows import place
from bot.flows import words_group as said
from bot.flows.lines import Latin
from bot.flows.screens import group, language

if TYPE_CHECKING:
    from bot.flows.turn import Turn

HERE: Final = "groep"
"""Behind the command ``help``: she has come from elsewhere to where somebody sits in a group."""


def begin(turn: Turn, argument: str) -> None:
    """Show her place, once her language is known; ``argument`` is what a link says of that."""
    language.named(turn, argument)
    if turn.state.language is None:
        turn.open(language.KIND, language.message)  # her place is shown once she has chosen
    else:
        show(turn)


def show(turn: Turn) -> None:
    """Show her place in the group; who sits in none hears how to join one."""
    if turn.group() is not None:
        group.show(turn)
        return
    turn.note(said.IN_NO_GROUP, turn.line(said.HOW_TO_JOIN, command=Latin("/groep CODE")))
    place.show(turn)


def arrive(turn: Turn) -> None:
    """Say where she sits and what is seen of her, and show again where she was, whatever lay open there."""
    group.say(turn)
    place.show(turn)


def call_helper(turn: Turn) -> None:
    """Ask a helper of her group to come."""
    if turn.group() is None:
        show(turn)
    elif group.raise_hand_beside(turn):
        place.show(turn)
    else:
        group.raise_hand(turn)
