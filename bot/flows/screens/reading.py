"""Reading aloud: always, when she asks, or never; and sparing the data of her phone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.flows import both, listening, words_voice
from bot.flows.message import Choice, Message
from bot.flows.screens.outcome import Outcome
from bot.flows.show import ways_out
from bot.flows.state import Reading

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.flows.turn import Turn

KIND = "reading"

SPARE, SPEND = "spare", "spend"


def button(turn: Turn) -> tuple[Choice, ...]:
    """Return the button that leads here, where there is a voice in her language."""
    can = listening.readable(turn, Message((turn.line(words_voice.READING_ASK),)))
    return (Choice("reading", words_voice.READING),) if can else ()


def message(turn: Turn, data: Mapping[str, str]) -> Message:
    """Ask when to read aloud."""
    sparing = turn.state.sparing
    lines = (
        turn.line(words_voice.READING_ASK),
        turn.line(words_voice.COMPUTER_VOICE),
        *((turn.line(words_voice.READING_SPARES),) if sparing else ()),
        *both.why(turn),
    )
    choices = (
        *(Choice(reading.value, label) for reading, label in listening.CHOOSING.items()),
        Choice(SPEND, words_voice.SPEND_DATA) if sparing else Choice(SPARE, words_voice.SPARE_DATA),
        *both.button(turn),
        *ways_out(turn),
    )
    return Message(lines, choices)


def press(turn: Turn, choice: str, data: Mapping[str, str]) -> Outcome:
    """Take the choice, and go back to where she was."""
    if choice in {SPARE, SPEND}:
        turn.state = replace(turn.state, sparing=choice == SPARE)
        turn.note(words_voice.SPARING_NOW if turn.state.sparing else words_voice.NOT_SPARING_NOW)
    elif choice in set(Reading):
        listening.choose(turn, Reading(choice))
    else:
        return Outcome.NOT_MINE
    return Outcome.LEAVE
