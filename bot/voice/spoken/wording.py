"""What ``locales/<language>/spoken.yaml`` may hold."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


Forms = Annotated[list[Word], Field(min_length=5, max_length=5)]
"""What is counted: for 1, for 2, for 3 to 10, for 11 to 99 and for whole hundreds, as Arabic tells
them apart; the last two digits decide. {count} is where the number is said.
"""


class Shape(BaseModel):
    """Keys are written with hyphens; an unknown key is a mistake."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, alias_generator=lambda name: name.replace("_", "-"), strict=True
    )


class Joining(Shape):
    """How the parts of a number hang together.

    ``between`` stands between two parts ("ألف" + " وَ" + "واحد"), ``behind`` is fastened to
    each part when there is more than one ("ዕስራን ሓደን"), to another form of the word where
    ``stems`` gives one. ``before`` gives another form of the last word of a number that what is
    counted follows ("مِئَتَيْن", but "مِئَتَيْ يورو").
    """

    between: str
    behind: str = ""
    stems: dict[str, Word] = {}
    before: dict[str, Word] = {}


class NumberWords(Shape):
    """The words of the integers to 999,999,999.

    ``units`` from 0 to 19, ``tens`` from 20 to 90, ``hundreds`` from 100 to 900.
    ``thousands`` and ``millions``: for 1, for 2, for 3 to 10, for 11 to 99 and for whole hundreds;
    {count} is said before it. ``feminine``: 0 to 19 where what is counted is feminine.
    """

    units: Annotated[list[Word], Field(min_length=20, max_length=20)]
    tens: Annotated[list[Word], Field(min_length=8, max_length=8)]
    hundreds: Annotated[list[Word], Field(min_length=9, max_length=9)]
    thousands: Forms
    millions: Forms
    units_first: bool
    feminine: Annotated[list[Word], Field(min_length=20, max_length=20)] | None = None
    joining: Joining


class Wording(Shape):
    """Everything that is said in one language. Each field is explained in the file itself."""

    numbers: Literal["dutch"] | NumberWords
    decimal: Word
    leave_out_bracketed_numbers: bool = False
    euros: Forms | None = None
    cents: Forms | None = None
    minutes: Forms | None = None
    feminine: list[Literal["euros", "cents", "minutes"]] = []
    nouns: dict[str, Literal["feminine", "masculine"]] = {}
    amount: Word
    amount_with_cents: Word
    percentage: Word
    minus: Word
    multiples: dict[str, Word] = {}
    until_words: list[Word] = []
    counted_words: list[Word] = []
    behind_numbers: dict[str, Word] = {}
    before_numbers: dict[str, Word] = {}
    closing: dict[str, Word] = {}
    hour_word: Word
    hour_short: list[Word] = []
    time: Word
    time_with_minutes: Word
    months: Annotated[list[Word], Field(min_length=12, max_length=12)]
    date: Word
    date_without_year: Word
    day_words: list[Word] = []
    day_joins: list[Word] = []
    range: Word
    part_of: Word
    short_phone_numbers: list[Word]
    call_words: list[Word] = []
    option: Word
    dot: Word
    slash: Word
    dash: Word
    at: Word
    either: Word
    pause: Word
    stop: Word
    symbols: dict[str, str] = {}
    letters: dict[str, Word]
    between_letters: str
    spelled: list[Word] = []
    names: dict[str, Word] = {}
