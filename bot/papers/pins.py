"""The number that she chooses: what it looks like, and what is too easily guessed.

Whoever finds the paper has five tries, so what counts is whether a number is among the first
that anybody would try. A year is: it is the year in which she was born, or her child.
"""

from __future__ import annotations

import re
from enum import Enum
from itertools import pairwise
from typing import Final

SHORTEST: Final = 4
LONGEST: Final = 6

FEWEST: Final = 3
"""Different digits: two make 0000, 1212, 1122 and 1221."""

WELL_KNOWN: Final = frozenset(
    {"0852", "2580", "1379", "147258", "147369", "159357", "159753", "258456", "112233", "123321", "123654"}
)
"""Lines and corners of the keys, and what else lists of the most frequent numbers begin with."""

_SHAPE: Final = re.compile(rf"[0-9]{{{SHORTEST},{LONGEST}}}")
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")


class Unfit(Enum):
    """Why a number is not taken."""

    SHAPE = "shape"
    EASY = "easy"


def as_pin(typed: str) -> str | None:
    """Return the number in what somebody typed, Arabic digits and spaces as well; None for anything else."""
    digits = "".join(str(int(sign)) if sign.isdecimal() else sign for sign in typed if not sign.isspace())
    return digits if _SHAPE.fullmatch(digits) else None


def unfit(typed: str) -> Unfit | None:
    """Return why this cannot be her number, None where it can."""
    pin = as_pin(typed)
    if pin is None:
        return Unfit.SHAPE
    return Unfit.EASY if easy(pin) else None


def easy(pin: str) -> bool:
    """Tell whether a number is among the first that anybody would try."""
    half, odd = divmod(len(pin), 2)
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    return (
        len(set(pin)) < FEWEST
        or steps in ({1}, {9})
        or (not odd and pin[:half] == pin[half:])
        or _YEAR.fullmatch(pin) is not None
        or pin in WELL_KNOWN
    )
