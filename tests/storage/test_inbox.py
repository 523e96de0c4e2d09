from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from bot.messages import Address
from bot.storage.tables import inbox
from tests.storage.examples import inbound
from tests.stores import connected

if TYPE_CHECKING:
    from bot.storage.base import Store


async def test_accept_keeps_the_whole_inbound(store: Store) -> None:
    arrived = inbound(text="ik ben mijn baan kwijt")

    row = await store.run(lambda unit: unit.accept(arrived))

    assert await store.run(lambda unit: unit.unprocessed(10)) == [(row, arrived)]


async def test_accept_says_none_to_a_repeat(store: Store) -> None:
    await store.run(lambda unit: unit.accept(inbound("1")))

    assert await store.run(lambda unit: unit.accept(inbound("1", text="something else"))) is None


async def test_accept_knows_a_repeat_after_its_turn(store: Store) -> None:
    row = await store.run(lambda unit: unit.accept(inbound("1")))
    assert row is not None
    await store.run(lambda unit: unit.processed(row))

    assert await store.run(lambda unit: unit.accept(inbound("1"))) is None


async def test_accept_takes_the_same_id_from_another_channel(store: Store) -> None:
    await store.run(lambda unit: unit.accept(inbound("1")))

    row = await store.run(lambda unit: unit.accept(inbound("1", Address("whatsapp", "anna"))))

    assert row is not None


async def test_unprocessed_gives_the_oldest_first_up_to_the_limit(store: Store) -> None:
    arrived = [inbound(str(number)) for number in range(3)]
    await store.run(lambda unit: [unit.accept(one) for one in arrived])

    rows = await store.run(lambda unit: unit.unprocessed(2))

    assert [one for _, one in rows] == arrived[:2]


async def test_processed_says_true_once(store: Store) -> None:
    row = await store.run(lambda unit: unit.accept(inbound()))
    assert row is not None

    assert await store.run(lambda unit: [unit.processed(row), unit.processed(row)]) == [True, False]


async def test_processed_blanks_what_it_said(store: Store, store_url: str) -> None:
    row = await store.run(lambda unit: unit.accept(inbound()))
    assert row is not None

    await store.run(lambda unit: unit.processed(row))

    assert await store.run(lambda unit: unit.unprocessed(10)) == []
    with connected(store_url) as connection:
        assert connection.execute(sa.select(inbox.c.body)).scalars().all() == [None]


@pytest.mark.parametrize(("final", "left"), [(False, [1]), (True, [])], ids=["may try again", "for good"])
async def test_failed_closes_the_row_only_when_final(store: Store, *, final: bool, left: list[int]) -> None:
    row = await store.run(lambda unit: unit.accept(inbound()))
    assert row is not None

    await store.run(lambda unit: unit.failed(row, final=final))

    assert [id_ for id_, _ in await store.run(lambda unit: unit.unprocessed(10))] == left


async def test_failed_counts_the_attempts(store: Store, store_url: str) -> None:
    row = await store.run(lambda unit: unit.accept(inbound()))
    assert row is not None

    await store.run(lambda unit: unit.failed(row, final=False))
    await store.run(lambda unit: unit.failed(row, final=True))

    with connected(store_url) as connection:
        kept = connection.execute(sa.select(inbox.c.attempts, inbox.c.failed, inbox.c.body)).all()
    assert kept == [(2, True, None)]


async def test_inbox_keeps_no_readable_provider_id_after_the_turn(store: Store, store_url: str) -> None:
    row = await store.run(lambda unit: unit.accept(inbound("wamid.31612345678")))
    assert row is not None

    await store.run(lambda unit: unit.processed(row))

    with connected(store_url) as connection:
        assert "31612345678" not in str(connection.execute(sa.select(inbox)).all())


async def test_accept_of_what_is_processed_keeps_only_the_key(store: Store) -> None:
    first = await store.run(lambda unit: unit.accept(inbound(), processed=True))
    again = await store.run(lambda unit: unit.accept(inbound()))
    waiting = await store.run(lambda unit: unit.unprocessed(10))

    assert first is not None
    assert (again, waiting) == (None, [])
