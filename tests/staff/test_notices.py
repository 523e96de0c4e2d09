"""The code that leads notices of an account to a chat, against both stores."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from bot import devices
from bot.devices import LIFE, MOST_TRIES, Refused
from bot.messages import Address, Command, Inbound, Outbound, Say, Text
from bot.staff import notices
from bot.staff.base import Account, Role
from bot.staff.notices import NEW_CASE, ON, REFUSED

if TYPE_CHECKING:
    from bot.messages import Content
    from bot.storage.base import Store

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
CODE, OTHER = "BCDFGHJK", "KJHGFDCB"
CHAT, SECOND_CHAT = Address("telegram", "karin"), Address("telegram", "second")
KARIN = Account(
    username="karin",
    name="Karin de Vries",
    role=Role.KLANTMANAGER,
    team="werk",
    password="-",
    created_at=NOW,
)


@pytest_asyncio.fixture(autouse=True)
async def account(store: Store) -> None:
    await store.run(lambda unit: unit.save_account(KARIN))


async def offered(store: Store, code: str = CODE) -> None:
    await store.run(lambda unit: notices.offer(unit, code, "karin", NOW))


async def begun(store: Store, typed: str = CODE, chat: Address = CHAT, now: datetime = NOW) -> Say:
    return await store.run(lambda unit: notices.begin(unit, typed, chat, now, now.date()))


async def kept(store: Store) -> Account | None:
    return await store.run(lambda unit: unit.account("karin"))


async def test_code_leads_the_notices_to_the_chat_that_sends_it(store: Store) -> None:
    await offered(store)

    said = await begun(store, "bcdf ghjk")

    assert (said, await kept(store)) == (ON, replace(KARIN, notices=CHAT))


async def test_code_works_once(store: Store) -> None:
    await offered(store)
    await begun(store)

    said = await begun(store, chat=SECOND_CHAT)

    assert (said, await kept(store)) == (REFUSED[Refused.WRONG], replace(KARIN, notices=CHAT))


async def test_code_works_for_ten_minutes(store: Store) -> None:
    await offered(store)

    said = await begun(store, now=NOW + LIFE)

    assert (said, await kept(store)) == (REFUSED[Refused.WRONG], KARIN)


async def test_new_code_takes_the_place_of_the_last(store: Store) -> None:
    await offered(store)
    await offered(store, OTHER)

    assert [await begun(store), await begun(store, OTHER)] == [REFUSED[Refused.WRONG], ON]


async def test_one_chat_cannot_try_codes_without_end(store: Store) -> None:
    await offered(store)
    tried = [await begun(store, OTHER) for _ in range(MOST_TRIES)]

    assert {*tried} == {REFUSED[Refused.WRONG]}
    assert (await begun(store), await kept(store)) == (REFUSED[Refused.TOO_OFTEN], KARIN)


@pytest.mark.parametrize(
    "changed",
    [
        replace(KARIN, active=False),
        replace(KARIN, role=Role.BEGELEIDER),
        replace(KARIN, expires_on=NOW.date()),
    ],
)
async def test_account_without_the_desk_gets_no_notices(store: Store, changed: Account) -> None:
    await offered(store)
    await store.run(lambda unit: unit.save_account(changed))

    assert (await begun(store), await kept(store)) == (REFUSED[Refused.WRONG], changed)


async def test_code_of_the_desk_is_no_code_of_a_conversation_and_the_other_way_round(store: Store) -> None:
    await offered(store)
    await store.run(lambda unit: devices.offer(unit, OTHER, SECOND_CHAT, NOW))

    found = await store.run(lambda unit: devices.look_up(unit, CODE, CHAT, NOW))

    assert (found, await begun(store, OTHER)) == (Refused.WRONG, REFUSED[Refused.WRONG])


async def test_end_takes_the_chat_off_the_account(store: Store) -> None:
    await offered(store)
    await begun(store)

    await store.run(lambda unit: notices.end(unit, "karin"))

    assert await kept(store) == KARIN


async def test_end_notices_takes_one_chat_off_every_account(store: Store) -> None:
    petra = replace(KARIN, username="petra", notices=SECOND_CHAT)
    for one in (replace(KARIN, notices=CHAT), petra):
        await store.run(lambda unit, one=one: unit.save_account(one))  # type: ignore[misc]

    await store.run(lambda unit: unit.end_notices(CHAT))

    assert await store.run(lambda unit: list(unit.accounts())) == [KARIN, petra]


async def test_chat_of_two_accounts_gets_one_notice(store: Store) -> None:
    both = [replace(KARIN, notices=CHAT), replace(KARIN, username="petra", notices=CHAT), KARIN]

    told = await store.run(lambda unit: notices.tell(unit, both, NOW))

    assert told == [Outbound(told[0].id, CHAT, NEW_CASE)]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (Command("start", "balie-BCDFGHJK"), CODE),
        (Command("start", "Balie-BCDFGHJK"), CODE),
        (Command("balie", CODE), CODE),
        (Command("balie"), ""),
        (Command("start"), None),
        (Command("start", "nl"), None),
        (Text("balie-BCDFGHJK"), None),
    ],
)
def test_typed_code_is_read_from_two_commands(content: Content, code: str | None) -> None:
    assert notices.typed_code(Inbound(CHAT, "1", content, NOW)) == code


def test_typed_code_is_none_on_a_page() -> None:
    assert notices.typed_code(Inbound(Address("web", "x"), "1", Command("balie", CODE), NOW)) is None
