from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import sqlalchemy as sa

from bot.messages import Address, Inbound, Say, Text
from bot.storage.base import Holdings, Line
from bot.storage.tables import addresses, contacts, inbox, metadata, outbox, transcript
from tests.storage.examples import ANNA, BILAL, DAY, NOW, SECOND, inbound, says
from tests.stores import connected

if TYPE_CHECKING:
    from datetime import datetime

    from bot.storage.base import Store, Unit

MARK = "kwijtgeraakt"
ANNAS_CHAT = Address("telegram", "chat-of-anna")


def everything(url: str) -> str:
    """Return every value of every column of every table."""
    with connected(url) as connection:
        return "\n".join(
            repr(tuple(row)) for table in metadata.sorted_tables for row in connection.execute(table.select())
        )


def live(unit: Unit, address: Address, mark: str, at: datetime) -> str:
    """Leave something of a contact in every table."""
    arrived = unit.accept(Inbound(address, f"{mark}-{address.id}-1", Text(mark), at, message_id=f"{mark}-in"))
    unit.accept(Inbound(address, f"{mark}-{address.id}-2", Text(mark), at, message_id=f"{mark}-waits"))
    assert arrived is not None
    contact = unit.lock(address, at).contact
    assert unit.processed(arrived)
    unit.save(contact, 0, {"note": mark}, at)
    unit.transcribe(contact, [Line("resident", mark, "nl"), Line("bot", mark, "nl")], at, at + DAY)
    unit.record(contact, [{"type": "StepDone", "step": mark}], at)
    unit.set_timer(contact, "reminder", mark, at)
    first, _ = unit.queue(contact, address, says(mark, mark), at)
    unit.sent(first.id, f"{mark}-out", at)
    return contact


# --- forget ------------------------------------------------------------------


async def test_forget_leaves_nothing_of_the_contact_anywhere(store: Store, store_url: str) -> None:
    contact = await store.run(lambda unit: live(unit, ANNAS_CHAT, MARK, NOW))
    before = everything(store_url)

    await store.run(lambda unit: unit.forget(contact))

    after = everything(store_url)
    for trace in (contact, ANNAS_CHAT.id, MARK):
        assert (trace in before, trace in after) == (True, False)


async def test_forget_leaves_others_alone(store: Store, store_url: str) -> None:
    await store.run(lambda unit: live(unit, BILAL, "bijstand", NOW))
    before = everything(store_url)
    contact = await store.run(lambda unit: live(unit, ANNAS_CHAT, MARK, NOW))

    await store.run(lambda unit: unit.forget(contact))

    assert set(before.splitlines()) - set(everything(store_url).splitlines()) == set()


async def test_forget_still_knows_a_repeat(store: Store) -> None:
    contact = (await store.run(lambda unit: unit.lock(ANNA, NOW))).contact
    await store.run(lambda unit: unit.accept(inbound("1")))

    await store.run(lambda unit: unit.forget(contact))

    assert await store.run(lambda unit: unit.accept(inbound("1"))) is None


async def test_forget_closes_what_waits_for_its_turn(store: Store) -> None:
    contact = (await store.run(lambda unit: unit.lock(ANNA, NOW))).contact
    row = await store.run(lambda unit: unit.accept(inbound("1")))
    assert row is not None

    await store.run(lambda unit: unit.forget(contact))

    assert await store.run(lambda unit: unit.unprocessed(10)) == []
    assert await store.run(lambda unit: unit.processed(row)) is False


async def test_forget_allows_a_last_word_that_goes_once_sent(store: Store, store_url: str) -> None:
    contact = await store.run(lambda unit: live(unit, ANNAS_CHAT, MARK, NOW))

    def farewell(unit: Unit) -> int:
        unit.forget(contact)
        (row,) = unit.queue(None, ANNAS_CHAT, [Say("Alles is gewist.", "nl")], NOW)
        return row.id

    row = await store.run(farewell)
    await store.run(lambda unit: unit.sent(row, "9", NOW))

    assert ANNAS_CHAT.id not in everything(store_url)


async def test_forget_makes_someone_new_of_who_comes_back(store: Store) -> None:
    contact = await store.run(lambda unit: live(unit, ANNA, MARK, NOW))
    await store.run(lambda unit: unit.forget(contact))

    again = await store.run(lambda unit: unit.lock(ANNA, NOW))

    assert (again.revision, again.state, again.contact == contact) == (0, None, False)


async def test_forget_of_someone_unknown_does_nothing(store: Store, store_url: str) -> None:
    await store.run(lambda unit: live(unit, ANNA, MARK, NOW))
    before = everything(store_url)

    await store.run(lambda unit: unit.forget("nobody"))

    assert everything(store_url) == before


async def test_forget_overwrites_the_file(sqlite_store: Store, sqlite_url: str) -> None:
    contact = await sqlite_store.run(lambda unit: live(unit, ANNAS_CHAT, MARK, NOW))
    await sqlite_store.run(lambda unit: unit.forget(contact))
    await sqlite_store.close()

    with open(urlsplit(sqlite_url).path, "rb") as file:  # noqa: ASYNC230, PTH123  nothing else runs here
        content = file.read()

    assert (MARK.encode() in content, ANNAS_CHAT.id.encode() in content) == (False, False)


# --- what is held ------------------------------------------------------------


async def test_holdings_counts_what_is_held(store: Store) -> None:
    contact = await store.run(lambda unit: live(unit, ANNA, MARK, NOW))
    await store.run(lambda unit: live(unit, BILAL, "bijstand", NOW))

    held = await store.run(lambda unit: unit.holdings(contact))

    assert held == Holdings(messages=2, timers=1, first_at=NOW)


