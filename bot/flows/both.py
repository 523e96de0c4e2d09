"""Side by side: her own language, and below it the same in simple Dutch, for two who read along."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.flows import words_both as words
from bot.flows.message import Choice
from bot.flows.naming import names
from bot.flows.turn import DUTCH

if TYPE_CHECKING:
    from bot.flows.lines import Line
    from bot.flows.turn import Turn

BUTTON: Final = "both"


def button(turn: Turn) -> tuple[Choice, ...]:
    """Return the button that shows the Dutch as well, or no longer; none where Dutch is her language."""
    if turn.language == DUTCH:
        return ()
    return (Choice(BUTTON, words.SHOW_ONE if turn.state.both else words.SHOW_BOTH),)


def why(turn: Turn) -> tuple[Line, ...]:
    """Return what the button is good for, where she does not know that yet."""
    return () if turn.language == DUTCH or turn.state.both else (turn.line(words.BOTH_WHY),)


def asked(turn: Turn, typed: str) -> bool | None:
    """Tell what she asks for in the very words of the button; None for anything else."""
    if turn.language == DUTCH:
        return None
    for wanted, label in ((True, words.SHOW_BOTH), (False, words.SHOW_ONE)):
        if names(turn, typed, label):
            return wanted
    return None
