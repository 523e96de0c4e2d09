from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot import delivery as module
from bot.delivery import LONGEST_WAIT, MOST_TRIES, Delivery
from bot.messages import Address, Delete, DeliveryError, ErrorKind, Outbound, Say, Settle
from tests.recording_channel import RecordingChannel, written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.storage.base import DueTimer, Store, Unit

FATIMA = Address("telegram", "fatima")
KARIM = Address("telegram", "karim")
START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
RETRY, LIMITED, BLOCKED, REJECTED = ErrorKind


class Clock:
    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def forward(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def channel() -> RecordingChannel:
    return RecordingChannel()


@pytest.fixture
def delivery(store: Store, channel: RecordingChannel, clock: Clock) -> Delivery:
    return Delivery(channels={channel.name: channel}, store=store, now=clock)


async def queued(store: Store, clock: Clock, *texts: str, to: Address = FATIMA) -> list[Outbound]:
    """Queue as a turn does: for a contact, in one transaction."""

    def job(unit: Unit) -> list[Outbound]:
        contact = unit.lock(to, clock.now).contact
        return unit.queue(contact, to, [Say(text, "nl") for text in texts], clock.now)

    return await store.run(job)


async def waiting(store: Store, clock: Clock) -> list[str]:
    """Take what any process may deliver now."""
    rows: Sequence[Outbound] = await store.run(lambda unit: unit.pending(clock.now, 100, ["telegram"]))
    return [row.delivery.text for row in rows if isinstance(row.delivery, Say)]


async def test_hand_over_delivers_in_order(
    store: Store, delivery: Delivery, channel: RecordingChannel, clock: Clock
) -> None:
    delivery.hand_over(await queued(store, clock, "een", "twee"))
    delivery.hand_over(await queued(store, clock, "drie"))
    await delivery.drain()
    assert channel.texts == ["een", "twee", "drie"]


async def test_hand_over_sends_one_at_a_time_to_an_address(
    store: Store, delivery: Delivery, channel: RecordingChannel, clock: Clock
) -> None:
    channel.open.clear()
    delivery.hand_over(await queued(store, clock, "een", "twee"))
    delivery.hand_over(await queued(store, clock, "hallo", to=KARIM))
    await asyncio.sleep(0)
    assert [(one.address, one.delivery) for one in channel.begun] == [
        (FATIMA, Say("een", "nl")),
        (KARIM, Say("hallo", "nl")),
    ]
    channel.open.set()
    await delivery.drain()
    assert sorted(channel.texts) == ["een", "hallo", "twee"]


async def test_drain_waits_for_what_comes_meanwhile(
    store: Store, delivery: Delivery, channel: RecordingChannel, clock: Clock
) -> None:
    channel.open.clear()
    delivery.hand_over(await queued(store, clock, "een"))
    draining = asyncio.create_task(delivery.drain())
    await asyncio.sleep(0)
    delivery.hand_over(await queued(store, clock, "hallo", to=KARIM))
    assert not draining.done()
    channel.open.set()
    await draining
    assert sorted(channel.texts) == ["een", "hallo"]


async def test_delivered_is_never_given_again(
    store: Store, delivery: Delivery, channel: RecordingChannel, clock: Clock
) -> None:
    delivery.hand_over(await queued(store, clock, "een"))
    await delivery.drain()
    clock.forward(3600)
    assert await waiting(store, clock) == []


@pytest.mark.parametrize("failures", [[], [DeliveryError(REJECTED)]], ids=["taken back", "too late"])
async def test_what_was_on_its_way_when_she_erased_everything_is_taken_back(
    store: Store, delivery: Delivery, channel: RecordingChannel, clock: Clock, failures: list[Exception]
) -> None:
    taken_back = Delete(("m1",))
    channel.failures[written(Outbound(0, FATIMA, taken_back))] = failures
    channel.open.clear()
    delivery.hand_over(await queued(store, clock, "een"))
    await asyncio.sleep(0)

    await store.run(lambda unit: unit.forget(unit.lock(FATIMA, clock.now).contact))
    channel.open.set()
    await delivery.drain()

    assert [one.delivery for one in channel.begun] == [Say("een", "nl"), taken_back]


@pytest.mark.parametrize(
    "error", [DeliveryError(RETRY), DeliveryError(LIMITED), DeliveryError(LIMITED, retry_after=7.0)]
)
async def test_sweep_tries_again_when_its_time_has_come_and_keeps_the_order(
    store: Store,
    delivery: Delivery,
    channel: RecordingChannel,
    clock: Clock,
    error: DeliveryError,
) -> None:
    wait = error.retry_after or 1.0
    channel.failures["een"] = [error]
    delivery.hand_over(await queued(store, clock, "een", "twee"))
    await delivery.drain()
    clock.forward(wait - 0.001)
    await delivery.sweep()
    await delivery.drain()
    assert channel.texts == []
    clock.forward(0.001)
    await delivery.sweep()
    await delivery.drain()
    assert channel.texts == ["een", "twee"]


async def test_sweep_waits_longer_after_every_failure(
    sqlite_store: Store, channel: RecordingChannel, clock: Clock
) -> None:
    delivery = Delivery(channels={channel.name: channel}, store=sqlite_store, now=clock)
    channel.failures["een"] = [DeliveryError(RETRY) for _ in range(11)]
    delivery.hand_over(await queued(sqlite_store, clock, "een"))
    await delivery.drain()
    waits = []
    while not channel.texts:
        tries, since = len(channel.begun), clock.now
        while len(channel.begun) == tries:
            clock.forward(1)
            await delivery.sweep()
            await delivery.drain()
        waits.append((clock.now - since).total_seconds())
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, LONGEST_WAIT, LONGEST_WAIT]


