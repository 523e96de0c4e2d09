"""What follows from what she said in confidence goes to a person only if she chooses it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.handoff.base import Urgency
from bot.handoff.summaries import Summary
from bot.messages import Command

if TYPE_CHECKING:
    from bot.handoff.base import Case
    from tests.handoff.stage import Stage

REPORT = "Meld de geboorte bij uw bijstand"
WITH_DAY = f"Nog te doen: {REPORT}. Uiterlijk 29 november 2026"
"""No secret by itself: only its day is, which the guide counts from the day of the birth."""


async def born(stage: Stage) -> None:
    """Say that her child was born yesterday, and leave what she has to do for later."""
    await stage.hears(Command("start", "nl"))
    await stage.hears(Command("menu"))
    await stage.presses("t:gezin", "g:kind-krijgen", "self", "a:ja")
    await stage.hears("22 november 2026")
    await stage.presses("later", "a:partner", "a:bijstand", "a:ja", "later")


async def review(stage: Stage) -> list[str]:
    """Walk to what will be sent; return its lines."""
    await stage.hears(Command("mens"))
    await stage.presses("ask-here", "agree")
    shown = await stage.hears("Wie helpt mij?")
    while "send" not in stage.choices():
        shown = await stage.presses("next")
    return shown[-1].splitlines()


async def sent(stage: Stage) -> tuple[Case, list[str]]:
    """Send it; return the case and the lines on what there is to do."""
    await stage.presses("send")
    case = await stage.case_of()
    stored = await stage.store.run(lambda unit: unit.case_summary(case.id))
    assert stored is not None
    return case, [line.nl for line in Summary.from_json(stored).of("steps")]


@pytest.mark.parametrize(
    ("chosen", "told", "day"),
    [(False, [], None), (True, [WITH_DAY], date(2026, 11, 29))],
    ids=["kept", "told"],
)
async def test_action_that_tells_the_day_of_a_birth_is_sent_only_if_she_chooses_it(
    stage: Stage, *, chosen: bool, told: list[str], day: date | None
) -> None:
    await born(stage)
    shown = await review(stage)
    if chosen:
        number = next(line for line in shown if REPORT in line).partition(".")[0]
        await stage.presses(f"n:{number}")

    case, steps = await sent(stage)

    assert (steps, case.deadline) == (told, day)


async def test_day_that_she_keeps_back_still_puts_her_case_higher(stage: Stage) -> None:
    await born(stage)
    stage.clock.now = stage.clock.now.replace(day=29)
    await review(stage)

    case, _ = await sent(stage)

    assert (case.urgency, case.deadline) == (Urgency.NOW, None)


async def test_that_she_is_in_another_guide_of_confidence_is_kept_back(stage: Stage) -> None:
    await born(stage)
    await stage.hears(Command("menu"))
    await stage.presses("t:werk", "g:baan-verliezen")

    shown = await review(stage)
    _, steps = await sent(stage)

    stays = shown[shown.index("Dit stuur ik niet:") :]
    assert [REPORT in line for line in stays].count(True) == 1
    assert [line for line in steps if REPORT in line] == []
