from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.messages import Address, Say
from bot.web.base import Entry, Visitor

if TYPE_CHECKING:
    from bot.messages import JSON
    from bot.storage.base import Store, Unit

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=15)
ANNA = Address("web", "anna")
BODY: dict[str, JSON] = {"type": "say", "text": "ሰላም", "language": "ti", "buttons": [["1|yes", "እወ"]]}
VISITOR = Visitor("anna", own_device=False, language="ti", hidden=False, last_at=NOW, expires_at=LATER)


async def test_browser_is_known_until_its_time_is_over_and_reads_what_she_chose(store: Store) -> None:
    def choose(unit: Unit) -> None:
        unit.admit(VISITOR)
        loaded = unit.lock(ANNA, NOW)
        unit.save(loaded.contact, loaded.revision, {"language": "ar"}, NOW)

    await store.run(choose)

    found = [await store.run(lambda unit, at=at: unit.visitor("anna", at)) for at in (NOW, LATER)]  # type: ignore[misc]

    assert found == [replace(VISITOR, language="ar"), None]


async def test_entry_of_a_row_that_is_delivered_again_is_shown_once(store: Store) -> None:
    await store.run(lambda unit: unit.admit(VISITOR))

    ids = [await store.run(lambda unit: unit.append("anna", BODY, NOW, LATER, outbox=7)) for _ in range(2)]

    shown = await store.run(lambda unit: unit.page_entries("anna", 0, NOW))
    assert ids[0] is not None
    assert ids[0] == ids[1]
    assert shown == [Entry(ids[0], BODY)]


async def test_nothing_is_shown_to_a_browser_that_is_gone(store: Store) -> None:
    added = await store.run(lambda unit: unit.append("anna", BODY, NOW, LATER, outbox=7))

    assert added is None


async def test_settled_entry_has_no_buttons_and_is_settled_once(store: Store) -> None:
    await store.run(lambda unit: unit.admit(VISITOR))
    entry = await store.run(lambda unit: unit.append("anna", BODY, NOW, LATER, outbox=None))
    assert entry is not None

    settled = [await store.run(lambda unit: unit.settle("anna", entry)) for _ in range(2)]

    shown = await store.run(lambda unit: unit.page_entries("anna", 0, NOW))
    assert settled == [True, False]
    assert shown == [Entry(entry, {**BODY, "buttons": []})]


async def test_withdrawn_entries_are_only_those_of_this_browser(store: Store) -> None:
    def fill(unit: Unit) -> list[int]:
        unit.admit(VISITOR)
        unit.admit(replace(VISITOR, address="berhane"))
        added = [unit.append(who, BODY, NOW, LATER, outbox=None) for who in ("anna", "berhane", "anna")]
        return [entry for entry in added if entry is not None]

    first, foreign, last = await store.run(fill)

    staying = await store.run(lambda unit: unit.withdraw_entries("anna", [first, foreign]))

    assert staying == [last]
    assert await store.run(lambda unit: unit.newest(["anna", "berhane"])) == {
        "anna": last,
        "berhane": foreign,
    }


async def test_what_waits_goes_to_where_the_conversation_went(store: Store) -> None:
    there = Address("telegram", "42")

    def fill(unit: Unit) -> None:
        unit.admit(VISITOR)
        contact = unit.lock(ANNA, NOW).contact
        unit.queue(contact, ANNA, [Say("Dag", "nl")], NOW)

    await store.run(fill)
    after_the_lease = NOW + timedelta(minutes=1)
    await store.run(lambda unit: unit.move(ANNA, there, after_the_lease))

    waiting = await store.run(lambda unit: unit.pending(after_the_lease, 10, ["web", "telegram"]))

    assert [(one.address, one.delivery) for one in waiting] == [(there, Say("Dag", "nl"))]


async def test_dismissed_browser_takes_its_contact_with_it(store: Store) -> None:
    def fill(unit: Unit) -> str:
        unit.admit(VISITOR)
        return unit.lock(ANNA, NOW).contact

    contact = await store.run(fill)

    await store.run(lambda unit: unit.dismiss("anna"))

    held = await store.run(lambda unit: unit.holdings(contact))
    assert (held.first_at, await store.run(lambda unit: unit.visitor("anna", NOW))) == (None, None)
