from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from bot.storage.base import Line, Loaded, Stale
from bot.storage.tables import events, transcript
from tests.storage.examples import ANNA, BILAL, DAY, NOW
from tests.stores import connected

if TYPE_CHECKING:
    from bot.storage.base import Store


async def test_lock_makes_someone_new(store: Store) -> None:
    loaded = await store.run(lambda unit: unit.lock(ANNA, NOW))

    assert loaded == Loaded(loaded.contact, ANNA, 0, None)


async def test_lock_finds_the_same_contact_again(store: Store) -> None:
    first = await store.run(lambda unit: unit.lock(ANNA, NOW))

    assert await store.run(lambda unit: unit.lock(ANNA, NOW)) == first


async def test_lock_tells_addresses_apart(store: Store) -> None:
    anna = await store.run(lambda unit: unit.lock(ANNA, NOW))
    bilal = await store.run(lambda unit: unit.lock(BILAL, NOW))

    assert anna.contact != bilal.contact


async def test_save_is_loaded_by_the_next_lock(store: Store) -> None:
    contact = (await store.run(lambda unit: unit.lock(ANNA, NOW))).contact

    await store.run(lambda unit: unit.save(contact, 0, {"language": "ti", "note": "ሰላም\0\ud800"}, NOW))

    assert await store.run(lambda unit: unit.lock(ANNA, NOW)) == Loaded(
        contact, ANNA, 1, {"language": "ti", "note": "ሰላም\0\ud800"}
    )


async def test_save_refuses_an_old_revision(store: Store) -> None:
    contact = (await store.run(lambda unit: unit.lock(ANNA, NOW))).contact
    await store.run(lambda unit: unit.save(contact, 0, {"turn": 1}, NOW))

    with pytest.raises(Stale):
        await store.run(lambda unit: unit.save(contact, 0, {"turn": "other"}, NOW))

    assert (await store.run(lambda unit: unit.lock(ANNA, NOW))).state == {"turn": 1}


async def test_save_refuses_someone_forgotten(store: Store) -> None:
    contact = (await store.run(lambda unit: unit.lock(ANNA, NOW))).contact
    await store.run(lambda unit: unit.forget(contact))

    with pytest.raises(Stale):
        await store.run(lambda unit: unit.save(contact, 0, {}, NOW))


async def test_transcribe_keeps_lines_in_order(store: Store, store_url: str) -> None:
    contact = (await store.run(lambda unit: unit.lock(ANNA, NOW))).contact
    lines = [Line("resident", "ik ben ziek", "nl"), Line("bot", "አገናዕ", "ti"), Line("bot", "…", None)]

    await store.run(lambda unit: unit.transcribe(contact, lines, NOW, NOW + DAY))

    with connected(store_url) as connection:
        rows = connection.execute(sa.select(transcript).order_by(transcript.c.id)).all()
    assert [Line(row.speaker, row.text, row.language) for row in rows] == lines
    assert {(row.contact, row.at, row.expires_at) for row in rows} == {(contact, NOW, NOW + DAY)}


async def test_transcribe_takes_any_text(store: Store, store_url: str) -> None:
    contact = (await store.run(lambda unit: unit.lock(ANNA, NOW))).contact

    await store.run(lambda unit: unit.transcribe(contact, [Line("resident", "a\0b\ud800c", None)], NOW, NOW))

    with connected(store_url) as connection:
        assert (
            connection.execute(sa.select(transcript.c.text)).scalar_one() == "a\N{REPLACEMENT CHARACTER}b?c"
        )


async def test_record_keeps_events_in_order(store: Store, store_url: str) -> None:
    contact = (await store.run(lambda unit: unit.lock(ANNA, NOW))).contact

    await store.run(
        lambda unit: unit.record(contact, [{"type": "StepDone", "step": "ww/uwv"}, {"type": "Stopped"}], NOW)
    )

    with connected(store_url) as connection:
        rows = connection.execute(sa.select(events.c.type, events.c.body).order_by(events.c.id)).all()
    assert rows == [
        ("StepDone", {"type": "StepDone", "step": "ww/uwv"}),
        ("Stopped", {"type": "Stopped"}),
    ]


async def test_nothing_to_add_adds_nothing(store: Store, store_url: str) -> None:
    contact = (await store.run(lambda unit: unit.lock(ANNA, NOW))).contact

    await store.run(lambda unit: unit.transcribe(contact, [], NOW, NOW))
    await store.run(lambda unit: unit.record(contact, [], NOW))

    with connected(store_url) as connection:
        assert connection.execute(sa.select(transcript)).all() == []
        assert connection.execute(sa.select(events)).all() == []
