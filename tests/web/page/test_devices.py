from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from bot import devices
from bot.devices import LETTERS, MOST_TRIES, Refused
from bot.flows import words_page
from bot.messages import Address, Command, Inbound, Press
from bot.storage.page_tables import page_codes
from bot.storage.tables import addresses, contacts, outbox
from tests.groups.stage import NOOR
from tests.stores import connected
from tests.web.page.conftest import START

if TYPE_CHECKING:
    from bot.messages import Content
    from bot.storage.base import Store, Unit
    from tests.web.page.conftest import Browser, Pages

HERE, THERE = Address("web", "here"), Address("telegram", "42")


async def code_of(browser: Browser) -> str:
    page = await browser.client.post("/apparaat", data={"token": await browser.token()})
    found = re.search(r'<p class="code">([A-Z]{4} [A-Z]{4})</p>', page.text)
    assert found is not None
    return found[1]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("BCDFGHJK", "BCDFGHJK"),
        (" bcdf ghjk ", "BCDFGHJK"),
        ("bcdf-ghjk", "BCDFGHJK"),
        ("BCDFGHJ", None),
        ("BCDFGHJA", None),
        ("ሰላምሰላምሰላ", None),
    ],
)
def test_code_is_read_as_people_type_it(typed: str, code: str | None) -> None:
    assert devices.as_code(typed) == code


def test_code_has_eight_letters_and_no_vowel() -> None:
    codes = {devices.new_code() for _ in range(50)}

    assert {len(code) for code in codes} == {8}
    assert set("".join(codes)) <= set(LETTERS)
    assert set(LETTERS) & set("AEIOUY") == set()


async def test_code_moves_the_conversation_and_tells_the_old_device(browser: Browser, other: Browser) -> None:
    await browser.begin("nl")
    await browser.presses("Werk, studie, pensioen")
    await browser.presses("Ik ga werken")
    question = (await browser.shown())[-1]
    code = await code_of(browser)

    sure = await other.client.post("/code", data={"code": code, "own": "1", "language": "nl"})
    await other.post("/code/ja", code=code, own="1", language="nl")

    assert "Wilt u dat gesprek hier?" in sure.text
    assert (await other.shown())[-1].endswith(question)
    assert await browser.shown() == [
        "Uw gesprek gaat nu verder op een ander apparaat. Deed u dit niet zelf? Bel de gemeente."
    ]


async def test_code_works_once(browser: Browser, other: Browser, pages: Pages) -> None:
    await browser.begin("nl")
    code = await code_of(browser)
    await other.post("/code/ja", code=code, own="1", language="nl")

    async with pages.browser() as third:
        answer = await third.client.post("/code", data={"code": code, "own": "1", "language": "nl"})

    assert (answer.status_code, "Deze code werkt niet meer." in answer.text) == (422, True)


async def test_code_lives_for_ten_minutes_and_then_goes(
    browser: Browser, other: Browser, pages: Pages
) -> None:
    await browser.begin("nl")
    code = await code_of(browser)
    pages.clock.forward(minutes=10)

    answer = await other.client.post("/code/ja", data={"code": code, "own": "1", "language": "nl"})
    await pages.app.expire_pages()

    assert answer.status_code == 422
    with connected(pages.app.settings.database_url) as connection:
        assert connection.execute(sa.select(page_codes)).all() == []


async def test_who_guesses_has_to_wait(browser: Browser, pages: Pages) -> None:
    await browser.begin("nl")
    token = await browser.token()
    guess = {"code": "BCDFGHJK", "token": token, "language": "nl"}

    tried = [(await browser.client.post("/code", data=guess)).status_code for _ in range(MOST_TRIES + 1)]
    pages.clock.forward(minutes=10)
    later = (await browser.client.post("/code", data=guess)).status_code

    assert (tried, later) == ([422] * MOST_TRIES + [429], 422)


async def test_what_the_new_device_did_is_deleted(browser: Browser, other: Browser, pages: Pages) -> None:
    await browser.begin("nl")
    await other.begin("ar")
    await other.says("mijn geheim")
    code = await code_of(browser)

    await other.post("/code/ja", code=code, token=await other.token(), language="nl")

    with connected(pages.app.settings.database_url) as connection:
        count = [
            connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
            for table in (contacts, addresses)
        ]
    assert count == [1, 1]
    assert "mijn geheim" not in (await other.get("/gesprek")).text


