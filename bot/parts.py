"""From a message to what is heard of it: one part for each text, in the language of its voice.

A translated message with its Dutch below it is heard in her language only; what has no
translation is heard in Dutch, as it is shown.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Final, assert_never

from bot.flows import words, words_points, words_voice
from bot.flows.expired import whom_to_ask
from bot.flows.lines import Amount, Expired, Latin, Line
from bot.flows.text import PLACEHOLDER, Text
from bot.locale import SOURCE
from bot.messages import Part

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.flows.lines import Value
    from bot.flows.message import Choice, Message
    from bot.locale import Languages

OF_CONTENT: Final = frozenset(
    {
        "action",
        "address",
        "desk",
        "gemeente",
        "guide",
        "hours",
        "maximum",
        "meaning",
        "minimum",
        "option",
        "organisation",
        "phone",
        "proof",
        "sentence",
        "site",
        "step",
        "total",
        "why",
        "word",
    }
)
"""Placeholders of the bot's own words that content fills, for everybody alike. Every other may be hers."""

DUTCH_WORDS: Final = frozenset({words_points.WORDS.context})
"""What somebody else wrote in Dutch and nobody translated: a Dutch voice says it, whatever is around it."""

_ONLY_NUMBER: Final = re.compile(r"\W*(\d+)")
"""The label of a button without room for words: the number of its line, behind a mark."""

_LISTED: Final = re.compile(r"\W*(\d+)\W*")
"""The icon of a line that is chosen by its number."""

_BEFORE: Final = frozenset(text.context for text in (*words_voice.NUMBERS, words_voice.NUMBER_FURTHER))

SPARE: Final = frozenset({words.PROGRESS.context})
"""Counted anew in every walk, so that nobody records it."""


def parts(message: Message, languages: Languages, language: str) -> Iterator[Part]:
    """Yield the texts of a message in the order in which they are read."""
    untranslated = False
    for line in (*message.lines, *whom_to_ask(message)):
        part = part_of(line, languages, language)
        if part.text.strip():
            missing = line_has_text(line) and part.language != language and not _stays_dutch(line)
            untranslated = untranslated or missing
            place = number_before(line, languages, language)
            yield from () if place is None else (place,)
            yield from _dutch_before(part)
    if untranslated:
        yield part_of(Line(words.ONLY_DUTCH), languages, language)


def options(choices: Sequence[Choice], languages: Languages, language: str) -> Iterator[Part]:
    """Yield the labels of the buttons, in their order; one that is only a number is heard as "Nummer 1"."""
    for choice in choices:
        label = label_of(choice, languages, language)
        digits = _ONLY_NUMBER.fullmatch(label.text) if label.message_id is None else None
        # A text with an id has its vowels and may be recorded; a bare number is in no catalog.
        yield (digits and number(int(digits[1]), languages, language)) or label


def label_of(choice: Choice, languages: Languages, language: str) -> Part:
    """Return the label of a button as it is heard by who reads this language."""
    if isinstance(choice.label, Latin):
        return Part(language, choice.label.text)
    return _of_text(choice.label, {}, languages, language)


def number_before(line: Line, languages: Languages, language: str) -> Part | None:
    """Return what is said before a line that is chosen by its number; None for any other line."""
    digits = _LISTED.fullmatch(line.icon) if line.icon else None
    return digits and (number(int(digits[1]), languages, language) or Part(language, digits[1]))


def belongs_behind(part: Part) -> bool:
    """Tell whether a part that is read is only the number of the part behind it."""
    return part.message_id in _BEFORE


def number(place: int, languages: Languages, language: str) -> Part | None:
    """Return what is said before the label at a place, from 1; None where the language has no text for it."""
    if place < 1:
        return None
    part = part_of(number_line(place), languages, language)
    return part if part.language == language else None


def number_line(place: int) -> Line:
    """Return what is said before the label at a place, from 1."""
    if place <= len(words_voice.NUMBERS):
        return Line(words_voice.NUMBERS[place - 1])
    return Line(words_voice.NUMBER_FURTHER, {"option": place})


