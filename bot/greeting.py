"""What the page says aloud before there is a conversation: each language in itself, and whose device it is.

Who cannot read meets these before anything else, so nothing of them may be there for the eye alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows import listening, words_page
from bot.flows.lines import Line
from bot.parts import number_line, part_of

if TYPE_CHECKING:
    from bot.locale import Languages
    from bot.messages import Part


def names_language(languages: Languages, code: str) -> tuple[Part, ...]:
    """Return what says in a language how to choose it; nothing where that has no sentence of its own."""
    text = listening.PRESS.get(code)
    return () if text is None else (part_of(Line(text), languages, code),)


def asks_whose_device(languages: Languages, code: str) -> tuple[Part, ...]:
    """Return the question whose device it is, each answer behind the number that stands on its button."""
    lines = (
        Line(words_page.IS_OWN_DEVICE),
        number_line(1),
        Line(words_page.OWN_DEVICE),
        Line(words_page.OWN_DEVICE_KEEPS),
        number_line(2),
        Line(words_page.SHARED_DEVICE),
        Line(words_page.SHARED_DEVICE_WIPES),
    )
    return tuple(part_of(line, languages, code) for line in lines)
