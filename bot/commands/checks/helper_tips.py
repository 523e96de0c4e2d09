"""Helpers find something at every guide, in Dutch that a volunteer reads at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.catalogs.readability import FEWEST_WORDS, measure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.flows.definition import Library

FILE: Final = "content/begeleiders.yaml"
LONGEST_SENTENCE: Final = 18
"""Words. A volunteer reads B1; a resident gets no more than 15."""

LOWEST_SCORE: Final = 50
"""Flesch-Douma of one tip: names of organisations weigh heavily in so short a text."""

LONGEST_TIP: Final = 140
"""Characters: a card shows several tips beside what the participant reads."""


def without_tips(library: Library) -> Iterator[str]:
    """Yield each guide that lacks a tip or something to watch for."""
    for guide_id in library.guides:
        advice = library.helper_tips.guides.get(guide_id)
        if advice is None:
            yield f"{FILE}: {guide_id} has no tips for helpers"
            continue
        if not advice.general.tips:
            yield f"{FILE}: {guide_id} has no 'tip' for the whole guide"
        if not advice.general.watch:
            yield f"{FILE}: {guide_id} has no 'watch' for the whole guide"


def hard_to_read(library: Library) -> Iterator[str]:
    """Yield each tip or rule beyond the limits of B1 or of a card."""
    known = {word.lower() for entry in library.glossary.values() for word in (entry.word, *entry.forms)}
    for text in library.helper_tips.texts():
        one = measure(text.source, known=known)
        if one.longest > LONGEST_SENTENCE:
            yield f"{text.context}: a sentence of {one.longest} words, more than {LONGEST_SENTENCE}"
        if one.characters > LONGEST_TIP:
            yield f"{text.context}: {one.characters} characters, more than {LONGEST_TIP}"
        if one.words >= FEWEST_WORDS and one.score < LOWEST_SCORE:
            yield f"{text.context}: reads as {one.score:.0f}, below {LOWEST_SCORE}; use shorter words"
