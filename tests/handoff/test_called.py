"""Who at the desk hears of a new case in the own chat, on both stores."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
import sqlalchemy as sa

from bot.flows import words
from bot.handoff.base import Absence
from bot.messages import Address, Blocked, Command, Outbound
from bot.staff import notices
from bot.staff.base import Account, Role
from bot.staff.notices import NEW_CASE, ON, REFUSED
from bot.storage.base import Stale
from tests.handoff.stage import AHMED, KARIN, MONDAY, TEAM
from tests.stores import connected

if TYPE_CHECKING:
    from tests.handoff.stage import Stage

TODAY = MONDAY.date()
NIGHT = timedelta(hours=8)


def chat(username: str) -> Address:
    return Address("telegram", f"chat-{username}")


def account(username: str, *, role: Role = Role.KLANTMANAGER, team: str = TEAM) -> Account:
    return Account(
        username=username,
        name=username.title(),
        role=role,
        team=team,
        password="-",
        created_at=MONDAY,
        notices=chat(username),
    )


STAFF = (
    account("ahmed"),
    account("karin"),
    account("petra", role=Role.COORDINATOR),
    account("sem", team="jeugd"),
    replace(account("silent"), notices=None),
)


@pytest_asyncio.fixture(autouse=True)
async def staff(stage: Stage) -> None:
    for one in STAFF:
        await stage.store.run(lambda unit, one=one: unit.save_account(one))  # type: ignore[misc]


async def notified(stage: Stage, since: int = 0) -> list[str]:
    """Return who was sent a notice, each notice being the one sentence."""
    await stage.delivery.drain()
    staff = {chat(one.username) for one in STAFF}
    sent = [one for one in stage.channel.taken[since:] if one.address in staff]
    assert sent == [Outbound(one.id, one.address, NEW_CASE) for one in sent]
    return sorted(one.address.id.removeprefix("chat-") for one in sent)


async def test_new_case_is_told_to_the_team_in_one_sentence_without_names(stage: Stage) -> None:
    await stage.asks()

    assert await notified(stage) == ["ahmed", "karin", "petra"]
    assert NEW_CASE.text == "Nieuwe zaak."


async def test_notice_belongs_to_nobody_and_leaves_nothing_behind(stage: Stage, store_url: str) -> None:
    await stage.asks()
    await stage.delivery.drain()

    with connected(store_url) as connection:
        rows = connection.execute(
            sa.text("SELECT count(*) FROM outbox WHERE address LIKE 'chat-%'")
        ).scalar_one()
        known = connection.execute(
            sa.text("SELECT count(*) FROM addresses WHERE address LIKE 'chat-%'")
        ).scalar_one()
    assert (rows, known) == (0, 0)


async def test_who_is_away_hears_nothing(stage: Stage) -> None:
    away = Absence(staff="karin", first=TODAY, last=TODAY)
    await stage.store.run(lambda unit: unit.set_absence(away))

    await stage.asks()

    assert await notified(stage) == ["ahmed", "petra"]


async def test_nobody_hears_of_it_outside_office_hours(stage: Stage) -> None:
    stage.clock.now += NIGHT

    await stage.asks()

    assert await notified(stage) == []


async def test_colleague_to_whom_a_case_is_passed_on_hears_of_it_alone(stage: Stage) -> None:
    case = await stage.asks()
    await stage.desk.claim(KARIN, case.id)
    before = await stage.seen()

    await stage.desk.transfer(KARIN, case.id, AHMED.id, "Zij belt morgen.")

    assert await notified(stage, before) == ["ahmed"]


async def test_case_that_was_not_passed_on_is_told_to_nobody(stage: Stage) -> None:
    case = await stage.asks()
    await stage.desk.claim(KARIN, case.id)
    before = await stage.seen()

    with pytest.raises(Stale):
        await stage.desk.transfer(KARIN, case.id, AHMED.id, seen=case.revision)

    assert await notified(stage, before) == []


async def test_code_that_is_sent_to_the_bot_makes_no_resident_of_staff(stage: Stage) -> None:
    ours = chat("silent")
    await stage.store.run(lambda unit: notices.offer(unit, "BCDFGHJK", "silent", MONDAY))

    said = await stage.hears(Command("start", "balie-BCDFGHJK"), ours)

    accounts = await stage.store.run(lambda unit: {one.username: one.notices for one in unit.accounts()})
    loaded = await stage.store.run(lambda unit: unit.lock(ours, MONDAY))
    assert (said, accounts["silent"], loaded.revision, loaded.state) == ([ON.text], ours, 0, None)


async def test_chat_of_staff_is_for_the_rest_a_residents_chat(stage: Stage) -> None:
    await stage.hears(Command("start", "nl"), chat("karin"))
    wrong = await stage.hears(Command("balie", "BCDFGHJK"), chat("karin"))

    menu = await stage.hears(Command("menu"), chat("karin"))

    assert wrong == [next(iter(REFUSED.values())).text]
    assert words.WHAT_HAPPENED.source in menu[0]


async def test_erasing_the_chat_ends_its_notices(stage: Stage) -> None:
    await stage.hears(Command("start", "nl"), chat("karin"))
    await stage.hears(Command("wissen"), chat("karin"))
    await stage.presses("yes", who=chat("karin"))

    karin = await stage.store.run(lambda unit: unit.account("karin"))
    assert karin == replace(account("karin"), notices=None)


async def test_blocking_the_bot_ends_its_notices(stage: Stage) -> None:
    await stage.hears(Blocked(blocked=True), chat("karin"))
    await stage.asks()

    assert await notified(stage) == ["ahmed", "petra"]
