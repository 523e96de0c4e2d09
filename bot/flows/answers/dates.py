"""Dates as people type them: "3 april", 3/4, "volgende week vrijdag", "over 2 weken"."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import TYPE_CHECKING, TypeVar

from bot.flows.answers.date_words import Figures, Mentions, Number, mentions
from bot.flows.answers.problem import Problem, unreadable
from bot.flows.deadlines import Offset, shifted
from bot.flows.lexicon import Pointer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.flows.lexicon import Lexicon, Month

T = TypeVar("T")

_DECEMBER = 12
_LAST_DAY = 31
_FIRST_YEAR = 1000
"""From here on a number is a year, not a day."""
_MANY_YEARS = 10
"""Where so many years are possible (a date of birth), the nearest one would be a guess."""

_PLACES = {
    Pointer.THIS: 0,
    Pointer.COMING: 1,
    Pointer.NEXT: 1,
    Pointer.PASSED: -1,
    Pointer.PREVIOUS: -1,
}


def parse_date(
    text: str,
    *,
    today: date,
    lexicons: Sequence[Lexicon],
    earliest: date | None = None,
    latest: date | None = None,
) -> date | Problem:
    """Return the one date that ``text`` names, in any language of ``lexicons``.

    Figures are day before month, or year-month-day. Without a year it is the one
    within ``earliest`` and ``latest`` that lies nearest to ``today``, unless they lie
    more than ten years apart: then ``NEEDS_YEAR``. A bare weekday is the coming one if
    that may be, else the last; weeks begin on Monday. "Volgende vrijdag" said on a
    Tuesday is ``AMBIGUOUS``. Other words are passed over; two dates are ``AMBIGUOUS``.
    """
    if problem := unreadable(text):
        return problem
    found = mentions(text, lexicons)
    if found.denied:
        return Problem.NOT_UNDERSTOOD
    return _Resolver(found, today, earliest or date.min, latest or date.max).resolve()


@dataclass(frozen=True)
class _Resolver:
    found: Mentions
    today: date
    earliest: date
    latest: date

    def resolve(self) -> date | Problem:  # noqa: PLR0911  a reading a line
        found = self.found
        named = (found.figures, found.months, found.days)
        if sum(len(set(mentioned)) for mentioned in named) > 1 or len(found.months) > 1:
            return Problem.AMBIGUOUS
        if len(set(found.weekdays)) > 1 or len(found.spans) > 1:
            return Problem.AMBIGUOUS
        counting = found.pointers & {Pointer.IN, Pointer.AGO}
        if Pointer.BESIDE in found.pointers or (counting and not found.spans):
            return Problem.NEEDS_DAY if any(named) else Problem.NOT_UNDERSTOOD
        if found.figures:
            return self._figures(found.figures[0])
        if found.months:
            return self._month(found.months[0])
        if found.days:
            return self._relative(found.days[0].distance)
        if found.spans:
            return self._span(found.spans[0].offset)
        return self._weekday_or_number()

    def _figures(self, figures: Figures) -> date | Problem:
        if self.found.numbers or self.found.spans:
            return Problem.AMBIGUOUS
        return self._calendar(figures.day, figures.month, figures.year)

    def _month(self, month: Month) -> date | Problem:
        years = [str(number.value) for number in self.found.numbers if number.value >= _FIRST_YEAR]
        years += self.found.short_years
        days = [number for number in self.found.numbers if number.value < _FIRST_YEAR]
        if self.found.spans:
            place = _only(_PLACES[pointer] for pointer in self.found.pointers if pointer in _PLACES)
            if self.found.spans[0].offset != Offset(years=1) or place is None or years:
                return Problem.AMBIGUOUS
            years = [f"{self.today.year + place:04}"]  # 3 april volgend jaar
        if len(days) > 1 and not years and self._may_be_year(days[-1]):
            years = [days.pop().digits]  # 3 april 26
        if len(years) > 1 or len(days) > 1:
            return Problem.AMBIGUOUS
        year = years[0] if years else None
        if days and not (year is None and self._is_rather_a_year(days[0])):
            return self._calendar(days[0].value, month.number, year)
        if not days and Pointer.END in self.found.pointers:
            return self._calendar(None, month.number, year)
        return Problem.NEEDS_DAY

    def _may_be_year(self, number: Number) -> bool:
        return len(number.digits) == len("26") and number.at > self.found.month_at

    def _is_rather_a_year(self, number: Number) -> bool:
        """Say whether "april 26" may well be April 2026, in a language that writes "26 april"."""
        if self.found.month_first or not self._may_be_year(number):
            return False
        return self.earliest.year <= 2000 + number.value <= self.latest.year

    def _calendar(self, day: int | None, month: int, year: str | None) -> date | Problem:
        """Return the date in the one year that it can be; without a day the last of the month."""
        if not 1 <= month <= _DECEMBER or not (day is None or 1 <= day <= _LAST_DAY):
            return Problem.IMPOSSIBLE_DATE
        candidates = [
            date(each, month, day or monthrange(each, month)[1])
            for each in self._years(year)
            if MINYEAR <= each <= MAXYEAR and (day or 1) <= monthrange(each, month)[1]
        ]
        if not candidates:
            return Problem.IMPOSSIBLE_DATE
        inside = [each for each in candidates if self.earliest <= each <= self.latest]
        if not inside:
            return self._limited(min(candidates, key=self._distance))
        if self.found.weekdays:
            inside = [each for each in inside if each.isoweekday() == self.found.weekdays[0].number]
        if not inside:
            return Problem.AMBIGUOUS  # the weekday and the date contradict each other
        if len(inside) > 1 and self._bounded() and self.latest.year - self.earliest.year > _MANY_YEARS:
            return Problem.NEEDS_YEAR
        return min(inside, key=self._distance)

    def _years(self, year: str | None) -> Iterable[int]:
        if year is None:
            if not self._bounded():
                return range(self.today.year - 1, self.today.year + 2)
            first = min(self.today.year, self.earliest.year)
            return range(first - 1, max(self.today.year, self.latest.year) + 2)
        if len(year) > len("26"):
            return [int(year)]
        return [1900 + int(year), 2000 + int(year)]

    def _bounded(self) -> bool:
        return self.earliest != date.min and self.latest != date.max

    def _distance(self, day: date) -> int:
        return abs((day - self.today).days)

    def _relative(self, distance: int) -> date | Problem:
        if self.found.numbers or self.found.spans:
            return Problem.AMBIGUOUS
        return self._moved(Offset(days=distance))

    def _span(self, offset: Offset) -> date | Problem:  # noqa: PLR0911  a reading a line
        pointers = self.found.pointers
        numbers = [number.value for number in self.found.numbers]
        if counting := pointers & {Pointer.IN, Pointer.AGO}:
            if len(counting) > 1 or len(numbers) > 1 or self.found.weekdays:
                return Problem.AMBIGUOUS
            if Pointer.VAGUE in pointers:
                return Problem.NEEDS_DAY  # over een paar weken
            return self._moved(offset, (numbers or [1])[0] * (1 if Pointer.IN in counting else -1))
        place = _only(_PLACES[pointer] for pointer in pointers if pointer in _PLACES)
        if Pointer.END in pointers and not numbers:
            return self._end_of(offset, place or 0)
        if place is None:
            return Problem.NEEDS_DAY if Pointer.VAGUE in pointers else self._without_place(offset, numbers)
        if offset == Offset(weeks=1) and self.found.weekdays and not numbers:
            monday = timedelta(days=1 - self.today.isoweekday(), weeks=place)
            return self._moved(Offset(days=monday.days + self.found.weekdays[0].number - 1))
        if offset == Offset(months=1) and len(numbers) == 1 and not self.found.weekdays:
            there = self._shifted(Offset(months=place))
            return there if isinstance(there, Problem) else self._day_of(there, numbers[0])
        return Problem.NEEDS_DAY

    def _without_place(self, offset: Offset, numbers: Sequence[int]) -> Problem:
        """Say what misses in "de 1e van de maand" and in "2 weken"."""
        return Problem.NEEDS_MONTH if offset == Offset(months=1) and numbers else Problem.NOT_UNDERSTOOD

    def _end_of(self, offset: Offset, place: int) -> date | Problem:
        if offset == Offset(months=1):
            there = self._shifted(Offset(months=place))
            return there if isinstance(there, Problem) else self._day_of(there, None)
        if offset == Offset(years=1):
            return self._calendar(None, _DECEMBER, f"{self.today.year + place:04}")
        return Problem.NEEDS_DAY

    def _day_of(self, there: date, day: int | None) -> date | Problem:
        return self._calendar(day, there.month, f"{there.year:04}")

    def _weekday_or_number(self) -> date | Problem:
        numbers = self.found.numbers
        if len(numbers) == 1 and 1 <= numbers[0].value <= _LAST_DAY:
            return Problem.NEEDS_MONTH
        if len(numbers) == 1 and _FIRST_YEAR <= numbers[0].value <= MAXYEAR:
            return Problem.NEEDS_DAY
        if numbers or not self.found.weekdays:
            return Problem.NOT_UNDERSTOOD
        return self._weekday(self.found.weekdays[0].number)

    def _weekday(self, number: int) -> date | Problem:  # noqa: PLR0911  a reading a line
        ahead = (number - self.today.isoweekday()) % 7
        this_week = number - self.today.isoweekday()
        coming, passed = ahead or 7, ahead - 7
        place = _only(pointer for pointer in self.found.pointers if pointer in _PLACES)
        match place:
            case Pointer.COMING:
                return self._moved(Offset(days=coming))
            case Pointer.PASSED:
                return self._moved(Offset(days=passed))
            case Pointer.THIS if this_week >= 0:
                return self._moved(Offset(days=this_week))
            case Pointer.NEXT if coming == this_week + 7:
                return self._moved(Offset(days=coming))
            case Pointer.PREVIOUS if passed == this_week - 7:
                return self._moved(Offset(days=passed))
            case Pointer.THIS | Pointer.NEXT | Pointer.PREVIOUS:
                return Problem.AMBIGUOUS
        allowed = [
            days
            for days in (coming, passed, *(() if ahead else (0,)))
            if not isinstance(self._moved(Offset(days=days)), Problem)
        ]
        if len(allowed) > 1 and 0 in allowed:
            return Problem.AMBIGUOUS
        return self._moved(Offset(days=(allowed or [coming])[0]))

    def _moved(self, offset: Offset, times: int = 1) -> date | Problem:
        """Return today moved, if the weekday that was named agrees and the date may be."""
        moved = self._shifted(
            Offset(
                days=offset.days * times,
                weeks=offset.weeks * times,
                months=offset.months * times,
                years=offset.years * times,
            )
        )
        if isinstance(moved, Problem):
            return moved
        if any(weekday.number != moved.isoweekday() for weekday in self.found.weekdays):
            return Problem.AMBIGUOUS
        return self._limited(moved)

    def _shifted(self, offset: Offset) -> date | Problem:
        try:
            return shifted(self.today, offset)
        except OverflowError:
            ahead = max(offset.days, offset.weeks, offset.months, offset.years) > 0
            return Problem.TOO_LATE if ahead else Problem.TOO_EARLY

    def _limited(self, day: date) -> date | Problem:
        if day < self.earliest:
            return Problem.TOO_EARLY
        return Problem.TOO_LATE if day > self.latest else day


def _only(found: Iterable[T]) -> T | None:
    distinct = set(found)
    return distinct.pop() if len(distinct) == 1 else None
