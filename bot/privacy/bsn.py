"""A BSN: nine digits; written without its first 0 it has eight.

It is taken for one when it stands alone, however it is spaced, and passes the
eleven-check. All indexes are in the reading.
"""

from __future__ import annotations

import re
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from bot.privacy.numbers import (
    LIST_SEPARATORS,
    SERVICE_PREFIXES,
    YEARS,
    Digits,
    between,
    digit_groups,
    is_day,
    is_separator,
    ordinary_groups,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.privacy.numbers import Hints

_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_REACH_OF_BSN_WORD = 60
_CODE_LETTERS = re.compile(r"(?:^|[^A-Za-z])[A-Z]{1,3}[-. ]?$")

Run = tuple[Digits, ...]
"""Runs of digits that only spaces and punctuation part from each other."""


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


def _runs(text: str, groups: Sequence[Digits], without: set[Digits] | None = None) -> Iterator[Run]:
    run: list[Digits] = []
    for group in groups:
        if run and ((without and group in without) or not is_separator(between(text, run[-1], group))):
            yield tuple(run)
            run = []
        if not (without and group in without):
            run.append(group)
    if run:
        yield tuple(run)


def _joined(run: Sequence[Digits]) -> str:
    """Return the digits, or nothing when they are too many to matter."""
    return "".join(group.digits for group in run) if sum(map(len, run)) <= 9 else ""


def _spaced_out(text: str, run: Run, hints: Hints) -> bool:
    """Tell whether the whole run, with one and the same separator, is a BSN."""
    if len(run) < 2 or not _joined(run) or len({between(text, a, b) for a, b in pairwise(run)}) != 1:
        return False
    if sum(len(group) for group in ordinary_groups(text, run)) == sum(map(len, run)):
        return False
    return _is_bsn(text, run, hints)


def _in_run(text: str, run: Run, hints: Hints) -> bool:
    return any(_is_bsn(text, part, hints) for part in _parts(text, run))


def _parts(text: str, run: Run) -> Iterator[Run]:
    """Yield what may be one number within a run of numbers."""
    signs = [between(text, a, b) for a, b in pairwise(run)]
    if sum(map(len, run)) == 9 or not any(LIST_SEPARATORS & set(sign) for sign in signs):
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
        and (_is_written_date(digits) or digits.startswith(SERVICE_PREFIXES))
    ):
        return True
    by_year = len(part) == 2 and len(part[0]) == 4 and int(part[0].digits) in YEARS
    if len(digits) == 9 and not by_year:
        return False
    return hints.names_reference(start) or _CODE_LETTERS.search(text[max(0, start - 5) : start]) is not None


def _is_written_date(digits: str) -> bool:
    """Tell whether eight digits are ddmmyyyy or yyyymmdd."""
    return (is_day(digits[:2], digits[2:4]) and int(digits[4:]) in YEARS) or (
        is_day(digits[6:], digits[4:6]) and int(digits[:4]) in YEARS
    )


def _letters_between(text: str, groups: Sequence[Digits]) -> bool:
    """Tell whether letters were strewn between the digits: 1a2b3c4d5e6f7g8h2."""
    chain: list[Digits] = []
    for group in groups:
        gap = between(text, chain[-1], group) if chain else ""
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
