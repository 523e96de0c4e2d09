"""Facts hold on the day of judging; what an editor should look up is listed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.flows.content.texts import texts_of_library
from bot.flows.text import placeholders

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.flows.definition import Library

SOON = timedelta(days=45)
"""An editor hears this long before a fact stops being shown."""

OLD = timedelta(days=180)
"""What was looked up longer ago than this wants another look."""

SURE = "H"
"""The confidence that needs no check."""


def expired(library: Library, day: date) -> Iterator[str]:
    """Yield the facts that do not hold on a day."""
    for fact in library.facts.values():
        if not fact.holds(day):
            yield f"content/facts.yaml: {fact.id} does not hold on {day}; look it up at {fact.source}"


def expiring(library: Library, day: date) -> Iterator[str]:
    """Yield the facts that will soon not be shown any more."""
    for fact in library.facts.values():
        if fact.valid_until is not None and day <= fact.valid_until < day + SOON:
            yield f"{fact.id} holds until {fact.valid_until}; after that the bot sends people to {fact.ask}"


def to_look_up(library: Library, day: date) -> Iterator[str]:
    """Yield, for the editor, each fact and phone number that wants a look: why, where, and who uses it."""
    used = _uses(library)
    for fact in library.facts.values():
        reasons = [
            reason
            for reason, holds in (
                (f"confidence {fact.confidence}", fact.confidence != SURE),
                (f"looked up {fact.checked}", fact.checked + OLD <= day),
                (f"holds until {fact.valid_until}", fact.valid_until is not None),
            )
            if holds
        ]
        if reasons:
            guides = ", ".join(sorted(used.get(f"fact:{fact.id}", ()))) or "no guide"
            yield (
                f"{fact.id} = {fact.value:f} ({fact.what}): {'; '.join(reasons)}. "
                f"Source: {fact.source}. In: {guides}"
            )
    for organisation in library.organisations.values():
        if organisation.phone is not None and organisation.phone_confidence not in {None, SURE}:
            yield (
                f"{organisation.id}: phone {organisation.phone}: "
                f"confidence {organisation.phone_confidence}. Call it once"
            )


def _uses(library: Library) -> dict[str, set[str]]:
    used: dict[str, set[str]] = {}
    for text in (*texts_of_library(library), *library.helper_tips.texts()):
        guide = text.context.split("/")[0].removesuffix(".title")
        for placeholder in placeholders(text.source):
            used.setdefault(placeholder, set()).add(guide)
    return used
