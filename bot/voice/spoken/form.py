"""The spoken form of a message: what a speech engine is given instead of what is shown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.voice.spoken.addresses import addresses
from bot.voice.spoken.amounts import amounts
from bot.voice.spoken.dates import dates
from bot.voice.spoken.marks import marks, visible
from bot.voice.spoken.numbers import INTEGER, NOUN, list_marks, numbers
from bot.voice.spoken.passages import Passage, runs
from bot.voice.spoken.phones import phones
from bot.voice.spoken.reading import SpokenError, read
from bot.voice.spoken.scripts import SCRIPTS, lint
from bot.voice.spoken.speech import Speech
from bot.voice.spoken.times import times
from bot.voice.spoken.units import before_numbers, units

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from bot.voice.spoken.reading import Source

FILE = "spoken.yaml"

STAGES = (list_marks, addresses, dates, phones, before_numbers, amounts, times, units, numbers)
"""What is most like nothing else comes first: a phone number is also a row of numbers."""


@dataclass(frozen=True)
class SpokenForms:
    """The spoken forms of every language that has a ``spoken.yaml``. Pure once it is loaded."""

    by_language: Mapping[str, Speech]

    @classmethod
    def load(cls, locales: Path) -> SpokenForms:
        """Read ``locales/<language>/spoken.yaml``; raise ``SpokenError`` with every mistake."""
        mistakes: list[str] = []
        by_language: dict[str, Speech] = {}
        for path in sorted(locales.glob(f"*/{FILE}")):
            language = path.parent.name
            try:
                source = read(path)
            except SpokenError as error:
                mistakes.append(str(error))
                continue
            if language not in SCRIPTS:
                mistakes.append(source.mistake((), f"the script of '{language}' is not known"))
                continue
            by_language[language] = Speech.of(language, source.wording)
            mistakes += _unreadable(source, by_language[language])
        if mistakes:
            raise SpokenError("\n".join(mistakes))
        return cls(by_language)

    def say(self, text: str, language: str) -> str:
        """Return the text as it is said, on one line; what nobody can say stays for ``lint``.

        Raises ``KeyError`` for a language without a ``spoken.yaml``.
        """
        return _said(text, self.by_language[language])

    def value(self, value: str, behind: str, language: str) -> str:
        """Return a value as it is said by itself, to be put before ``behind``: a number goes by its noun.

        For a text that is not said here but stands ready, such as one with its vowels.
        """
        speech = self.by_language[language]
        noun = NOUN.match(behind)
        if noun is not None and INTEGER.fullmatch(value):
            counted = speech.counting(value.replace(".", ""), noun["noun"])
            if counted is not None:
                return _said(counted, speech)
        return _said(value, speech)

    def options(self, labels: Sequence[str], language: str) -> str:
        """Return the choices below a message with their numbers, from 1, one sentence each."""
        speech = self.by_language[language]
        wording = speech.wording
        sentences = [
            wording.option.format(number=speech.numerals.cardinal(place), label=_said(label, speech))
            for place, label in enumerate(labels, start=1)
        ]
        return _said("\n".join(sentences) + wording.stop, speech) if sentences else ""

    def passages(self, text: str, language: str) -> tuple[Passage, ...]:
        """Return the spoken form of a message cut where its language changes.

        A careful message carries its Dutch, a show card and the choice of a language other
        languages altogether: each passage goes to a voice of its own.
        """
        return tuple(
            Passage(spoken_in, spoken)
            for spoken_in, part in runs(text, language, self.by_language)
            if (spoken := self.say(part, spoken_in))
        )


def _said(text: str, speech: Speech) -> str:
    text = visible(text)
    for stage in STAGES:
        text = stage(text, speech)
    return marks(speech.names.say(text), speech)


def _unreadable(source: Source, speech: Speech) -> Iterator[str]:
    """Yield a mistake for each entry that its own engine could not read, or would be read twice."""
    wording = source.wording
    entries = [(("letters", key), value) for key, value in wording.letters.items()]
    entries += [(("names", key), value) for key, value in wording.names.items()]
    entries += [(("symbols", key), value) for key, value in wording.symbols.items()]
    for field in ("multiples", "behind_numbers", "before_numbers", "closing"):
        words = getattr(wording, field).items()
        entries += [((field.replace("_", "-"), key), value) for key, value in words]
    for where, value in entries:
        foreign = lint(value, speech.language)
        if foreign:
            yield source.mistake(where, f"'{value}' cannot be read aloud: {' '.join(foreign)}")
        elif where[0] != "symbols" and _said(value, speech) != value:
            yield source.mistake(where, f"'{value}' would itself be said as '{_said(value, speech)}'")
    for key in wording.spelled:
        unnamed = [letter for letter in re.findall(r"\w", key.casefold()) if letter not in wording.letters]
        if unnamed:
            yield source.mistake(("spelled",), f"'{key}': there is no letter {' '.join(unnamed)}")
