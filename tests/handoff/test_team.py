"""The team of the desk, on both stores."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.flows import words_person as said
from bot.handoff.base import Absence, Team
from bot.handoff.states import NotAllowed
from bot.messages import Command
from tests.handoff.at_the_desk import DAY, HOUR, KARIM, claimed
from tests.handoff.stage import AHMED, FATIMA, KARIN, MONDAY, PETRA, TEAM

if TYPE_CHECKING:
    from tests.handoff.stage import Stage


async def test_a_coordinator_sets_what_is_promised(stage: Stage) -> None:
    quick = Team(id=TEAM, name="Werk", answer_time=HOUR, daily_capacity=2)

    await stage.desk.set_team(PETRA, quick)

    assert await stage.desk.team(KARIN) == quick
    assert (await stage.asks()).promised_at == MONDAY + HOUR


async def test_team_is_that_of_the_content_until_then(stage: Stage) -> None:
    assert await stage.desk.team(KARIN) == Team(
        id=TEAM, name="Werk en Inkomen", answer_time=8 * HOUR, daily_capacity=40
    )


async def test_only_a_coordinator_sets_the_own_team(stage: Stage) -> None:
    team = await stage.desk.team(KARIN)

    for actor, changed in ((KARIN, team), (PETRA, replace(team, id="jeugd"))):
        with pytest.raises(NotAllowed):
            await stage.desk.set_team(actor, changed)
    with pytest.raises(NotAllowed):
        await stage.desk.set_team(PETRA, replace(team, daily_capacity=0))


async def test_when_the_day_is_full_she_hears_it_and_is_promised_tomorrow(stage: Stage) -> None:
    await stage.desk.set_team(PETRA, Team(id=TEAM, name="Werk", answer_time=HOUR, daily_capacity=1))
    await stage.asks(who=KARIM)

    await stage.hears(Command("start", "nl"))
    (screen,) = await stage.hears(Command("mens"))

    assert said.FULL_TODAY.source in screen.splitlines()
    assert "🕘 U krijgt antwoord uiterlijk 24 november 2026 om 10.00 uur." in screen.splitlines()


async def test_absences_are_noted_by_oneself_or_a_coordinator(stage: Stage) -> None:
    today = MONDAY.date()
    own = Absence(staff="karin", first=today, last=today)

    await stage.desk.set_absence(KARIN, own)

    assert await stage.desk.absences(["karin"]) == [own]
    with pytest.raises(NotAllowed):
        await stage.desk.end_absence(AHMED, "karin", today)
    await stage.desk.end_absence(PETRA, "karin", today)
    assert await stage.desk.absences(["karin"]) == []
    for wrong in (
        replace(own, staff="ahmed"),
        replace(own, last=today - DAY),
        replace(own, replacement="karin"),
    ):
        with pytest.raises(NotAllowed):
            await stage.desk.set_absence(KARIN, wrong)


async def test_the_feed_tells_what_happened(stage: Stage) -> None:
    start = await stage.desk.feed_end()
    case = await claimed(stage)
    await stage.hears("Dag")
    await stage.desk.release(KARIN, case.id)

    kinds = [(item.about, item.kind) for item in await stage.desk.feed(start)]

    assert kinds == [(case.id, kind) for kind in ("requested", "claimed", "said", "released")]
    assert FATIMA.id not in str(await stage.desk.feed(start))
