from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
import sqlalchemy as sa

from bot.messages import Delete, ErrorKind, Outbound, Say
from bot.storage.database import open_store
from bot.storage.tables import outbox
from tests.storage.examples import ANNA, BILAL, DAY, LEASE, NOW, SECOND, says
from tests.stores import connected

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.messages import Address
    from bot.storage.base import Store


@pytest_asyncio.fixture
async def anna(store: Store) -> str:
    return (await store.run(lambda unit: unit.lock(ANNA, NOW))).contact


async def queue(
    store: Store, contact: str | None, *texts: str, address: Address = ANNA, at: datetime = NOW
) -> list[Outbound]:
    return await store.run(lambda unit: unit.queue(contact, address, says(*texts), at))


async def pending(store: Store, now: datetime = NOW, limit: int = 100) -> list[str]:
    return texts(await store.run(lambda unit: unit.pending(now, limit, ["telegram"])))


def texts(outbounds: Sequence[Outbound]) -> list[str]:
    return [outbound.delivery.text for outbound in outbounds if isinstance(outbound.delivery, Say)]


# --- queue -------------------------------------------------------------------


async def test_queue_returns_what_it_appended_in_order(store: Store, anna: str) -> None:
    first, second = await queue(store, anna, "een", "twee")

    assert first.id < second.id
    assert (first, second) == (
        Outbound(first.id, ANNA, Say("een", "nl")),
        Outbound(second.id, ANNA, Say("twee", "nl")),
    )


async def test_queue_of_nothing_is_nothing(store: Store, anna: str) -> None:
    assert await queue(store, anna) == []


async def test_queue_leases_to_its_own_process(store: Store, other_store: Store, anna: str) -> None:
    await queue(store, anna, "een")

    assert (await pending(store), await pending(other_store)) == ([], [])


async def test_queue_behind_its_own_lease_is_leased_too(store: Store, anna: str) -> None:
    await queue(store, anna, "een")

    assert texts(await queue(store, anna, "twee")) == ["twee"]


async def test_queue_behind_another_process_leaves_the_order_to_pending(
    store: Store, other_store: Store, anna: str
) -> None:
    (first,) = await queue(other_store, anna, "een")

    assert await queue(store, anna, "twee") == []
    assert await pending(store) == []
    await other_store.run(lambda unit: unit.sent(first.id, "7", NOW))
    assert await pending(store) == ["twee"]


async def test_queue_behind_a_retry_waits_with_it(store: Store, anna: str) -> None:
    (first,) = await queue(store, anna, "een")
    await store.run(lambda unit: unit.undelivered(first.id, ErrorKind.RETRY, NOW + SECOND))

    assert await queue(store, anna, "twee") == []
    assert await pending(store, NOW) == []
    assert await pending(store, NOW + SECOND) == ["een", "twee"]


async def test_queue_behind_a_lease_that_ran_out_leaves_the_order_to_pending(store: Store, anna: str) -> None:
    await queue(store, anna, "een")

    assert await queue(store, anna, "twee", at=NOW + LEASE) == []
    assert await pending(store, NOW + LEASE) == ["een", "twee"]


async def test_queue_of_one_address_does_not_wait_for_another(
    store: Store, other_store: Store, anna: str
) -> None:
    bilal = (await store.run(lambda unit: unit.lock(BILAL, NOW))).contact
    await queue(other_store, anna, "een")

    assert texts(await queue(store, bilal, "twee", address=BILAL)) == ["twee"]


# --- pending -----------------------------------------------------------------


async def test_pending_takes_over_from_a_process_that_died(
    store: Store, other_store: Store, anna: str
) -> None:
    await queue(other_store, anna, "een", "twee")

    assert await pending(store, NOW + LEASE - SECOND) == []
    assert await pending(store, NOW + LEASE) == ["een", "twee"]


async def test_pending_takes_over_from_the_start_before(store_url: str) -> None:
    before = open_store(store_url, process="web", lease=LEASE)
    contact = (await before.run(lambda unit: unit.lock(ANNA, NOW))).contact
    await queue(before, contact, "een")
    await before.close()
    again = open_store(store_url, process="web", lease=LEASE)

    assert await queue(again, contact, "twee") == []
    assert await pending(again, NOW + LEASE) == ["een", "twee"]
    await again.close()


