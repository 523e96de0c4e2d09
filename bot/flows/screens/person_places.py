"""Where a person of the municipality is: the numbers, the desk, the hours, and what to say there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows import words
from bot.flows.lines import Latin
from bot.flows.office_hours import is_open

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.flows.lines import Line
    from bot.flows.turn import Turn


def lines(turn: Turn) -> tuple[Line, ...]:
    """Say whom to call, where to go and when; and what to say there."""
    return tuple(_lines(turn))


def _lines(turn: Turn) -> Iterator[Line]:
    municipality = turn.library.municipality
    if municipality.example:
        yield turn.line(words.WELCOME_EXAMPLE, gemeente=Latin(municipality.name))
    if not is_open(municipality, turn.now):
        yield turn.line(words.PERSON_CLOSED, "🌙")
        yield from (turn.line(words.PERSON_NIGHT, "📞", phone=Latin(number)) for number in municipality.night)
    yield turn.line(
        words.PERSON_CALL, "📞", gemeente=Latin(municipality.name), phone=Latin(municipality.phone)
    )
    yield turn.line(words.PERSON_HOURS, "🕘", hours=turn.line(municipality.hours))
    yield turn.line(words.PERSON_DESK, "🚪", desk=turn.line(municipality.desk))
    yield turn.line(words.PERSON_ADDRESS, "📍", address=Latin(municipality.address))
    guide = turn.guide()
    if guide is not None:
        yield turn.line(words.PERSON_SAY, "💬", guide=guide.title)
