"""From the ``when`` of a YAML step to a ``Condition``."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Literal, cast

from bot.flows.conditions import All, Among, AnyOf, Compare, Known, Not

if TYPE_CHECKING:
    from bot.flows.conditions import Condition, Operator

OPERATORS = frozenset({"below", "at-least", "above", "at-most"})


class ConditionError(Exception):
    """The condition cannot be read; the message says what is expected."""


def parse(data: object) -> Condition:
    """Read a ``when``; raise ``ConditionError``."""
    if not isinstance(data, dict) or not data:
        raise ConditionError("a condition is a mapping, such as {ontslag: tekenen}")
    parts = tuple(_part(str(key), value) for key, value in data.items())
    return parts[0] if len(parts) == 1 else All(parts)


def _part(key: str, value: object) -> Condition:  # noqa: C901, PLR0911  one case a form
    match key, value:
        case "any", list() if value:
            return AnyOf(tuple(parse(item) for item in value))
        case "all", list() if value:
            return All(tuple(parse(item) for item in value))
        case "not", _:
            return Not(parse(value))
        case (("any" | "all"), _):
            raise ConditionError(f"'{key}' takes a list of conditions")
        case _, str():
            return Among(key, frozenset({value}))
        case _, list() if value and all(isinstance(item, str) for item in value):
            return Among(key, frozenset(value))
        case _, {"known": bool() as known, **others} if not others:
            return Known(key, known)
        case _, {"age": dict() as bound, **others} if not others:
            return _compare(key, "age", bound)
        case _, {"days-until": dict() as bound, **others} if not others:
            return _compare(key, "days-until", bound)
        case _, dict():
            return _compare(key, "value", value)
        case _:
            raise ConditionError(f"'{key}' is compared with an answer, a list of answers or a bound")


def _compare(
    key: str, measure: Literal["value", "age", "days-until"], bounds: dict[str, object]
) -> Condition:
    if not bounds or not bounds.keys() <= OPERATORS:
        raise ConditionError(f"'{key}' takes known, age, days-until, {', '.join(sorted(OPERATORS))}")
    parts = tuple(
        Compare(key, measure, cast("Operator", operator), _bound(key, bound))
        for operator, bound in bounds.items()
    )
    return parts[0] if len(parts) == 1 else All(parts)


def _bound(key: str, bound: object) -> Decimal | str:
    if isinstance(bound, str) and bound.startswith("fact:"):
        return bound.removeprefix("fact:")
    try:
        number = Decimal(str(bound))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise ConditionError(f"'{key}' is compared with a number or a fact, not with '{bound}'")
    return number
