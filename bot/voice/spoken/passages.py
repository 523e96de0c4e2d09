"""Where a message changes language: the Dutch below a translation, a show card, the languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.voice.spoken.marks import visible
from bot.voice.spoken.names import WORD
from bot.voice.spoken.scripts import SCRIPTS, script

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.voice.spoken.speech import Speech


DUTCH = "nl"
"""What an untranslated sentence in Latin letters is in."""

BETWEEN = re.compile(r"(\n|(?<=[.!?؟።፧:፦]) +)")
"""Where a sentence ends, or what announces another: "In het Nederlands:"."""


@dataclass(frozen=True)
class Passage:
    """A part of a message and the language of the voice that says it."""

    language: str
    spoken: str


def runs(text: str, language: str, speeches: Mapping[str, Speech]) -> Iterator[tuple[str, str]]:
    """Yield the language and the text of each passage, as it is shown."""
    current, run = language, ""
    # Sentence, what stands between, sentence and so on.
    pieces = [*BETWEEN.split(visible(text)), ""]
    for sentence, between in zip(pieces[::2], pieces[1::2], strict=True):
        spoken_in = _language(sentence, language, speeches) or current
        if spoken_in != current and run:
            yield current, run
            run = ""
        current = spoken_in
        run += sentence + between
    yield current, run


def _language(sentence: str, language: str, speeches: Mapping[str, Speech]) -> str | None:
    """Return the language of a sentence, None when it fits into any."""
    scripts = {script(character) for character in sentence if character.isalpha()}
    if SCRIPTS[language] in scripts:
        return language
    others = [code for code in speeches if SCRIPTS[code] in scripts - {"LATIN"}]
    if others:
        return others[0]
    # "UWV: 088 123" belongs to any language; a Dutch sentence has words without an entry.
    names = speeches[language].names
    foreign = not all(names.known(word) for word in WORD.findall(sentence))
    return DUTCH if foreign and DUTCH in speeches else None
