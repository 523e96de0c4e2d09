from __future__ import annotations

from datetime import timedelta

import pytest

from bot.handoff import promises
from tests.flows.test_office_hours import CHRISTMAS, FRIDAY, MONDAY, MUNICIPALITY, at

HOUR = timedelta(hours=1)


def hours(*counts: int) -> list[timedelta]:
    return [count * HOUR for count in counts]


def test_with_few_answers_the_coordinators_figure_is_promised() -> None:
    assert promises.answer_time(8 * HOUR, hours(*[40] * 19)) == 8 * HOUR


def test_from_twenty_on_never_less_than_eight_in_ten_took() -> None:
    taken = hours(*range(1, 21))  # eight in ten of twenty: the sixteenth

    assert promises.answer_time(8 * HOUR, taken) == 16 * HOUR
    assert promises.answer_time(8 * HOUR, taken[::-1]) == 16 * HOUR


def test_a_careful_coordinator_is_followed() -> None:
    assert promises.answer_time(24 * HOUR, hours(*[1] * 30)) == 24 * HOUR


def test_one_more_answer_counts_one_more() -> None:
    assert promises.answer_time(HOUR, hours(*range(1, 22))) == 17 * HOUR  # 16.8 of 21 is not yet eight in ten


@pytest.mark.parametrize(
    ("now", "full", "by"),
    [
        (at(MONDAY, "10:00"), False, at(MONDAY, "14:00")),
        (at(MONDAY, "10:00"), True, at("2026-11-24", "13:00")),
        (at(FRIDAY, "15:00"), False, at("2026-11-30", "12:00")),
        (at(FRIDAY, "15:00"), True, at("2026-11-30", "13:00")),
        (at(CHRISTMAS, "10:00"), False, at("2026-12-28", "13:00")),
    ],
)
def test_answer_by_is_in_office_hours(now: object, *, full: bool, by: object) -> None:
    assert promises.answer_by(MUNICIPALITY, now, 4 * HOUR, full=full) == by  # type: ignore[arg-type]
