"""The answers to a question that conditions tell apart."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.flows.conditions import Among, Compare, leaves
from bot.flows.deadlines import shifted
from bot.flows.definition import REFUSED, UNKNOWN, Ask, AskKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.flows.definition import AnyStep, Guide, Library

YEAR = timedelta(days=365)


def classes(library: Library, guide: Guide, step: Ask, today: date) -> list[str]:
    """Return an answer for each class that conditions distinguish, with the bounds' neighbours."""
    special = [UNKNOWN, *([REFUSED] if step.sensitive else [])]
    keys = {step.id, *([step.save] if step.save else [])}
    tests = [
        leaf
        for other in (guide.steps if not step.save else _all_steps(library))
        if other.when is not None
        for leaf in leaves(other.when)
        if leaf.key in keys
    ]
    if step.answers:
        named = {answer for leaf in tests if isinstance(leaf, Among) for answer in leaf.answers}
        rest = [answer for answer in step.answers if answer not in named]
        return [*(answer for answer in step.answers if answer in named), *rest[:1], *special]
    match step.kind:
        case AskKind.DATE:
            days = {today - YEAR / 2, today - timedelta(days=1), today, today + YEAR / 12}
            days |= {
                day for leaf in tests if isinstance(leaf, Compare) for day in _dates(library, leaf, today)
            }
            if step.earliest is not None:
                days = {max(day, shifted(today, step.earliest)) for day in days}
            if step.latest is not None:
                days = {min(day, shifted(today, step.latest)) for day in days}
            return [*(day.isoformat() for day in sorted(days)), *special]
        case AskKind.AMOUNT | AskKind.NUMBER:
            bounds = [_bound(library, leaf) for leaf in tests if isinstance(leaf, Compare)] or [Decimal(1)]
            numbers = {bound + side for bound in bounds for side in (-1, 0, 1)}
            low = step.minimum if step.minimum is not None else Decimal(0)
            high = step.maximum
            kept = {max(low, number) if high is None else min(high, max(low, number)) for number in numbers}
            return [*(str(number) for number in sorted(kept)), *special]
        case _:
            return ["tekst", *special]


def _all_steps(library: Library) -> Iterator[AnyStep]:
    return (step for guide in library.guides.values() for step in guide.steps)


def _bound(library: Library, test: Compare) -> Decimal:
    return library.facts[test.bound].value if isinstance(test.bound, str) else test.bound


def _dates(library: Library, test: Compare, today: date) -> Iterator[date]:
    """Yield the days around the bound of a test: the day before, the day itself, the day after."""
    bound = int(_bound(library, test))
    if test.measure == "days-until":
        base = today + timedelta(days=bound)
    elif test.measure == "age":
        month_day = (2, 28) if (today.month, today.day) == (2, 29) else (today.month, today.day)
        base = today.replace(year=today.year - bound, month=month_day[0], day=month_day[1])
    else:
        return
    yield from (base + timedelta(days=side) for side in (-1, 0, 1))
