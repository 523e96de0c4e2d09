"""Which numbers in a text are ordinary: phone numbers, dates, times and amounts.

What a number must look like to be ordinary is decided here and told in ``docs/privacy.md``.
All indexes are in the reading.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_DIGITS = re.compile(r"[0-9]+")
_LONGEST_SEPARATOR = 5
LIST_SEPARATORS = frozenset(",;\n\u060c\u061b\u1363\u1364")
YEARS = range(1900, 2101)
SERVICE_PREFIXES = ("0800", "0900", "0906", "0909")
_LONGEST_BARE_AMOUNT = 8
_REACH_OF_REFERENCE_WORD = 25
_CURRENCY_BEFORE = re.compile(r"(?:€|\beuro|\beur|يورو|ኤውሮ|ዩሮ)\s{0,2}$", re.IGNORECASE)
_CURRENCY_AFTER = re.compile(r"(?:,-|,--)?\s{0,2}(?:€|euro|eur\b|يورو|اورو|أورو|ኤውሮ|ኤሮ|ዩሮ)|,-", re.IGNORECASE)


@dataclass(frozen=True)
class Digits:
    """A run of digits at ``start`` up to, not including, ``end``."""

    start: int
    end: int
    digits: str

    def __len__(self) -> int:
        return len(self.digits)


@dataclass(frozen=True)
class Hints:
    """Where words stand that say what a number is: the index just after each word."""

    bsn: tuple[int, ...] = ()
    reference: tuple[int, ...] = ()

    def names_reference(self, start: int) -> bool:
        """Tell whether a word such as "zaaknummer" stands just before ``start``."""
        index = bisect_right(self.reference, start)
        return index > 0 and start - self.reference[index - 1] <= _REACH_OF_REFERENCE_WORD


def digit_groups(text: str) -> tuple[Digits, ...]:
    """Return every run of digits, in order."""
    return tuple(Digits(m.start(), m.end(), m.group()) for m in _DIGITS.finditer(text))


def ordinary_groups(text: str, groups: Sequence[Digits]) -> Iterator[Digits]:
    """Yield the groups that belong to a phone number, a date, a time or an amount."""
    index = 0
    while index < len(groups):
        size = max(
            _phone(text, groups, index),
            _date(text, groups, index),
            _time(text, groups, index),
            _amount(text, groups, index),
        )
        yield from groups[index : index + size]
        index += max(size, 1)


def between(text: str, left: Digits, right: Digits) -> str:
    """Return what stands between two runs of digits."""
    return text[left.end : right.start]


def is_separator(gap: str) -> bool:
    """Tell whether spaces or punctuation may part digits of one number."""
    return len(gap) <= _LONGEST_SEPARATOR and not any(map(str.isalnum, gap))


# --- ordinary numbers: each returns how many groups it takes, 0 for none ------------


def _phone(text: str, groups: Sequence[Digits], index: int) -> int:
    """Recognise phone numbers: 0 and nine more digits, + or 00 with a country, 0800 and 0900."""
    first = groups[index]
    abroad = text[first.start - 1 : first.start] == "+" or first.digits.startswith("00")
    if not abroad and (len(first) < 2 or not first.digits.startswith("0")):
        return 0
    # A number does not begin in the middle of another: 32-3-08-8-594.
    if index > 0 and between(text, groups[index - 1], first) in {"-", " - ", "/", "."}:
        return 0
    # A split BSN begins with longer groups than an area code.
    if len(first) in {8, 9} and not first.digits.startswith(SERVICE_PREFIXES):
        return 0
    wanted = range(10, 18) if abroad else (10,)
    total = best = 0
    for size, group in enumerate(groups[index : index + 9], start=1):
        if size > 1:
            gap = between(text, groups[index + size - 2], group)
            if not is_separator(gap) or LIST_SEPARATORS & set(gap):
                break
        total += len(group)
        if total in wanted or (total in {8, 11} and first.digits.startswith(SERVICE_PREFIXES)):
            best = size
        if total >= max(wanted):
            break
    return best


def _date(text: str, groups: Sequence[Digits], index: int) -> int:
    """Recognise dates of three groups with the same sign between: 1-2-2026, 2026/02/01, 01 02 26."""
    three = groups[index : index + 3]
    if len(three) < 3 or any(len(group) > 4 for group in three):
        return 0
    gaps = {between(text, left, right) for left, right in pairwise(three)}
    if len(gaps) != 1:
        return 0
    gap = gaps.pop()
    if len(gap) not in range(1, 4) or gap.strip() not in {"-", "/", ".", "", "\u2013"}:
        return 0
    # 12-03-19-80 goes on as it began: no date.
    if index > 0 and between(text, groups[index - 1], three[0]) == gap:
        return 0
    if index + 3 < len(groups) and between(text, three[-1], groups[index + 3]) == gap:
        return 0
    day, month, year = (group.digits for group in three)
    if len(day) == 4:
        day, year = year, day
    is_date = len(year) in {2, 4} and is_day(day, month) and (len(year) == 2 or int(year) in YEARS)
    return 3 if is_date else 0


def is_day(day: str, month: str) -> bool:
    """Tell whether these digits may be a day and a month."""
    return len(day) <= 2 and len(month) <= 2 and 1 <= int(day) <= 31 and 1 <= int(month) <= 12


def _time(text: str, groups: Sequence[Digits], index: int) -> int:
    """Recognise times with a colon (9:30), and ranges with points (9.00-17.00)."""
    if _is_clock(text, groups, index, ":"):
        return 2
    is_range = (
        _is_clock(text, groups, index, ".")
        and _is_clock(text, groups, index + 2, ".")
        and between(text, groups[index + 1], groups[index + 2]).strip() in {"-", "\u2013", "/"}
    )
    return 4 if is_range else 0


def _is_clock(text: str, groups: Sequence[Digits], index: int, sign: str) -> bool:
    pair = groups[index : index + 2]
    return (
        len(pair) == 2
        and between(text, *pair) == sign
        and len(pair[0]) <= 2
        and len(pair[1]) == 2
        and int(pair[0].digits) < 25
        and int(pair[1].digits) < 60
    )


def _amount(text: str, groups: Sequence[Digits], index: int) -> int:
    """Recognise amounts: a currency beside them, or two decimals behind at most six digits.

    Nine digits in one piece are not an amount, whatever stands beside them: nobody here
    writes about a hundred million euros, and many put € before anything.
    """
    first = groups[index]
    thousands = 1
    if 1 <= len(first) <= 3:
        while (
            index + thousands < len(groups)
            and len(groups[index + thousands]) == 3
            and between(text, groups[index + thousands - 1], groups[index + thousands])
            in {".", ",", " ", "'"}
            and thousands < 5
        ):
            thousands += 1
    best = 0
    before = _CURRENCY_BEFORE.search(text[max(0, first.start - 8) : first.start])
    for whole in {1, thousands}:
        decimals = 0
        last = groups[index + whole - 1]
        if index + whole < len(groups):
            tail = groups[index + whole]
            if len(tail) == 2 and between(text, last, tail) in {",", "."}:
                decimals = 1
        digits = sum(len(group) for group in groups[index : index + whole])
        end = groups[index + whole + decimals - 1].end
        currency = before or _CURRENCY_AFTER.match(text[end : end + 10])
        in_one_piece = whole == 1 and digits > _LONGEST_BARE_AMOUNT
        is_decimal = decimals and between(text, last, groups[index + whole]) == "," and digits <= 6
        if (currency and not in_one_piece) or is_decimal:
            best = max(best, whole + decimals)
    return best
