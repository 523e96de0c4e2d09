"""Conditions of steps, in three values: true, false, and unknown (None).

Unknown shows the step: a resident who does not know must not miss an action. A question
that was left out by its own condition is not unknown: comparing with it is false.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Literal, Protocol, assert_never

from bot.flows.definition import REFUSED, UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator


class Skipped(Enum):
    """The value of a question that its own condition left out."""

    SKIPPED = "skipped"


Value = str | date | Decimal | Skipped | None
"""An answer; None where nothing is known (yet)."""

Operator = Literal["below", "at-least", "above", "at-most"]


class Scope(Protocol):
    """Where a condition looks things up."""

    @property
    def today(self) -> date:
        """The day on which it is asked."""

    def value(self, key: str) -> Value:
        """Return the answer under a step id or profile key."""

    def fact(self, fact_id: str) -> Decimal | None:
        """Return the value of a fact, None when it has expired."""


@dataclass(frozen=True, slots=True)
class Among:
    """The answer is one of these (one: equals)."""

    key: str
    answers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Known:
    """The answer is known, or is not."""

    key: str
    known: bool


@dataclass(frozen=True, slots=True)
class Compare:
    """A number, amount, age in years or days until a date, against a bound.

    ``bound`` is a number or the id of a fact.
    """

    key: str
    measure: Literal["value", "age", "days-until"]
    operator: Operator
    bound: Decimal | str


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Condition


Leaf = Among | Known | Compare
"""A test of one answer."""

Condition = Leaf | All | AnyOf | Not


def evaluate(condition: Condition, scope: Scope) -> bool | None:  # noqa: PLR0911  one return a kind
    """Return whether the condition holds; None when that is not known."""
    match condition:
        case Among(key, answers):
            value = scope.value(key)
            if value is Skipped.SKIPPED:
                return False
            if isinstance(value, str) and value in answers:
                return True
            return None if _unknown(value) else False
        case Known(key, known):
            value = scope.value(key)
            return (value is not Skipped.SKIPPED and not _unknown(value)) is known
        case Compare():
            return _compare(condition, scope)
        case All(parts):
            results = [evaluate(part, scope) for part in parts]
            return False if False in results else (None if None in results else True)
        case AnyOf(parts):
            results = [evaluate(part, scope) for part in parts]
            return True if True in results else (None if None in results else False)
        case Not(part):
            result = evaluate(part, scope)
            return None if result is None else not result
        case _:
            assert_never(condition)


def leaves(condition: Condition) -> Iterator[Leaf]:
    """Yield the tests of which a condition is made, in order."""
    match condition:
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from leaves(part)
        case Not(part):
            yield from leaves(part)
        case _:
            yield condition


def keys(condition: Condition) -> Iterator[str]:
    """Yield every step id or profile key that the condition reads."""
    return (leaf.key for leaf in leaves(condition))


def _unknown(value: Value) -> bool:
    return value is None or value in {UNKNOWN, REFUSED}


def _compare(condition: Compare, scope: Scope) -> bool | None:
    value = scope.value(condition.key)
    if value is Skipped.SKIPPED:
        return False
    measured = _measure(condition, value, scope.today)
    bound = scope.fact(condition.bound) if isinstance(condition.bound, str) else condition.bound
    if measured is None or bound is None:
        return None
    match condition.operator:
        case "below":
            return measured < bound
        case "at-least":
            return measured >= bound
        case "above":
            return measured > bound
        case "at-most":
            return measured <= bound
        case _:
            assert_never(condition.operator)


def _measure(condition: Compare, value: Value, today: date) -> Decimal | None:
    match condition.measure, value:
        case "value", Decimal():
            return value
        case "age", date():
            had_birthday = (today.month, today.day) >= (value.month, value.day)
            return Decimal(today.year - value.year - (0 if had_birthday else 1))
        case "days-until", date():
            return Decimal((value - today).days)
        case _:
            return None