def spoken_parts(message: Message, languages: Languages, language: str) -> Iterator[Part]:
    """Yield every part of a message that is read, the labels of its buttons with their numbers."""
    yield from parts(message, languages, message.language or language)
    yield from options(message.choices, languages, language)
    if not message.typed:
        for place in range(1, len(message.choices) + 1):
            said = number(place, languages, language)
            if said is not None:
                yield said


def line_has_text(line: Line) -> bool:
    """Tell whether a line is in a language, and not only a name."""
    return isinstance(line.text, Text)


def part_of(line: Line, languages: Languages, language: str) -> Part:
    """Return one line as it is heard by who reads this language."""
    if isinstance(line.text, Latin):
        # In no catalog: what a person wrote to her, or a code of hers. No clip of it may stay.
        return Part(language, line.text.text, own=True)
    return _of_text(line.text, line.values, languages, SOURCE if _stays_dutch(line) else language)


def _stays_dutch(line: Line) -> bool:
    return isinstance(line.text, Text) and line.text.context in DUTCH_WORDS


def _dutch_before(part: Part) -> Iterator[Part]:
    """Yield a part as it is heard: what stands in it in Dutch words comes before it, for a Dutch voice.

    A voice does not change inside a sentence. The sentence goes on without these words.
    """
    taken: list[Part] = []
    rest = _without_dutch(part, part.language, taken)
    yield from (*taken, rest)


def _without_dutch(part: Part, language: str, taken: list[Part]) -> Part:
    values: dict[str, str | Part] = {}
    for name, value in part.values.items():
        if isinstance(value, str):
            values[name] = value
        elif value.message_id in DUTCH_WORDS and value.language != language:
            taken.append(value)
            values[name] = ""
        else:
            values[name] = _without_dutch(value, language, taken)
    return part if values == part.values else replace(part, values=values)


def _of_text(text: Text, values: Mapping[str, Value], languages: Languages, language: str) -> Part:
    return _filled(text, values, languages, language) if values else _plain(text, languages, language)


# It stays the same over all turns, and every message with buttons asks for some twenty of them.
@lru_cache(maxsize=8192)
def _plain(text: Text, languages: Languages, language: str) -> Part:
    return _filled(text, {}, languages, language)


def _filled(text: Text, values: Mapping[str, Value], languages: Languages, language: str) -> Part:
    written, spoken_in = languages.wording(text, values, language)
    named = _placeholders(written)
    filled = {name: _value(values[name], languages, spoken_in) for name in named}
    own = any(
        (":" not in name and name not in OF_CONTENT) or (isinstance(filled[name], Part) and filled[name].own)  # type: ignore[union-attr]
        for name in named
    )
    return Part(spoken_in, written, text.context, filled, own=own, spare=text.context in SPARE)


def part_as_written(text: Text, languages: Languages, language: str) -> Part:
    """Return a text as the catalog has it: for each value its name, as if it were a resident's own."""
    written, spoken_in = languages.wording(text, {}, language)
    values = {name: name for name in _placeholders(written)}
    return Part(spoken_in, written, text.context, values, own=bool(values), spare=text.context in SPARE)


def _value(value: Value, languages: Languages, language: str) -> str | Part:
    match value:
        case Text():
            return _of_text(value, {}, languages, language)
        case Line():
            return part_of(value, languages, language)
        case Latin(text):
            return text
        case Amount() | date() | int():
            return languages.value(value, language)
        case Expired():
            raise ValueError("a sentence with an expired fact is left out before it is read")
        case _:
            assert_never(value)


@lru_cache(maxsize=8192)
def _placeholders(written: str) -> tuple[str, ...]:
    found = (match.groups() for match in PLACEHOLDER.finditer(written))
    return tuple(dict.fromkeys(f"{name}:{reference}" if reference else name for name, reference in found))
