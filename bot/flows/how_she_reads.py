"""How she reads: in which language, with the Dutch beside it or not, and whether she hears it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.flows import both, listening, place, words_both, words_voice
from bot.flows.naming import names
from bot.flows.screens import group_choices, language, reading

if TYPE_CHECKING:
    from bot.flows.turn import Turn

ASKS_HOW = frozenset({language.KIND, reading.KIND})
"""The screens on which a choice is made once: she is back where she was."""


def asked(turn: Turn, typed: str) -> bool:
    """Answer the very words of a button that changes how she reads, typed anywhere; tell whether it was one.

    The buttons themselves stand on two screens only.
    """
    if listening.possible(turn) and names(turn, typed, words_voice.READING):
        choose_reading(turn)
        return True
    wanted = both.asked(turn, typed)
    if wanted is None:
        return False
    show_both(turn, wanted=wanted)
    return True


def choose_language(turn: Turn) -> None:
    """Ask for the language."""
    turn.open(language.KIND, language.message)


def listen(turn: Turn) -> None:
    """Read what she sees; say honestly where that cannot be, and who reads along."""
    if listening.told_language(turn):
        place.show(turn)
    shown = place.message(turn) if turn.state.language is not None else None
    if shown is not None and (listening.lists_languages(turn) or listening.readable(turn, shown)):
        listening.read(turn, shown)
        return
    if shown is not None:
        turn.note(words_voice.LISTEN_CANNOT if listening.possible(turn) else words_voice.LISTEN_NOT_YET)
    place.show(turn)


def choose_reading(turn: Turn) -> None:
    """Ask when to read aloud; where nothing can be heard say so."""
    if listening.possible(turn):
        turn.open(reading.KIND, reading.message)
    else:
        listen(turn)


def choose_both(turn: Turn) -> None:
    """Show the Dutch as well from now on, or no longer."""
    show_both(turn, wanted=not turn.state.both)


def show_both(turn: Turn, *, wanted: bool) -> None:
    """Take the choice, and show again where she is."""
    turn.state = replace(turn.state, both=wanted)
    turn.note(words_both.BOTH_NOW if wanted else words_both.ONE_NOW)
    screen = turn.state.screen
    if screen is not None and (screen.kind in ASKS_HOW or group_choices.asks_what_more(screen)):
        place.leave_screen(turn)
    else:
        place.show(turn)
