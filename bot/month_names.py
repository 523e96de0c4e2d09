"""The names of the months as CLDR has them, kept so that a start need not read all else that it has.

Babel's data of three languages takes 5 MB, of which this is all that residents read.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from bot.compiled import compiled

MONTHS = range(1, 13)


@cache
def month_names(locale: str, kept: Path | None = None) -> tuple[str, ...]:
    """Return the twelve names as they stand in a date; ``kept`` is the folder of ``compiled``.

    Raises ``babel.UnknownLocaleError``.
    """
    file = None if kept is None else kept / f"months-{locale}.json"
    return tuple(compiled(file, (_library(), Path(__file__)), lambda: _of_babel(locale)))


def _of_babel(locale: str) -> list[str]:
    from babel.dates import get_month_names  # noqa: PLC0415  few starts read them anew

    names = get_month_names("wide", context="format", locale=locale)
    return [names[month] for month in MONTHS]


def _library() -> Path:
    """Return the file in which Babel says which version it is."""
    found = find_spec("babel")
    return Path(found.origin) if found is not None and found.origin is not None else Path("babel")