async def test_holdings_of_someone_unknown_is_nothing(store: Store) -> None:
    held = await store.run(lambda unit: unit.holdings("nobody"))

    assert held == Holdings(messages=0, timers=0, first_at=None)


async def test_message_ids_gives_both_sides_oldest_first(store: Store) -> None:
    contact = (await store.run(lambda unit: unit.lock(ANNA, NOW))).contact

    def talk(unit: Unit) -> None:
        (row,) = unit.queue(contact, ANNA, says("hallo"), NOW)
        unit.sent(row.id, "2", NOW + SECOND)
        unit.accept(Inbound(ANNA, "b", Text(""), NOW + 2 * SECOND, message_id="3"))
        unit.accept(Inbound(ANNA, "a", Text(""), NOW, message_id="1"))
        unit.accept(Inbound(ANNA, "c", Text(""), NOW))  # a button: no message of hers
        unit.accept(Inbound(BILAL, "d", Text(""), NOW, message_id="other"))

    await store.run(talk)

    assert await store.run(lambda unit: unit.message_ids(contact, NOW)) == ["1", "2", "3"]
    assert await store.run(lambda unit: unit.message_ids(contact, NOW + SECOND)) == ["2", "3"]


# --- expire ------------------------------------------------------------------


async def expire(store: Store, now: datetime) -> int:
    return await store.run(lambda unit: unit.expire(now, idle_before=NOW - DAY))


async def test_expire_deletes_transcripts_at_their_time(store: Store, store_url: str) -> None:
    contact = (await store.run(lambda unit: unit.lock(ANNA, NOW))).contact
    await store.run(lambda unit: unit.transcribe(contact, [Line("bot", "oud", "nl")], NOW, NOW + DAY))
    await store.run(lambda unit: unit.transcribe(contact, [Line("bot", "jong", "nl")], NOW, NOW + 2 * DAY))

    assert [await expire(store, NOW + DAY - SECOND), await expire(store, NOW + DAY)] == [0, 1]
    with connected(store_url) as connection:
        assert connection.execute(sa.select(transcript.c.text)).scalars().all() == ["jong"]


async def test_expire_forgets_who_was_idle(store: Store, store_url: str) -> None:
    contact = await store.run(lambda unit: live(unit, ANNAS_CHAT, MARK, NOW - DAY - SECOND))
    await store.run(lambda unit: unit.lock(BILAL, NOW - DAY))

    assert await expire(store, NOW - DAY) == 1
    remains = everything(store_url)
    assert [trace in remains for trace in (contact, ANNAS_CHAT.id, MARK)] == [False, False, False]
    with connected(store_url) as connection:
        assert connection.execute(sa.select(addresses.c.address)).scalars().all() == ["bilal"]


async def test_expire_counts_from_the_last_turn(store: Store, store_url: str) -> None:
    contact = (await store.run(lambda unit: unit.lock(ANNA, NOW - 9 * DAY))).contact
    await store.run(lambda unit: unit.save(contact, 0, {}, NOW))

    assert await expire(store, NOW) == 0
    with connected(store_url) as connection:
        assert connection.execute(sa.select(contacts.c.id)).scalars().all() == [contact]


async def test_expire_drops_message_ids_after_two_days(store: Store, store_url: str) -> None:
    contact = (await store.run(lambda unit: unit.lock(ANNA, NOW))).contact

    def talk(unit: Unit) -> None:
        arrived = unit.accept(Inbound(ANNA, "1", Text(""), NOW, message_id="1"))
        assert arrived is not None
        unit.processed(arrived)
        unit.accept(Inbound(ANNA, "2", Text(""), NOW, message_id="waits"))
        (row,) = unit.queue(contact, ANNA, says("hallo"), NOW)
        unit.sent(row.id, "2", NOW)

    await store.run(talk)

    assert [await expire(store, NOW + 2 * DAY - SECOND), await expire(store, NOW + 2 * DAY)] == [0, 1]
    assert await store.run(lambda unit: unit.message_ids(contact, NOW)) == ["waits"]
    with connected(store_url) as connection:
        assert connection.execute(sa.select(outbox)).all() == []
        assert connection.execute(sa.select(inbox.c.address).order_by(inbox.c.id)).scalars().all() == [
            None,
            "anna",
        ]


async def test_expire_drops_keys_after_a_month_but_nothing_unprocessed(store: Store) -> None:
    row = await store.run(lambda unit: unit.accept(inbound("1")))
    assert row is not None
    await store.run(lambda unit: unit.processed(row))
    waits = await store.run(lambda unit: unit.accept(inbound("2")))

    assert [await expire(store, NOW + 30 * DAY - SECOND), await expire(store, NOW + 30 * DAY)] == [0, 1]
    assert [id_ for id_, _ in await store.run(lambda unit: unit.unprocessed(10))] == [waits]


async def test_forget_and_expire_leave_no_word_in_any_file_of_an_open_store(
    sqlite_store: Store, sqlite_url: str
) -> None:
    folder = Path(urlsplit(sqlite_url).path).parent

    def found(mark: str) -> list[str]:
        return [file.name for file in folder.iterdir() if mark.encode() in file.read_bytes()]

    contact = await sqlite_store.run(lambda unit: live(unit, ANNAS_CHAT, MARK, NOW))
    await sqlite_store.run(lambda unit: live(unit, BILAL, "verlopen", NOW))
    assert found(MARK) != []

    await sqlite_store.run(lambda unit: unit.forget(contact))
    assert found(MARK) == []

    await sqlite_store.run(lambda unit: unit.expire(NOW + 800 * DAY, idle_before=NOW + 400 * DAY))
    assert found("verlopen") == []
