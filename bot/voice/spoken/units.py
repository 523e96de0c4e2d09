"""Abbreviations with a rule of their own: "2x" and "37°C" behind a number, "a.u.b." at an end, "max."."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.voice.spoken.names import LETTER
from bot.voice.spoken.scripts import SHORT_STOP

if TYPE_CHECKING:
    from bot.voice.spoken.speech import Speech


def before_numbers(text: str, speech: Speech) -> str:
    """Return the text with "max." in words; "Max." only where a number follows: else it is a name."""
    words = speech.wording.before_numbers
    short = speech.any_of(words)
    return re.sub(
        rf"(?<!{LETTER})(?:{short}|(?i:{short})(?= ?[\d€]))",
        lambda match: f"{words[match.group().casefold()]} ",
        text,
    )


def units(text: str, speech: Speech) -> str:
    """Return the text with these abbreviations in words; the dot that ends a sentence stays."""
    behind, closing = speech.wording.behind_numbers, speech.wording.closing
    text = re.sub(
        rf"(?<=\d) ?(?P<short>{speech.any_of(behind)})(?!\w){SHORT_STOP}",
        lambda match: f" {behind[match['short']]}",
        text,
    )
    return re.sub(
        rf"(?<!{LETTER})(?i:(?P<short>{speech.any_of(closing)}))(?!{LETTER}){SHORT_STOP}",
        lambda match: closing[match["short"].casefold()],
        text,
    )
