from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.handoff.base import Delivered, Entry
from bot.messages import ErrorKind
from bot.staff.base import FeedItem
from tests.storage.case_examples import add
from tests.storage.examples import ANNA, DAY, NOW, SECOND, says

if TYPE_CHECKING:
    from bot.storage.base import Store, Unit

LONG_AGO = NOW - 30 * DAY


async def test_entries_are_kept_in_order(store: Store) -> None:
    case = await add(store)
    said = Entry(case=case.id, at=NOW, by="resident", kind="text", text="ሰላም", language="ti")
    answered = Entry(
        case=case.id,
        at=NOW + SECOND,
        by="staff",
        staff="karin",
        kind="phrase",
        text="Ik bel u.",
        language="nl",
        body={"phrase": "ik-bel"},
    )

    ids = [await store.run(lambda unit, one=one: unit.add_entry(one)) for one in (said, answered)]  # type: ignore[misc]

    expected = [replace(one, id=number) for one, number in zip((said, answered), ids, strict=True)]
    assert await store.run(lambda unit: unit.entries(case.id)) == expected
    assert ids[0] < ids[1]


async def queued(store: Store) -> tuple[str, int]:
    """Store an entry and the message that carries it; return the case and the outbox row."""
    case = await add(store)

    def job(unit: Unit) -> int:
        contact = unit.lock(ANNA, NOW).contact
        unit.queue(contact, ANNA, says("een", "twee"), NOW)
        row = unit.last_queued(contact)
        assert row is not None
        entry = Entry(case=case.id, at=NOW, by="staff", kind="text", text="twee", language="nl", outbox=row)
        unit.add_entry(entry)
        return row

    return case.id, await store.run(job)


async def delivered(store: Store, case: str) -> list[Delivered | None]:
    return [entry.delivered for entry in await store.run(lambda unit: unit.entries(case))]


async def test_an_entry_waits_until_its_message_was_sent(store: Store) -> None:
    case, row = await queued(store)
    assert await delivered(store, case) == [Delivered.WAITING]

    await store.run(lambda unit: unit.sent(row, "m2", NOW))

    assert await delivered(store, case) == [Delivered.SENT]


async def test_what_was_given_up_is_not_called_sent(store: Store) -> None:
    case, row = await queued(store)

    await store.run(lambda unit: unit.undelivered(row, ErrorKind.REJECTED, None))

    assert await delivered(store, case) == [Delivered.UNKNOWN]


async def test_last_queued_of_who_was_sent_nothing_is_none(store: Store) -> None:
    assert await store.run(lambda unit: unit.last_queued(unit.lock(ANNA, NOW).contact)) is None


async def test_feed_gives_what_came_since(store: Store) -> None:
    assert await store.run(lambda unit: unit.feed_end()) == 0
    await store.run(lambda unit: unit.announce("werk", "BCDFGHJK", "requested", NOW))
    await store.run(lambda unit: unit.announce("werk", "BCDFGHJK", "claimed", NOW + SECOND))

    first, second = await store.run(lambda unit: unit.feed(0, 10))

    assert (first.kind, second.kind) == ("requested", "claimed")
    assert await store.run(lambda unit: unit.feed(first.id, 10)) == [
        FeedItem(id=second.id, at=NOW + SECOND, topic="werk", about="BCDFGHJK", kind="claimed")
    ]
    assert await store.run(lambda unit: unit.feed(0, 1)) == [first]
    assert await store.run(lambda unit: unit.feed_end()) == second.id


async def test_feed_of_yesterday_goes(store: Store) -> None:
    await store.run(lambda unit: unit.announce("werk", "BCDFGHJK", "requested", NOW))

    assert await store.run(lambda unit: unit.expire(NOW + DAY - SECOND, idle_before=LONG_AGO)) == 0
    assert await store.run(lambda unit: unit.expire(NOW + DAY, idle_before=LONG_AGO)) == 1
    assert await store.run(lambda unit: unit.feed(0, 10)) == []