async def test_code_from_the_page_moves_the_conversation_into_another_channel(
    browser: Browser, pages: Pages
) -> None:
    await browser.begin("nl")
    code = (await code_of(browser)).replace(" ", "")
    phone = Address("telegram", "42")

    contents: tuple[Content, ...] = (Command("code", code), Press(f"device|{code}"))
    for number, content in enumerate(contents):
        await pages.app.conversation.receive(Inbound(phone, str(number), content, pages.clock()))
    await pages.app.delivery.drain()

    with connected(pages.app.settings.database_url) as connection:
        led = connection.execute(sa.select(addresses.c.channel, addresses.c.address)).all()
    assert [tuple(row) for row in led] == [("telegram", "42")]
    assert [line.partition(".")[0] for line in await browser.shown()] == [
        "Uw gesprek gaat nu verder op een ander apparaat"
    ]


async def test_code_is_given_in_both_languages_to_who_reads_both(browser: Browser) -> None:
    await browser.begin("ti")
    await browser.says("nederlands erbij")
    await browser.says("/apparaat")

    *_, last = re.findall(
        r'<p lang="nl" dir="ltr">(.*?)</p>', (await browser.get("/gesprek")).text, re.DOTALL
    )
    how, code, once = last.splitlines()
    assert how.startswith("Open http://127.0.0.1:8000/code op het andere apparaat.")
    assert (len(code), once) == (8, words_page.CODE_ONCE.source)


async def test_code_taken_in_a_group_keeps_her_place_there_and_she_is_told_which(
    browser: Browser, other: Browser, pages: Pages
) -> None:
    group = await pages.app.groups.open(NOOR, "Bibliotheek")
    await browser.begin("nl")
    question, code = (await browser.shown())[-1], await code_of(browser)
    await other.begin("ar", own="0", group=group.code)
    (before,) = (await pages.app.groups.look(NOOR, group.id)).cards

    await other.post("/code/ja", code=code, token=await other.token(), language="nl")

    (card,) = (await pages.app.groups.look(NOOR, group.id)).cards
    assert (card.seat, card.number, card.language) == (before.seat, 1, "nl")
    *_, told, shown = await other.shown()
    assert "U doet mee met de groep: Bibliotheek." in told
    assert "U bent nummer 1." in told
    assert shown == question


async def test_code_taken_in_a_chat_that_sits_in_a_group_keeps_her_place_there(
    browser: Browser, pages: Pages
) -> None:
    async def send(number: int, content: Content) -> None:
        await pages.app.conversation.receive(Inbound(THERE, str(number), content, pages.clock()))

    group = await pages.app.groups.open(NOOR, "Bibliotheek")
    await browser.begin("nl")
    code = (await code_of(browser)).replace(" ", "")
    await send(1, Command("start", f"groep-{group.code}-ar"))
    (before,) = (await pages.app.groups.look(NOOR, group.id)).cards

    await send(2, Press(f"device|{code}"))

    (card,) = (await pages.app.groups.look(NOOR, group.id)).cards
    assert (card.seat, card.number, card.language) == (before.seat, 1, "nl")
    with connected(pages.app.settings.database_url) as connection:
        *_, told, _ = connection.execute(sa.select(outbox.c.body).order_by(outbox.c.id)).scalars().all()
    assert "U doet mee met de groep: Bibliotheek." in told["text"]


async def test_code_moves_between_addresses_on_both_stores(store: Store) -> None:
    def prepare(unit: Unit) -> None:
        loaded = unit.lock(HERE, START)
        unit.save(loaded.contact, 0, {"language": "ti"}, START)
        devices.offer(unit, "BCDFGHJK", HERE, START)

    await store.run(prepare)

    found = await store.run(lambda unit: devices.look_up(unit, "bcdf ghjk", THERE, START))
    own = await store.run(lambda unit: devices.look_up(unit, "BCDFGHJK", HERE, START))
    moved = await store.run(lambda unit: unit.move(HERE, THERE, START))
    again = await store.run(lambda unit: unit.move(HERE, THERE, START))
    loaded = await store.run(lambda unit: unit.lock(THERE, START))

    assert (found, own, moved, again) == (HERE, Refused.WRONG, True, False)
    assert loaded.state == {"language": "ti"}
