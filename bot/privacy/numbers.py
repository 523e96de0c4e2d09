"""Which numbers in a text are ordinary, and which may be a BSN.

A BSN has nine digits; written without its first 0 it has eight. It is taken for one when
it stands alone, however it is spaced, and passes the eleven-check. What a number must look
like to be ordinary (phone, date, time, amount, reference) is decided here and told in
``docs/privacy.md``. All indexes are in the reading.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_DIGITS = re.compile(r"[0-9]+")
_LONGEST_SEPARATOR = 5
_LIST_SEPARATORS = frozenset(",;\n\u060c\u061b\u1363\u1364")
_YEARS = range(1900, 2101)
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_SERVICE_PREFIXES = ("0800", "0900", "0906", "0909")
_LONGEST_BARE_AMOUNT = 8
_REACH_OF_BSN_WORD = 60
_REACH_OF_REFERENCE_WORD = 25
_CODE_LETTERS = re.compile(r"(?:^|[^A-Za-z])[A-Z]{1,3}[-. ]?$")
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


Run = tuple[Digits, ...]
"""Runs of digits that only spaces and punctuation part from each other."""


@dataclass(frozen=True)
class Hints:
    """Where words stand that say what a number is: the index just after each word."""

    bsn: tuple[int, ...] = ()
    reference: tuple[int, ...] = ()

    def names_reference(self, start: int) -> bool:
        """Tell whether a word such as "zaaknummer" stands just before ``start``."""
        index = bisect_right(self.reference, start)
        return index > 0 and start - self.reference[index - 1] <= _REACH_OF_REFERENCE_WORD


def passes_eleven_check(digits: str) -> bool:
    """Tell whether 8 or 9 digits are a valid BSN; 8 are read with a 0 in front."""
    if len(digits) not in {8, 9}:
        return False
    return sum(int(d) * w for d, w in zip(digits.zfill(9), _WEIGHTS, strict=True)) % 11 == 0


def holds_bsn(text: str, hints: Hints) -> bool:
    """Tell whether a bare BSN stands in the reading ``text``."""
    groups = digit_groups(text)
    ordinary = set(ordinary_groups(text, groups))
    return (
        _beside_a_bsn_word(text, groups, ordinary, hints)
        or _letters_between(text, groups)
        or any(_spaced_out(text, run, hints) for run in _runs(text, groups))
        or any(_in_run(text, run, hints) for run in _runs(text, groups, without=ordinary))
    )


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


def _between(text: str, left: Digits, right: Digits) -> str:
    return text[left.end : right.start]


def _is_separator(gap: str) -> bool:
    return len(gap) <= _LONGEST_SEPARATOR and not any(map(str.isalnum, gap))


def _runs(text: str, groups: Sequence[Digits], without: set[Digits] | None = None) -> Iterator[Run]:
    run: list[Digits] = []
    for group in groups:
        if run and ((without and group in without) or not _is_separator(_between(text, run[-1], group))):
            yield tuple(run)
            run = []
        if not (without and group in without):
            run.append(group)
    if run:
        yield tuple(run)


# --- ordinary numbers: each returns how many groups it takes, 0 for none ------------


def _phone(text: str, groups: Sequence[Digits], index: int) -> int:
    """Recognise phone numbers: 0 and nine more digits, + or 00 with a country, 0800 and 0900."""
    first = groups[index]
    abroad = text[first.start - 1 : first.start] == "+" or first.digits.startswith("00")
    if not abroad and (len(first) < 2 or not first.digits.startswith("0")):
        return 0
    # A number does not begin in the middle of another: 32-3-08-8-594.
    if index > 0 and _between(text, groups[index - 1], first) in {"-", " - ", "/", "."}:
        return 0
    # A split BSN begins with longer groups than an area code.
    if len(first) in {8, 9} and not first.digits.startswith(_SERVICE_PREFIXES):
        return 0
    wanted = range(10, 18) if abroad else (10,)
    total = best = 0
    for size, group in enumerate(groups[index : index + 9], start=1):
        if size > 1:
            gap = _between(text, groups[index + size - 2], group)
            if not _is_separator(gap) or _LIST_SEPARATORS & set(gap):
                break
        total += len(group)
        if total in wanted or (total in {8, 11} and first.digits.startswith(_SERVICE_PREFIXES)):
            best = size
        if total >= max(wanted):
            break
    return best


def _date(text: str, groups: Sequence[Digits], index: int) -> int:
    """Recognise dates of three groups with the same sign between: 1-2-2026, 2026/02/01, 01 02 26."""
    three = groups[index : index + 3]
    if len(three) < 3 or any(len(group) > 4 for group in three):
        return 0
    gaps = {_between(text, left, right) for left, right in pairwise(three)}
    if len(gaps) != 1:
        return 0
    gap = gaps.pop()
    if len(gap) not in range(1, 4) or gap.strip() not in {"-", "/", ".", "", "\u2013"}:
        return 0
    # 12-03-19-80 goes on as it began: no date.
    if index > 0 and _between(text, groups[index - 1], three[0]) == gap:
        return 0
    if index + 3 < len(groups) and _between(text, three[-1], groups[index + 3]) == gap:
        return 0
    day, month, year = (group.digits for group in three)
    if len(day) == 4:
        day, year = year, day
    is_date = len(year) in {2, 4} and _is_day(day, month) and (len(year) == 2 or int(year) in _YEARS)
    return 3 if is_date else 0


def _is_day(day: str, month: str) -> bool:
    return len(day) <= 2 and len(month) <= 2 and 1 <= int(day) <= 31 and 1 <= int(month) <= 12


def _time(text: str, groups: Sequence[Digits], index: int) -> int:
    """Recognise times with a colon (9:30), and ranges with points (9.00-17.00)."""
    if _is_clock(text, groups, index, ":"):
        return 2
    is_range = (
        _is_clock(text, groups, index, ".")
        and _is_clock(text, groups, index + 2, ".")
        and _between(text, groups[index + 1], groups[index + 2]).strip() in {"-", "\u2013", "/"}
    )
    return 4 if is_range else 0


def _is_clock(text: str, groups: Sequence[Digits], index: int, sign: str) -> bool:
    pair = groups[index : index + 2]
    return (
        len(pair) == 2
        and _between(text, *pair) == sign
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
            and _between(text, groups[index + thousands - 1], groups[index + thousands])
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
            if len(tail) == 2 and _between(text, last, tail) in {",", "."}:
                decimals = 1
        digits = sum(len(group) for group in groups[index : index + whole])
        end = groups[index + whole + decimals - 1].end
        currency = before or _CURRENCY_AFTER.match(text[end : end + 10])
        in_one_piece = whole == 1 and digits > _LONGEST_BARE_AMOUNT
        is_decimal = decimals and _between(text, last, groups[index + whole]) == "," and digits <= 6
        if (currency and not in_one_piece) or is_decimal:
            best = max(best, whole + decimals)
    return best


# --- a BSN ---------------------------------------------------------------------------


def _joined(run: Sequence[Digits]) -> str:
    """Return the digits, or nothing when they are too many to matter."""
    return "".join(group.digits for group in run) if sum(map(len, run)) <= 9 else ""


def _spaced_out(text: str, run: Run, hints: Hints) -> bool:
    """Tell whether the whole run, with one and the same separator, is a BSN."""
    if len(run) < 2 or not _joined(run) or len({_between(text, a, b) for a, b in pairwise(run)}) != 1:
        return False
    if sum(len(group) for group in ordinary_groups(text, run)) == sum(map(len, run)):
        return False
    return _is_bsn(text, run, hints)


def _in_run(text: str, run: Run, hints: Hints) -> bool:
    return any(_is_bsn(text, part, hints) for part in _parts(text, run))


def _parts(text: str, run: Run) -> Iterator[Run]:
    """Yield what may be one number within a run of numbers."""
    signs = [_between(text, a, b) for a, b in pairwise(run)]
    if sum(map(len, run)) == 9 or not any(_LIST_SEPARATORS & set(sign) for sign in signs):
        yield run
    for index, group in enumerate(run):
        glued = [sign for sign in signs[max(0, index - 1) : index + 1] if not any(map(str.isspace, sign))]
        if len(group) == 9 or (len(group) == 8 and not glued):
            yield (group,)
    start = 0
    for _, same in groupby(signs):
        size = len(list(same))
        part = run[start : start + size + 1]
        yield part
        yield from _official_spacing(part)
        start += size


def _official_spacing(part: Run) -> Iterator[Run]:
    """Yield 123 456 782 and 1234 56 782 between other numbers in the same spacing."""
    lengths = [len(group) for group in part]
    for index in range(len(part) - 2):
        spacing = lengths[index : index + 3]
        alone = (index == 0 or lengths[index - 1] != 3) and lengths[index + 3 : index + 4] != [3]
        if spacing in ([3, 3, 3], [4, 2, 3]) and alone:
            yield part[index : index + 3]


def _is_bsn(text: str, part: Sequence[Digits], hints: Hints) -> bool:
    digits = _joined(part)
    return passes_eleven_check(digits) and not _is_known_number(text, part, digits, hints)


def _is_known_number(text: str, part: Sequence[Digits], digits: str, hints: Hints) -> bool:
    """Tell whether the digits, though they pass the check, are something else."""
    start = part[0].start
    if (
        len(digits) == 8
        and len(part) == 1
        and (_is_written_date(digits) or digits.startswith(_SERVICE_PREFIXES))
    ):
        return True
    by_year = len(part) == 2 and len(part[0]) == 4 and int(part[0].digits) in _YEARS
    if len(digits) == 9 and not by_year:
        return False
    return hints.names_reference(start) or _CODE_LETTERS.search(text[max(0, start - 5) : start]) is not None


def _is_written_date(digits: str) -> bool:
    """Tell whether eight digits are ddmmyyyy or yyyymmdd."""
    return (_is_day(digits[:2], digits[2:4]) and int(digits[4:]) in _YEARS) or (
        _is_day(digits[6:], digits[4:6]) and int(digits[:4]) in _YEARS
    )


def _letters_between(text: str, groups: Sequence[Digits]) -> bool:
    """Tell whether letters were strewn between the digits: 1a2b3c4d5e6f7g8h2."""
    chain: list[Digits] = []
    for group in groups:
        gap = _between(text, chain[-1], group) if chain else ""
        if chain and not (
            gap.strip().isalpha() and (len(gap) <= 2 or (len(gap) == 3 and len(gap.strip()) == 1))
        ):
            if len(chain) > 2 and passes_eleven_check(_joined(chain)):
                return True
            chain = []
        chain.append(group)
    return len(chain) > 2 and passes_eleven_check(_joined(chain))


def _beside_a_bsn_word(text: str, groups: Sequence[Digits], ordinary: set[Digits], hints: Hints) -> bool:
    """Tell whether a number follows the word BSN: also one that fails the check.

    A BSN with a typing error leads to a person nearly as well, and here nothing else is meant.
    """
    index = 0
    for word in hints.bsn:
        while index < len(groups) and groups[index].start < word:
            index += 1
        near = [group for group in groups[index : index + 12] if group.start - word <= _REACH_OF_BSN_WORD]
        for run in _runs(text, near):
            digits = "".join(group.digits for group in run[:9])
            if len(digits) == 10 and digits.startswith("0") and passes_eleven_check(digits[1:]):
                return True
            if len(digits) in {8, 9} and not ordinary.issuperset(run):
                return True
            if any(len(group) in {8, 9} and group not in ordinary for group in run):
                return True
        for size in range(1, len(near) + 1):
            if passes_eleven_check(_joined(near[:size])) and len(_joined(near[:size])) == 9:
                return True
    return False