async def test_pending_leases_what_it_gives(store: Store, other_store: Store, anna: str) -> None:
    await queue(store, anna, "een")
    await pending(store, NOW + LEASE)

    assert await pending(other_store, NOW + LEASE) == []


async def test_pending_keeps_the_order_across_the_limit(store: Store, other_store: Store, anna: str) -> None:
    await queue(store, anna, "een", "twee")

    assert await pending(store, NOW + LEASE, limit=1) == ["een"]
    assert await pending(other_store, NOW + LEASE, limit=1) == []


async def test_pending_passes_an_address_that_waits(store: Store, anna: str) -> None:
    bilal = (await store.run(lambda unit: unit.lock(BILAL, NOW))).contact
    (first,) = await queue(store, anna, "een")
    await queue(store, bilal, "twee", address=BILAL)
    await store.run(lambda unit: unit.undelivered(first.id, ErrorKind.LIMITED, NOW + DAY))

    assert await pending(store, NOW + LEASE) == ["twee"]


async def test_pending_leaves_other_channels_to_who_serves_them(store: Store, anna: str) -> None:
    await queue(store, anna, "een")

    assert await store.run(lambda unit: unit.pending(NOW + LEASE, 10, ["web", "terminal"])) == []
    assert await pending(store, NOW + LEASE) == ["een"]


async def test_pending_gives_every_kind_of_delivery(store: Store, anna: str) -> None:
    deletion = Delete(("7", "8"))
    await store.run(lambda unit: unit.queue(anna, ANNA, [deletion], NOW))

    (row,) = await store.run(lambda unit: unit.pending(NOW + LEASE, 10, ["telegram"]))

    assert row.delivery == deletion


# --- sent --------------------------------------------------------------------


async def test_sent_blanks_the_text_and_keeps_the_message_id(store: Store, store_url: str, anna: str) -> None:
    (row,) = await queue(store, anna, "een")

    await store.run(lambda unit: unit.sent(row.id, "7", NOW))

    with connected(store_url) as connection:
        kept = connection.execute(sa.select(outbox.c.body, outbox.c.message_id, outbox.c.sent_at)).all()
    assert kept == [(None, "7", NOW)]
    assert await pending(store, NOW + DAY) == []


@pytest.mark.parametrize("message_id", ["7", None])
async def test_sent_deletes_the_row_of_nobody(store: Store, store_url: str, message_id: str | None) -> None:
    (row,) = await queue(store, None, "alles is weg")

    await store.run(lambda unit: unit.sent(row.id, message_id, NOW))

    with connected(store_url) as connection:
        assert connection.execute(sa.select(outbox)).all() == []


async def test_sent_deletes_a_row_that_nothing_can_delete_later(
    store: Store, store_url: str, anna: str
) -> None:
    (row,) = await queue(store, anna, "een")

    await store.run(lambda unit: unit.sent(row.id, None, NOW))

    with connected(store_url) as connection:
        assert connection.execute(sa.select(outbox)).all() == []


async def test_sent_renews_the_lease_of_what_is_behind(store: Store, other_store: Store, anna: str) -> None:
    first, _ = await queue(store, anna, "een", "twee")

    await store.run(lambda unit: unit.sent(first.id, "7", NOW + LEASE - SECOND))

    assert await pending(other_store, NOW + LEASE) == []
    assert await pending(other_store, NOW + LEASE + LEASE - SECOND) == ["twee"]


async def test_sent_leaves_leases_alone_where_nothing_is_behind(store: Store, anna: str) -> None:
    first, _ = await queue(store, anna, "een", "twee")

    await store.run(lambda unit: unit.sent(first.id, "7", NOW + LEASE - SECOND, renew=False))

    assert await pending(store, NOW + LEASE) == ["twee"]


async def test_sent_renews_no_lease_that_ran_out(store: Store, anna: str) -> None:
    first, _ = await queue(store, anna, "een", "twee")

    await store.run(lambda unit: unit.sent(first.id, "7", NOW + LEASE))

    assert await pending(store, NOW + LEASE) == ["twee"]


