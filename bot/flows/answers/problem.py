"""Why an answer could not be used, so that the bot can say what to do instead."""

from __future__ import annotations

import unicodedata
from enum import StrEnum

LONGEST = 300
"""An answer to a question with more characters than this is not read."""


class Problem(StrEnum):
    """The closed list of what can be wrong with a typed answer."""

    EMPTY = "empty"
    TOO_LONG = "too_long"  # more than ``LONGEST`` characters
    NOT_UNDERSTOOD = "not_understood"
    AMBIGUOUS = "ambiguous"  # two readings, or parts that contradict each other
    NO_SUCH_OPTION = "no_such_option"
    IMPOSSIBLE_DATE = "impossible_date"  # 31-2
    NEEDS_DAY = "needs_day"  # "april", "volgende week", "begin april"
    NEEDS_MONTH = "needs_month"  # "de 3e"
    NEEDS_YEAR = "needs_year"  # "3 april" where many years are possible
    TOO_EARLY = "too_early"
    TOO_LATE = "too_late"
    NOT_WHOLE = "not_whole"  # 2,5 where things are counted
    TOO_SMALL = "too_small"
    TOO_LARGE = "too_large"


def unreadable(text: str) -> Problem | None:
    """Return why ``text`` is not worth reading, if so: nothing in it, or far too much."""
    # One sign may stand for eighteen letters (ﷺ): both lengths count.
    if len(text) > LONGEST or len(unicodedata.normalize("NFKC", text)) > LONGEST:
        return Problem.TOO_LONG
    if all(sign.isspace() or unicodedata.category(sign) in {"Cc", "Cf"} for sign in text):
        return Problem.EMPTY
    return None
