"""A person: where to call and where to go. Nothing is promised that does not exist yet."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from bot.flows import words
from bot.flows.events import Choice, Latin, Message
from bot.flows.screens.outcome import Outcome
from bot.flows.show import in_dutch
from bot.flows.workdays import is_working_day

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.flows.definition import Municipality
    from bot.flows.turn import Turn

KIND = "person"


def message(turn: Turn, data: Mapping[str, str]) -> Message:
    """Say whom to call, where to go and when; and what to say there."""
    municipality = turn.library.municipality
    name = Latin(municipality.name)
    lines = [turn.line(words.PERSON_INTRO)]
    if municipality.example:
        lines.append(turn.line(words.WELCOME_EXAMPLE, gemeente=name))
    if not is_open(municipality, turn.now):
        lines.append(turn.line(words.PERSON_CLOSED, "🌙"))
        lines += [turn.line(words.PERSON_NIGHT, "📞", phone=Latin(number)) for number in municipality.night]
    lines += [
        turn.line(words.PERSON_CALL, "📞", gemeente=name, phone=Latin(municipality.phone)),
        turn.line(words.PERSON_HOURS, "🕘", hours=turn.line(municipality.hours)),
        turn.line(words.PERSON_DESK, "🚪", desk=turn.line(municipality.desk)),
        turn.line(words.PERSON_ADDRESS, "📍", address=Latin(municipality.address)),
    ]
    guide = turn.guide()
    if guide is not None:
        lines.append(turn.line(words.PERSON_SAY, "💬", guide=guide.title))
    lines.append(turn.line(words.PERSON_LIBRARY, "📚"))
    go_on = (Choice("go-on", words.GO_ON),) if guide is not None else ()
    choices = (*go_on, Choice("danger", words.DANGER), *in_dutch(turn), Choice("menu", words.MENU))
    return Message(tuple(lines), choices)


def press(turn: Turn, choice: str, data: Mapping[str, str]) -> Outcome:
    """Leave every button to the common ones."""
    return Outcome.NOT_MINE


def is_open(municipality: Municipality, now: datetime) -> bool:
    """Tell whether somebody answers now: office hours, and no public holiday."""
    hours = municipality.office_hours.get(now.weekday())
    if hours is None or not is_working_day(now.date()):
        return False
    begins, ends = (time.fromisoformat(clock) for clock in hours)
    return begins <= now.time() < ends
