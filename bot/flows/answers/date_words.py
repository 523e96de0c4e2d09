"""What of an answer speaks of dates: numbers, months, weekdays, words such as "volgende"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.flows.answers.distance import distance
from bot.flows.answers.number_words import said
from bot.flows.answers.phrases import longest_at
from bot.flows.answers.spelling import clean
from bot.flows.deadlines import Offset
from bot.flows.lexicon import Day, Month, Pointer, Span, Weekday

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.flows.lexicon import DateWord, Lexicon

_TOKEN = re.compile(
    r"(?<!\d)(?P<year>\d{4}) ?[-/.] ?(?P<month>\d{1,2}) ?[-/.] ?(?P<day>\d{1,2})(?!\d)"
    r"|(?<!\d)(?P<d>\d{1,2}) ?[-/.] ?(?P<m>\d{1,2})(?: ?[-/.] ?(?P<y>\d{4}|\d{2}))?(?!\d)"
    r"|(?<!\d)(?P<day_spaced>\d{1,2}) (?P<month_spaced>\d{1,2}) (?P<year_spaced>\d{4})(?!\d)"
    # 20261110 before 10112026: read day first, it would lie in the year 1110.
    r"|(?<!\d)(?P<year_begins>(?:19|20)\d{2})(?P<month_mid>0[1-9]|1[0-2])(?P<day_ends>0[1-9]|[12]\d|3[01])(?!\d)"
    r"|(?<!\d)(?P<day_joined>\d{2})(?P<month_joined>\d{2})(?P<year_joined>\d{4})(?!\d)"
    r"|'(?P<short_year>\d{2})(?!\d)"
    r"|(?P<number>\d+)"
    r"|(?P<mixed>[^\W\d_]+\d+[^\W\d_][^\W_]*)"  # na3am is a word, april3 is not
    r"|(?P<word>[^\W\d_]+)"
)
_DAY = ("day", "d", "day_spaced", "day_joined", "day_ends")
_MONTH = ("month", "m", "month_spaced", "month_joined", "month_mid")
_YEAR = ("year", "y", "year_spaced", "year_joined", "year_begins")
_LONGEST_NUMBER = 6
_SHORTEST_MISSPELT = 6


@dataclass(frozen=True)
class Figures:
    """A date in figures. ``year`` is as written, in two or four digits, or absent."""

    day: int
    month: int
    year: str | None


@dataclass(frozen=True)
class Number:
    """A bare number: ``digits`` as written, empty for a spoken one; ``at`` its place."""

    value: int
    digits: str
    at: int


@dataclass
class Mentions:
    """Everything in an answer that speaks of dates, whatever its order."""

    figures: list[Figures] = field(default_factory=list)
    months: list[Month] = field(default_factory=list)
    month_at: int = -1
    month_first: bool = False
    weekdays: list[Weekday] = field(default_factory=list)
    days: list[Day] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    pointers: set[Pointer] = field(default_factory=set)
    numbers: list[Number] = field(default_factory=list)
    short_years: list[str] = field(default_factory=list)
    denied: bool = False


def mentions(text: str, lexicons: Sequence[Lexicon]) -> Mentions:
    """Collect what ``text`` says of dates. Spoken numbers count only where none is in digits."""
    tokens = list(_TOKEN.finditer(clean(text)))
    return _Collector(tokens, lexicons).collect()


class _Collector:
    """Walks over the tokens once, longest phrase first."""

    def __init__(self, tokens: Sequence[re.Match[str]], lexicons: Sequence[Lexicon]) -> None:
        self._tokens = tokens
        self._words = [token["word"] or "" for token in tokens]
        self._lexicons = lexicons
        self._found = Mentions()
        self._rest = list(self._words)  # words that no phrase took; numbers may be said in them
        self._taken: set[int] = set()

    def collect(self) -> Mentions:
        at = 0
        while at < len(self._tokens):
            at += self._word(at) if self._words[at] else self._figure(at)
        self._spoken()
        self._drop_chatter()
        self._found.denied = any(
            lexicon.denies(self._words[near])
            for at in self._taken
            for near in (at - 1, at + 1)
            if 0 <= near < len(self._words) and near not in self._taken
            for lexicon in self._lexicons
        )
        return self._found

    def _drop_chatter(self) -> None:
        """Pass over the day in "mijn laatste dag is 3 april" and يوم الجمعة."""
        found = self._found
        counted = found.pointers & {Pointer.IN, Pointer.AGO}
        if not counted and (found.figures or found.months or found.weekdays or found.days):
            found.spans = [span for span in found.spans if span.offset != Offset(days=1)]

    def _figure(self, at: int) -> int:
        token = self._tokens[at]
        day, month, year = (_first(token, names) for names in (_DAY, _MONTH, _YEAR))
        if day and month:
            self._found.figures.append(Figures(int(day), int(month), year))
        elif token["short_year"]:
            self._found.short_years.append(token["short_year"])
        elif token["number"]:
            digits = token["number"].lstrip("0") or "0"
            value = int(digits) if len(digits) <= _LONGEST_NUMBER else 10**_LONGEST_NUMBER
            self._found.numbers.append(Number(value, token["number"], at))
        else:
            return 1
        self._taken.add(at)
        return 1

    def _word(self, at: int) -> int:
        best: tuple[int, DateWord | None, bool] = (0, None, False)
        for lexicon in self._lexicons:
            length = longest_at(self._words, at, lexicon.dates)
            if length > best[0]:
                best = length, lexicon.dates[tuple(self._words[at : at + length])], lexicon.month_first
        length, meaning, month_first = best
        if meaning is None:
            length, meaning = 1, self._misspelt(self._words[at])
        if meaning is not None:
            self._add(meaning, at, month_first=month_first)
            self._taken.update(range(at, at + length))
            self._rest[at : at + length] = [""] * length
        return length

    def _add(self, meaning: DateWord, at: int, *, month_first: bool) -> None:
        found = self._found
        match meaning:
            case Month():
                found.months.append(meaning)
                found.month_at, found.month_first = at, month_first
            case Weekday():
                found.weekdays.append(meaning)
            case Day():
                found.days.append(meaning)
            case Span():
                found.spans.append(meaning)
            case Pointer():
                found.pointers.add(meaning)

    def _misspelt(self, word: str) -> DateWord | None:
        """Return the one month or weekday that is one slip away from a long word."""
        if len(word) < _SHORTEST_MISSPELT:
            return None
        near = {
            meaning
            for lexicon in self._lexicons
            for phrase, meaning in lexicon.dates.items()
            if isinstance(meaning, Month | Weekday) and len(phrase) == 1
            if distance(word, phrase[0], limit=1) is not None
        }
        return near.pop() if len(near) == 1 else None

    def _spoken(self) -> None:
        """Take numbers in words ("de eerste", "drie") where none is in digits."""
        if self._found.numbers or self._found.figures:
            return
        for lexicon in self._lexicons:
            for at in range(len(self._rest)):
                if length := longest_at(self._rest, at, lexicon.ordinals):
                    value = lexicon.ordinals[tuple(self._rest[at : at + length])]
                    self._found.numbers.append(Number(value, "", at))
                    self._taken.add(at)
        if not self._found.numbers:
            self._found.numbers.extend(Number(value, "", -1) for value in said(self._rest, self._lexicons))


def _first(token: re.Match[str], names: Sequence[str]) -> str | None:
    return next((found for name in names if (found := token[name])), None)
