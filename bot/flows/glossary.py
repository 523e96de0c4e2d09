"""Official words in a step, explained on request. The Dutch word itself is kept."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.flows import words
from bot.flows.content.texts import texts_of_step
from bot.flows.definition import Ask, Do
from bot.flows.lines import Latin

if TYPE_CHECKING:
    from bot.flows.definition import AnyStep, GlossaryEntry, Library
    from bot.flows.lines import Line
    from bot.flows.turn import Turn


def explainable(library: Library, step: AnyStep) -> bool:
    """Tell whether there is anything to explain at this step; at an action always what a helper may do."""
    return (
        isinstance(step, Do)
        or (isinstance(step, Ask) and step.help is not None)
        or bool(entries(library, step))
    )


def explanation(turn: Turn, step: AnyStep) -> tuple[Line, ...]:
    """Return the lines that explain a step: its own help, each official word in it, what a helper may do."""
    own = (turn.line(step.help, "💬"),) if isinstance(step, Ask) and step.help is not None else ()
    return (
        *own,
        *(
            turn.line(words.EXPLAINED, "📖", word=Latin(entry.word), meaning=turn.line(entry.text))
            for entry in entries(turn.library, step)
        ),
        *_helper(turn, step),
    )


def _helper(turn: Turn, step: AnyStep) -> tuple[Line, ...]:
    """Say what somebody who sits beside her may do at an action, and what only she does."""
    if not isinstance(step, Do):
        return ()
    places = [turn.library.organisations[place] for place in step.where]
    rules = (
        words.HELPER_EXPLAINS,
        *((words.HELPER_SITE,) if any(place.site for place in places) else ()),
        *((words.HELPER_PHONE,) if any(place.phone for place in places) else ()),
        *((words.HELPER_DESK,) if any(place.desk for place in places) else ()),
    )
    return tuple(turn.line(rule, "🤝") for rule in rules)


def entries(library: Library, step: AnyStep) -> tuple[GlossaryEntry, ...]:
    """Return the glossary entries whose word stands in the Dutch of this step."""
    source = "\n".join(text.source for text in texts_of_step(step)).casefold()
    return tuple(
        entry for entry in library.glossary.values() if _stands_in((entry.word, *entry.forms), source)
    )


# The steps and the words stay the same over all turns, and every message with buttons asks.
@lru_cache(maxsize=8192)
def _stands_in(spellings: tuple[str, ...], source: str) -> bool:
    return any(_pattern(word.casefold()).search(source) is not None for word in spellings)


@lru_cache(maxsize=1024)
def _pattern(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
