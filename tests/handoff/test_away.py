"""What is promised while the whole team is away, on both stores."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.flows import words_person as said
from bot.handoff.base import Absence
from bot.handoff.presence import Presence
from bot.messages import Command
from bot.staff.base import Account, Role
from tests.handoff.stage import FATIMA, KARIN, MONDAY, PETRA, TEAM

if TYPE_CHECKING:
    from bot.storage.base import Store
    from tests.handoff.stage import Stage

TODAY = MONDAY.date()
AWAY = "🌙 " + said.PERSON_AWAY.source.format(gemeente="Voorbeeldstad")


def account(username: str, *, role: Role = Role.KLANTMANAGER, team: str = TEAM) -> Account:
    return Account(
        username=username, name=username.title(), role=role, team=team, password="-", created_at=MONDAY
    )


TEAM_OF_TWO = (account("karin"), account("petra", role=Role.COORDINATOR))
OTHERS = (account("ria", role=Role.BEGELEIDER), account("sem", team="jeugd"))


async def hire(store: Store, *accounts: Account) -> None:
    for one in accounts:
        await store.run(lambda unit, one=one: unit.save_account(one))  # type: ignore[misc]


async def away(store: Store, username: str, first: date, last: date) -> None:
    await store.run(lambda unit: unit.set_absence(Absence(staff=username, first=first, last=last)))


async def promised(stage: Stage) -> datetime | None:
    def job(unit: object) -> datetime | None:
        return stage.office.answer_by(unit, stage.clock.now, full=False)  # type: ignore[arg-type]

    found = await stage.store.run(job)
    return None if found is None else found.astimezone(UTC)


# Eight office hours, of seven a day: from ten on Monday to eleven on Tuesday.
USUAL = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


async def test_promise_counts_from_when_the_first_of_the_team_is_back(stage: Stage) -> None:
    await hire(stage.store, *TEAM_OF_TWO, *OTHERS)
    await away(stage.store, "karin", TODAY, TODAY + timedelta(days=9))
    await away(stage.store, "petra", TODAY - timedelta(days=3), TODAY + timedelta(days=1))

    # Petra is back on Wednesday at nine: seven hours that day, and one on Thursday.
    assert await promised(stage) == datetime(2026, 11, 26, 9, 0, tzinfo=UTC)


async def test_days_on_which_everybody_is_away_later_do_not_count_either(stage: Stage) -> None:
    await hire(stage.store, *TEAM_OF_TWO)
    for one in TEAM_OF_TWO:
        await away(stage.store, one.username, TODAY + timedelta(days=1), TODAY + timedelta(days=1))

    assert await promised(stage) == datetime(2026, 11, 25, 10, 0, tzinfo=UTC)


async def test_one_who_works_is_enough_for_the_usual_promise(stage: Stage) -> None:
    await hire(stage.store, *TEAM_OF_TWO)
    await away(stage.store, "karin", TODAY, TODAY + timedelta(days=9))

    assert await promised(stage) == USUAL


async def test_team_without_accounts_promises_by_the_calendar(stage: Stage) -> None:
    await hire(stage.store, *OTHERS)

    assert await promised(stage) == USUAL


async def test_account_that_ended_answers_nobody(stage: Stage) -> None:
    karin, petra = TEAM_OF_TWO
    await hire(stage.store, replace(karin, active=False), replace(petra, expires_on=TODAY))

    assert await promised(stage) is None


async def test_team_that_stays_away_for_months_is_not_offered(stage: Stage) -> None:
    await hire(stage.store, TEAM_OF_TWO[0])
    await away(stage.store, "karin", TODAY, TODAY + timedelta(days=200))

    view = await stage.store.run(
        lambda unit: stage.office.view(unit, unit.lock(FATIMA, MONDAY), stage.clock.now)
    )

    assert (view.on, view.answer_by) == (False, None)


async def test_resident_is_told_the_day_on_which_somebody_is_back(stage: Stage) -> None:
    await hire(stage.store, TEAM_OF_TWO[0])
    await away(stage.store, "karin", TODAY, TODAY + timedelta(days=6))

    case = await stage.asks()

    assert case.promised_at == datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
    (told,) = await stage.hears(Command("mens"))
    assert told.splitlines()[1] == "🕘 U krijgt antwoord uiterlijk 1 december 2026 om 10.00 uur."


async def test_who_writes_while_the_team_is_away_hears_so_once(stage: Stage) -> None:
    await hire(stage.store, TEAM_OF_TWO[0])
    case = await stage.asks()
    await stage.desk.claim(KARIN, case.id)
    await away(stage.store, "karin", TODAY, TODAY + timedelta(days=1))

    first = await stage.hears("Bent u daar?")
    second = await stage.hears("Hallo?")

    assert first[0].splitlines()[:2] == [
        AWAY,
        "🕘 U krijgt antwoord uiterlijk 26 november 2026 om 10.00 uur.",
    ]
    assert second == []


async def test_late_case_gets_a_new_time_that_can_be_kept(stage: Stage) -> None:
    await hire(stage.store, TEAM_OF_TWO[0])
    case = await stage.asks()
    stage.clock.now = USUAL + timedelta(minutes=1)
    await away(stage.store, "karin", stage.clock.now.date(), stage.clock.now.date())

    await stage.desk.tick()

    late = (await stage.desk.open(PETRA, case.id)).case
    assert late.promised_at == datetime(2026, 11, 26, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("days", "who"),
    [(-1, ["karin", "petra"]), (0, ["petra"]), (1, ["petra"]), (2, ["karin", "petra"])],
)
async def test_working_leaves_out_who_is_away_on_that_day(stage: Stage, days: int, who: list[str]) -> None:
    await hire(stage.store, *TEAM_OF_TWO, *OTHERS)
    await away(stage.store, "karin", TODAY, TODAY + timedelta(days=1))

    presence = await stage.store.run(lambda unit: Presence.of(unit, TEAM))

    assert [one.username for one in presence.working(TODAY + timedelta(days=days))] == who
