"""Below free Dutch from a person: whether she wants to be called with an interpreter, when, and whom."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.flows import words_person as said
from bot.flows.events import QuestionOfDeskAnswered
from bot.flows.lines import Latin, Line
from bot.flows.message import Choice, Message
from bot.flows.person_questions import INTERPRETING, PEOPLE, PLACES, TIMES
from bot.flows.screens.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.flows.text import Text
    from bot.flows.turn import Turn

KIND = "interpret"

DUTCH = "dutch-text"
"""What the person wrote, in the data of this screen."""

PLACE, TIME = "place", "time"

PLACE_ASKED, TIME_ASKED, WHOM_ASKED = INTERPRETING


def message(turn: Turn, data: Mapping[str, str]) -> Message:
    """Show the Dutch, and below it the way to an interpreter; then when and whom."""
    if PLACE not in data:
        lines = (
            turn.line(said.FROM_PERSON, "👤", gemeente=Latin(turn.library.municipality.name)),
            Line(Latin(data[DUTCH]), gap=True, once=True),
            turn.line(said.THIS_IS_DUTCH),
            turn.line(said.NO_CHILD_INTERPRETS),
        )
        return Message(lines, _choices(PLACES), sensitive=True)
    asked, choices = (TIME_ASKED, TIMES) if TIME not in data else (WHOM_ASKED, PEOPLE)
    return Message((turn.line(asked.text),), _choices(choices), sensitive=True)


def press(turn: Turn, choice: str, data: Mapping[str, str]) -> Outcome:
    """Go from place to time to whom, then tell the person."""
    if PLACE not in data and choice in PLACES:
        turn.open(KIND, message, **data, **{PLACE: choice})
    elif PLACE in data and TIME not in data and choice in TIMES:
        turn.open(KIND, message, **data, **{TIME: choice})
    elif TIME in data and choice in PEOPLE:
        how = turn.line(said.S_INTERPRETER_WHEN, who=PEOPLE[choice], time=TIMES[data[TIME]])
        turn.emit(QuestionOfDeskAnswered(PLACES[data[PLACE]].source, how))
        turn.state = replace(turn.state, screen=None)
        turn.say(turn.line(said.ASKED_FOR_INTERPRETER, "✅"))
    else:
        return Outcome.NOT_MINE
    return Outcome.DONE


def _choices(offered: Mapping[str, Text]) -> tuple[Choice, ...]:
    return tuple(Choice(value, label) for value, label in offered.items())