async def test_sent_of_a_row_that_is_gone_does_nothing(store: Store, anna: str) -> None:
    (row,) = await queue(store, anna, "een")
    await store.run(lambda unit: unit.forget(anna))

    await store.run(lambda unit: unit.sent(row.id, "7", NOW))

    assert await pending(store, NOW + DAY) == []


# --- undelivered -------------------------------------------------------------


async def test_undelivered_with_retry_gives_the_address_back_in_order(
    store: Store, other_store: Store, anna: str
) -> None:
    first, _ = await queue(store, anna, "een", "twee")

    await store.run(lambda unit: unit.undelivered(first.id, ErrorKind.RETRY, NOW + SECOND))

    assert await pending(other_store, NOW) == []
    assert await pending(other_store, NOW + SECOND) == ["een", "twee"]


async def test_undelivered_counts_the_attempts(store: Store, store_url: str, anna: str) -> None:
    (row,) = await queue(store, anna, "een")
    for _ in range(2):
        await store.run(lambda unit: unit.undelivered(row.id, ErrorKind.LIMITED, NOW))
        await pending(store)

    with connected(store_url) as connection:
        assert connection.execute(sa.select(outbox.c.attempts, outbox.c.error)).all() == [(2, "limited")]


async def test_undelivered_by_who_lost_the_lease_changes_nothing(
    store: Store, other_store: Store, anna: str
) -> None:
    (row,) = await queue(store, anna, "een")
    await pending(other_store, NOW + LEASE)

    await store.run(lambda unit: unit.undelivered(row.id, ErrorKind.RETRY, NOW + LEASE))

    assert await pending(store, NOW + LEASE + SECOND) == []


async def test_undelivered_for_good_lets_the_next_pass(store: Store, anna: str) -> None:
    first, _ = await queue(store, anna, "een", "twee")

    await store.run(lambda unit: unit.undelivered(first.id, ErrorKind.REJECTED, None))

    assert await pending(store, NOW + LEASE) == ["twee"]


async def test_undelivered_to_someone_who_blocked_drops_all_that_waits(store: Store, anna: str) -> None:
    bilal = (await store.run(lambda unit: unit.lock(BILAL, NOW))).contact
    first, _ = await queue(store, anna, "een", "twee")
    await queue(store, bilal, "drie", address=BILAL)
    await store.run(lambda unit: unit.set_timer(anna, "reminder", "ww", NOW))
    await store.run(lambda unit: unit.set_timer(bilal, "reminder", "ww", NOW))

    await store.run(lambda unit: unit.undelivered(first.id, ErrorKind.BLOCKED, None))

    assert await pending(store, NOW + LEASE) == ["drie"]
    assert [timer.address for timer in await store.run(lambda unit: unit.due_timers(NOW, 10))] == [BILAL]


async def test_undelivered_to_someone_who_blocked_keeps_the_ids_of_what_was_sent(
    store: Store, anna: str
) -> None:
    first, second = await queue(store, anna, "een", "twee")
    await store.run(lambda unit: unit.sent(first.id, "7", NOW))

    await store.run(lambda unit: unit.undelivered(second.id, ErrorKind.BLOCKED, None))

    assert await store.run(lambda unit: unit.message_ids(anna, NOW)) == ["7"]


async def test_undelivered_to_nobody_who_blocked_drops_the_address(store: Store, store_url: str) -> None:
    first, _ = await queue(store, None, "alles", "is weg")

    await store.run(lambda unit: unit.undelivered(first.id, ErrorKind.BLOCKED, None))

    with connected(store_url) as connection:
        assert connection.execute(sa.select(outbox)).all() == []


async def test_undelivered_of_a_row_that_is_gone_does_nothing(store: Store, anna: str) -> None:
    (row,) = await queue(store, anna, "een")
    await store.run(lambda unit: unit.sent(row.id, "7", NOW))

    await store.run(lambda unit: unit.undelivered(row.id, ErrorKind.RETRY, NOW))

    assert await pending(store, NOW + DAY) == []
