"""The words in which residents answer, per language, from ``locales/<language>/answers.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

import yaml

from bot.flows.answers.spelling import words
from bot.flows.deadlines import Offset
from bot.libyaml import STRINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

T = TypeVar("T")

Phrase = tuple[str, ...]
"""Words in the spelling of ``bot.flows.answers.spelling.words``."""


@dataclass(frozen=True)
class Month:
    """A month, 1 to 12."""

    number: int


@dataclass(frozen=True)
class Weekday:
    """A day of the week, 1 (Monday) to 7."""

    number: int


@dataclass(frozen=True)
class Day:
    """A day named by its distance from today: "morgen" is 1."""

    distance: int


@dataclass(frozen=True)
class Span:
    """A stretch of time: "week", "half jaar", أسبوعين."""

    offset: Offset


class Pointer(StrEnum):
    """A word that gives a stretch of time or a weekday its place."""

    IN = "in"  # over 2 weken
    AGO = "ago"  # 2 weken geleden
    COMING = "coming"  # komende vrijdag: the first one after today
    NEXT = "next"  # volgende: not this week's, which may be the second one
    PASSED = "passed"  # afgelopen vrijdag: the last one before today
    PREVIOUS = "previous"  # vorige: not this week's
    THIS = "this"
    END = "end"  # eind van de maand
    VAGUE = "vague"  # begin, half, een paar: no day follows from it
    BESIDE = "beside"  # voor, na, tussen: not that day


DateWord = Month | Weekday | Day | Span | Pointer


@dataclass(frozen=True, eq=False, repr=False)
class Lexicon:
    """What the words of one language mean in an answer. Compared by identity.

    ``pick`` are words before the number of an option ("optie 2"), ``denials`` words
    that turn a meaning around ("niet", "geen"), ``zero`` words that mean none at all.
    ``denying`` holds pairs of a beginning and an end between which a verb is denied
    (ኣይ…ን). ``plus`` are a word inside, a beginning and an end of a number word that
    add it to its neighbour ("en", و, ን); empty where a language has none.
    ``month_first`` says that the day comes after the month: "ጥሪ 26". Number words of
    several words are written together in ``numbers``: "احدعشر".
    """

    language: str
    month_first: bool
    yes: frozenset[Phrase]
    no: frozenset[Phrase]
    unknown: frozenset[Phrase]
    rather_not: frozenset[Phrase]
    pick: frozenset[Phrase]
    denials: frozenset[Phrase]
    zero: frozenset[Phrase]
    denying: tuple[tuple[str, str], ...]
    dates: Mapping[Phrase, DateWord]
    numbers: Mapping[str, int]
    ordinals: Mapping[Phrase, int]
    ordinal_endings: frozenset[str]
    plus: tuple[str, str, str]

    def __repr__(self) -> str:
        return f"<Lexicon {self.language}>"

    def denies(self, word: str) -> bool:
        """Say whether ``word`` turns the meaning of its sentence around."""
        if (word,) in self.denials:
            return True
        return any(word.startswith(before) and word.endswith(after) for before, after in self.denying)


def load(path: Path) -> Lexicon:
    """Read the words of one language.

    Raises ``ValueError`` that begins with ``file:line:`` and says what to do.
    """
    text = path.read_text(encoding="utf-8")
    try:
        data = yaml.load(text, Loader=STRINGS)  # noqa: S506  it makes strings, lists and dicts only
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ValueError(f"{path}:{line}: this is not YAML: {error.problem}") from error
    reader = _Reader(path, text, data if isinstance(data, dict) else {})
    lexicon = reader.lexicon()
    reader.refuse_unread()
    return lexicon


_SPANS = {
    "day": Offset(days=1),
    "week": Offset(weeks=1),
    "month": Offset(months=1),
    "year": Offset(years=1),
    "2 days": Offset(days=2),
    "2 weeks": Offset(weeks=2),
    "2 months": Offset(months=2),
    "2 years": Offset(years=2),
    "6 months": Offset(months=6),
    "18 months": Offset(months=18),
}


class _Reader:
    """Takes the keys of one file, each once, and remembers where they stand."""

    def __init__(self, path: Path, text: str, data: dict[str, object]) -> None:
        self._path = path
        self._text = text
        self._unread = dict(data)

    def lexicon(self) -> Lexicon:
        inside, beginning, end = (self._fold("plus", part) for part in self._strings("plus", count=3))
        return Lexicon(
            language=self._string("language"),
            month_first=self._string("month-first") == "true",
            yes=self._phrases("yes"),
            no=self._phrases("no"),
            unknown=self._phrases("unknown"),
            rather_not=self._phrases("rather-not"),
            pick=self._phrases("pick"),
            denials=self._phrases("denials"),
            zero=self._phrases("zero"),
            denying=tuple(self._pair("denying", pair) for pair in self._strings("denying")),
            dates=self._dates(),
            numbers={"".join(phrase): value for phrase, value in self._table("numbers", int, {}).items()},
            ordinals=self._table("ordinals", int, {}),
            ordinal_endings=frozenset("".join(phrase) for phrase in self._phrases("ordinal-endings")),
            plus=(inside, beginning, end),
        )

    def _dates(self) -> Mapping[Phrase, DateWord]:
        dates: dict[Phrase, DateWord] = {}
        self._table("months", lambda key: Month(_within(key, 1, 12)), dates)
        self._table("weekdays", lambda key: Weekday(_within(key, 1, 7)), dates)
        self._table("days", lambda key: Day(_within(key, -9, 9)), dates)
        self._table("spans", lambda key: Span(_SPANS[key]), dates)
        self._table("pointers", Pointer, dates)
        return dates

    def refuse_unread(self) -> None:
        for key in self._unread:
            self._unread.pop(key)
            raise self._error(key, "no such key: take it out")

    def _take(self, key: str) -> object:
        if key not in self._unread:
            raise self._error(key, "the key is missing: add it")
        return self._unread.pop(key)

    def _string(self, key: str) -> str:
        value = self._take(key)
        if not isinstance(value, str):
            raise self._error(key, "write one word")
        return value

    def _strings(self, key: str, *, count: int | None = None) -> Sequence[str]:
        return self._list(key, self._take(key), count=count)

    def _list(self, key: str, value: object, *, count: int | None = None) -> Sequence[str]:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self._error(key, "write a list of words")
        if count is not None and len(value) != count:
            raise self._error(key, f"write exactly {count} of them")
        return value

    def _fold(self, key: str, item: str) -> str:
        phrase = words(item)
        if len(phrase) > 1:
            raise self._error(key, f"{item!r} must be one word")
        return "".join(phrase)

    def _pair(self, key: str, item: str) -> tuple[str, str]:
        before, separator, after = item.partition("…")
        if not separator:
            raise self._error(key, f"{item!r}: write what stands before and after, with … between")
        return self._fold(key, before), self._fold(key, after)

    def _phrases(self, key: str) -> frozenset[Phrase]:
        return frozenset(self._folded(key, self._take(key)))

    def _folded(self, key: str, value: object) -> Iterator[Phrase]:
        for item in self._list(key, value):
            phrase = words(item)
            if not phrase:
                raise self._error(key, f"{item!r} holds no letter: take it out")
            yield phrase

    def _table(self, key: str, meaning: Callable[[str], T], table: dict[Phrase, T]) -> dict[Phrase, T]:
        """Add the words of one table; the same word twice must mean the same."""
        value = self._take(key)
        if not isinstance(value, dict):
            raise self._error(key, "write a list of words after each meaning")
        for name, spellings in value.items():
            try:
                meant = meaning(name)
            except (KeyError, ValueError):
                raise self._error(key, f"{name!r} is no meaning that is known here") from None
            for phrase in self._folded(key, spellings):
                if table.setdefault(phrase, meant) != meant:
                    raise self._error(key, f"{' '.join(phrase)!r} has two meanings: keep one")
        return table

    def _error(self, key: str, problem: str) -> ValueError:
        lines = enumerate(self._text.splitlines(), 1)
        line = next((number for number, line in lines if line.startswith(f"{key}:")), 1)
        return ValueError(f"{self._path}:{line}: {key}: {problem}")


def _within(key: str, least: int, most: int) -> int:
    number = int(key)
    if not least <= number <= most:
        raise ValueError(key)
    return number