async def test_a_message_behind_one_that_waits_is_dropped_until_its_turn(
    store: Store, delivery: Delivery, channel: RecordingChannel, clock: Clock
) -> None:
    # On PostgreSQL the answer to "queue" may arrive after that to "undelivered", given before.
    channel.failures["een"] = [DeliveryError(RETRY)]
    first, second = await queued(store, clock, "een", "twee")
    delivery.hand_over([first])
    await delivery.drain()
    delivery.hand_over([second])
    await delivery.drain()
    assert channel.texts == []
    clock.forward(1)
    await delivery.sweep()
    await delivery.drain()
    assert channel.texts == ["een", "twee"]


async def test_another_address_does_not_wait_for_a_retry(
    store: Store, delivery: Delivery, channel: RecordingChannel, clock: Clock
) -> None:
    channel.failures["een"] = [DeliveryError(RETRY)]
    delivery.hand_over(await queued(store, clock, "een"))
    await delivery.drain()
    delivery.hand_over(await queued(store, clock, "hallo", to=KARIM))
    await delivery.drain()
    assert channel.texts == ["hallo"]


async def test_sweep_leaves_alone_what_is_being_sent(
    store: Store, delivery: Delivery, channel: RecordingChannel, clock: Clock
) -> None:
    channel.open.clear()
    delivery.hand_over(await queued(store, clock, "een", "twee"))
    await asyncio.sleep(0)
    clock.forward(31)  # their lease has run out
    await delivery.sweep()
    channel.open.set()
    await delivery.drain()
    assert channel.texts == ["een", "twee"]


async def test_rejected_lets_the_next_one_pass(
    store: Store, delivery: Delivery, channel: RecordingChannel, clock: Clock
) -> None:
    channel.failures["een"] = [DeliveryError(REJECTED)]
    delivery.hand_over(await queued(store, clock, "een", "twee"))
    await delivery.drain()
    clock.forward(3600)
    assert (channel.texts, await waiting(store, clock)) == (["twee"], [])


async def test_blocked_drops_what_waits_and_the_timers(
    store: Store, delivery: Delivery, channel: RecordingChannel, clock: Clock
) -> None:
    def remind(unit: Unit) -> None:
        unit.set_timer(unit.lock(FATIMA, clock.now).contact, "reminder", "self:a/b", clock.now)

    def due(unit: Unit) -> Sequence[DueTimer]:
        return unit.due_timers(clock.now, 10)

    await store.run(remind)
    channel.failures["een"] = [DeliveryError(BLOCKED)]
    delivery.hand_over(await queued(store, clock, "een", "twee"))
    await delivery.drain()
    clock.forward(3600)
    assert (channel.texts, await waiting(store, clock), await store.run(due)) == ([], [], [])


