"""What a klantmanager says or asks with one click, as the message that the resident reads."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, assert_never

from bot.flows.desk_content import Fill
from bot.flows.lines import Latin, Line, name_value
from bot.flows.message import Message
from bot.flows.turn import content_values

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from bot.flows.definition import Library
    from bot.flows.desk_content import Phrase
    from bot.flows.lines import Value
    from bot.locale import Languages

CLOCK: Final = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")
LONGEST: Final = 120
"""Characters of a Dutch text that is filled in, such as a place."""

FURTHEST: Final = timedelta(days=731)
"""A date that lies further ahead is a typing error."""


class Unfilled(Exception):  # noqa: N818  reads as what happened
    """A value of a phrase is missing or cannot be. ``name`` is its placeholder."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason


def message(
    phrase: Phrase, given: Mapping[str, str], papers: Collection[str], library: Library, today: date
) -> Message:
    """Return the message of a phrase with these values; raise ``Unfilled`` where one is missing.

    ``given`` maps placeholders to what was filled in: a date as 2026-11-23, a time as
    10:30, the id of an organisation, or Dutch text. ``papers`` are ids, in the order wanted.
    """
    values: dict[str, Value] = content_values(phrase.text, library, today)
    for name, fill in phrase.values.items():
        values[name] = _value(name, fill, given.get(name, "").strip(), library, today)
    lines = [Line(phrase.text, values)]
    if phrase.papers:
        listed = [paper for paper in papers if paper in library.papers]
        if not listed:
            raise Unfilled("papers", "Kies minstens één papier.")
        lines += [Line(library.papers[paper], {}, "•") for paper in listed]
    return Message(tuple(lines), careful=True)


def as_read(phrase: Phrase, library: Library, languages: Languages, language: str, today: date) -> str | None:
    """Return how a resident reads a phrase, None where something has to be filled in first."""
    if phrase.values or phrase.papers:
        return None
    return languages.render(message(phrase, {}, (), library, today), language).text


def _value(name: str, fill: Fill, given: str, library: Library, today: date) -> Value:
    if not given:
        raise Unfilled(name, "Vul dit in.")
    match fill:
        case Fill.DATE:
            return _date(name, given, today)
        case Fill.TIME:
            found = CLOCK.fullmatch(given)
            if found is None:
                raise Unfilled(name, "Schrijf de tijd zo: 10:30.")
            return Latin(f"{int(found[1])}.{found[2]}")
        case Fill.ORGANISATION:
            if given not in library.organisations:
                raise Unfilled(name, "Kies een organisatie uit de lijst.")
            return name_value(library.organisations[given])
        case Fill.TEXT:
            if len(given) > LONGEST:
                raise Unfilled(name, f"Schrijf hoogstens {LONGEST} tekens.")
            return Latin(" ".join(given.split()))
        case _:
            assert_never(fill)


def _date(name: str, given: str, today: date) -> date:
    try:
        day = date.fromisoformat(given)
    except ValueError:
        raise Unfilled(name, "Kies een dag.") from None
    if not today <= day <= today + FURTHEST:
        raise Unfilled(name, "Deze dag is voorbij, of te ver weg.")
    return day
