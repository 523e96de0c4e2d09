"""Counts and amounts of money."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from bot.flows.answers.numerals import Numeral, numerals
from bot.flows.answers.phrases import contains
from bot.flows.answers.problem import Problem, unreadable
from bot.flows.answers.spelling import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.flows.lexicon import Lexicon

_CENT = Decimal("0.01")
_TOO_MANY = Decimal(10) ** 12
"""No question is about this many euros or things; beyond it, decimals lose precision."""


def parse_number(
    text: str,
    *,
    lexicons: Sequence[Lexicon],
    minimum: Decimal | int | None = None,
    maximum: Decimal | int | None = None,
) -> int | Problem:
    """Return the one whole number in ``text``: "3", "drie kinderen", ፫; "geen" is 0."""
    value = _only_number(text, lexicons, minimum, maximum)
    if isinstance(value, Problem):
        return value
    return int(value) if value == int(value) else Problem.NOT_WHOLE


def parse_amount(
    text: str,
    *,
    lexicons: Sequence[Lexicon],
    minimum: Decimal | int | None = None,
    maximum: Decimal | int | None = None,
) -> Decimal | Problem:
    """Return the one amount in ``text``, in euros with two decimals: "€ 1.420,-", "1,5k", "duizend".

    A point or comma before one or two last digits begins the cents, before three it
    groups thousands: "1.420" and "1,420" are both 1420.
    """
    value = _only_number(text, lexicons, minimum, maximum)
    return value if isinstance(value, Problem) else value.quantize(_CENT)


def _only_number(
    text: str, lexicons: Sequence[Lexicon], minimum: Decimal | int | None, maximum: Decimal | int | None
) -> Decimal | Problem:
    if problem := unreadable(text):
        return problem
    distinct = set(numerals(text, lexicons))
    if not distinct:
        none_at_all = any(contains(words(text), lexicon.zero) for lexicon in lexicons)
        distinct = {Numeral(Decimal(0))} if none_at_all else {Numeral(None)}
    if len(distinct) > 1:
        return Problem.AMBIGUOUS
    value = distinct.pop().value
    if value is None:
        return Problem.NOT_UNDERSTOOD
    if value >= _TOO_MANY or (maximum is not None and value > maximum):
        return Problem.TOO_LARGE
    if value <= -_TOO_MANY or (minimum is not None and value < minimum):
        return Problem.TOO_SMALL
    return value