async def test_given_up_lets_the_next_ones_go_at_once(
    sqlite_store: Store, channel: RecordingChannel, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_TRIES", 2)
    delivery = Delivery(channels={channel.name: channel}, store=sqlite_store, now=clock)
    channel.failures["een"] = [DeliveryError(RETRY), DeliveryError(RETRY)]
    delivery.hand_over(await queued(sqlite_store, clock, "een", "twee", "drie"))
    await delivery.drain()
    clock.forward(1)
    await delivery.sweep()
    await delivery.drain()
    assert (channel.texts, await waiting(sqlite_store, clock)) == (["twee", "drie"], [])


def test_most_tries_last_about_four_hours() -> None:
    waits = sum(min(2.0**tries, LONGEST_WAIT) for tries in range(MOST_TRIES - 1))
    assert 4 * 3600 < waits < 5 * 3600


async def test_hand_over_leaves_a_channel_that_it_does_not_serve_to_another_process(
    store: Store, other_store: Store, delivery: Delivery, channel: RecordingChannel, clock: Clock
) -> None:
    web = RecordingChannel("web")
    elsewhere = Delivery(channels={"web": web}, store=other_store, now=clock)
    delivery.hand_over(await queued(store, clock, "een", to=Address("web", "fatima")))
    await delivery.drain()
    await elsewhere.sweep()
    await elsewhere.drain()
    assert (channel.texts, web.texts) == ([], [])
    clock.forward(30)
    await delivery.sweep()
    await elsewhere.sweep()
    await elsewhere.drain()
    assert (channel.texts, web.texts) == ([], ["een"])


async def test_sweep_takes_over_from_a_process_that_died(
    store: Store, other_store: Store, channel: RecordingChannel, clock: Clock
) -> None:
    await queued(store, clock, "een", "twee")
    delivery = Delivery(channels={channel.name: channel}, store=other_store, now=clock)
    await delivery.sweep()
    await delivery.drain()
    assert channel.texts == []
    clock.forward(30)
    await delivery.sweep()
    await delivery.drain()
    assert channel.texts == ["een", "twee"]


async def test_a_channel_that_breaks_is_logged_and_tried_again(
    store: Store,
    delivery: Delivery,
    channel: RecordingChannel,
    clock: Clock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    channel.failures["een"] = [RuntimeError("a fault of ours")]
    delivery.hand_over(await queued(store, clock, "een", "twee"))
    await delivery.drain()
    errors = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
    clock.forward(30)
    await delivery.sweep()
    await delivery.drain()
    assert (errors, channel.texts) == (["delivery failed"], ["een", "twee"])


async def test_no_log_of_a_failure_names_the_resident(
    store: Store,
    delivery: Delivery,
    channel: RecordingChannel,
    clock: Clock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    channel.failures["een"] = [DeliveryError(RETRY)]
    delivery.hand_over(await queued(store, clock, "een"))
    await delivery.drain()
    [record] = [record for record in caplog.records if record.name == "bot.delivery"]
    assert (record.getMessage(), vars(record)["kind"], vars(record)["attempt"]) == (
        "not delivered",
        "retry",
        1,
    )
    assert "fatima" not in str(vars(record))


async def test_tidy_takes_buttons_off_beside_what_is_delivered(
    delivery: Delivery, channel: RecordingChannel, store: Store, clock: Clock
) -> None:
    delivery.hand_over(await queued(store, clock, "een"))
    delivery.tidy(FATIMA, Settle("7"))
    await delivery.drain()

    assert channel.texts == ["een", "settle 7"]


async def test_tidy_is_tried_once(
    delivery: Delivery, channel: RecordingChannel, store: Store, clock: Clock
) -> None:
    channel.failures["settle 7"] = [DeliveryError(RETRY)]

    delivery.tidy(FATIMA, Settle("7"))
    await delivery.drain()
    clock.forward(LONGEST_WAIT)
    await delivery.sweep()
    await delivery.drain()

    assert channel.texts == []
