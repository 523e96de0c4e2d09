"""From the outbox to the channels: in order per address, with retry, never two at once."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.channels.base import VoiceMessage
from bot.messages import Delete, DeliveryError, ErrorKind, Outbound, Say, Speak

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from bot.channels.base import Channel, Played
    from bot.messages import Address, Settle
    from bot.storage.base import Store
    from bot.voice.base import Clip, Speaker

log = logging.getLogger(__name__)

LONGEST_WAIT = 300.0
"""Seconds between two tries of the same message, at most."""

MOST_TRIES = 60
"""With the waits above about four hours; then the message is given up."""

MOST_TRIES_ALOUD = 5
"""About a quarter of a minute: what comes behind a voice message does not wait longer for it."""

LONGEST_CLIP = 10.0
"""Seconds for making a clip, the wait for others included: it must go out before its lease ends."""

NOTED_WITHIN = timedelta(seconds=1)
"""How long a voice message that was sent may wait for the next one, to be noted with it."""

SWEPT_AT_ONCE = 200

NO_ROW = 0
"""Stands for the outbox row of what is not stored; the store numbers from 1."""


@dataclass(frozen=True, slots=True)
class _Given:
    """What a channel took, under which id, and when; not noted yet."""

    outbound: Outbound
    message_id: str | None
    at: datetime


class Delivery:
    """Delivers what turns queued, and sweeps up what waits for a retry or was left behind."""

    def __init__(
        self,
        *,
        channels: Mapping[str, Channel],
        store: Store,
        now: Callable[[], datetime],
        speaker: Speaker | None = None,
    ) -> None:
        self._channels = channels
        self._store = store
        self._now = now
        self._speaker = speaker
        self._queues: dict[Address, deque[Outbound]] = {}
        self._tasks: dict[Address, asyncio.Task[None]] = {}
        self._tries: dict[int, int] = {}
        self._retries: dict[Address, datetime] = {}
        self._tidying: set[asyncio.Task[None]] = set()
        self._unheard: set[Address] = set()

    def hand_over(self, outbounds: Sequence[Outbound]) -> None:
        """Deliver these as soon as what is before them at their address has gone."""
        now = self._now()
        for outbound in outbounds:
            if outbound.address.channel not in self._channels:
                continue  # another process serves that channel; it takes the row when our lease ends
            if now < self._retries.get(outbound.address, now):
                # What is before it waits for its retry. The store did not know that yet when it
                # gave us this one; it gives it again in its turn.
                continue
            self._queues.setdefault(outbound.address, deque()).append(outbound)
            if outbound.address not in self._tasks:
                task = asyncio.create_task(self._deliver(outbound.address))
                self._tasks[outbound.address] = task

    def tidy(self, address: Address, settle: Settle) -> None:
        """Try once to take buttons off, beside all that is delivered.

        Buttons that stay are known as old when they are pressed. So this is not worth a
        row, a commit and the resident's wait for both.
        """
        if address.channel in self._channels:
            task = asyncio.create_task(self._tidy(Outbound(NO_ROW, address, settle)))
            self._tidying.add(task)
            task.add_done_callback(self._tidying.discard)

    async def take_over(self) -> None:
        """Take up at once what processes that died had in hand. Only at the start."""
        now = self._now()
        await self._store.run(lambda unit: unit.take_over(now, tuple(self._channels)))

    async def sweep(self) -> None:
        """Take up messages whose retry time came, or whose process died."""
        now = self._now()
        waiting = await self._store.run(lambda unit: unit.pending(now, SWEPT_AT_ONCE, tuple(self._channels)))
        self._retries = {address: at for address, at in self._retries.items() if now < at}
        known = {one.id for queue in self._queues.values() for one in queue}
        self.hand_over([outbound for outbound in waiting if outbound.id not in known])

    async def drain(self) -> None:
        """Wait until nothing is on its way."""
        while self._tasks or self._tidying:
            await asyncio.gather(*self._tasks.values(), *self._tidying)

    async def answered(self, address: Address, *, seconds: float) -> None:
        """Wait until nothing is on its way to an address, no longer than this."""
        task = self._tasks.get(address)
        if task is not None:
            await asyncio.wait((task,), timeout=seconds)

    async def _tidy(self, outbound: Outbound) -> None:
        try:
            await self._channels[outbound.address.channel].send(outbound)
        except DeliveryError as error:
            log.info("buttons stay", extra={"channel": outbound.address.channel, "kind": error.kind.value})

    async def _deliver(self, address: Address) -> None:
        queue = self._queues[address]
        given: list[_Given] = []
        try:
            while queue:
                # In the queue until it is noted as sent, so that a sweep knows that it is in hand.
                outbound = queue[len(given)]
                try:
                    given.append(_Given(outbound, await self._given(outbound), self._now()))
                except DeliveryError as error:
                    await self._note(queue, given)
                    if await self._undelivered(outbound, error):
                        queue.popleft()
                    else:
                        queue.clear()  # the store has put the rest back to wait, in order
                except Exception:
                    await self._note(queue, given)
                    raise
                else:
                    if not self._may_wait(given, queue):
                        await self._note(queue, given)
        except Exception:
            # Whatever it was, the rows are still in the outbox: their lease runs out and
            # they are tried again.
            log.exception("delivery failed", extra={"channel": address.channel})
            queue.clear()
        finally:
            del self._tasks[address]
            del self._queues[address]

    def _may_wait(self, given: Sequence[_Given], queue: Sequence[Outbound]) -> bool:
        """Tell whether what was given may be noted together with the next one.

        Voice messages only: three of them greet everybody who is new, and a commit for each costs more
        than the sound. After a crash they may come again, so not for long.
        """
        if len(queue) == len(given) or self._now() - given[0].at >= NOTED_WITHIN:
            return False
        return all(isinstance(one.delivery, Speak) for one in (given[-1].outbound, queue[len(given)]))

    async def _note(self, queue: deque[Outbound], given: list[_Given]) -> None:
        """Note what is at the head of the queue as sent, in one commit, and let it go."""
        rows = given.copy()
        given.clear()
        if not rows:
            return
        last = rows[-1] if len(queue) > len(rows) else None  # nothing behind it has a lease that could end
        kept = await self._store.run(
            lambda unit: [
                unit.sent(one.outbound.id, one.message_id, one.at, renew=one is last) for one in rows
            ]
        )
        for one, there in zip(rows, kept, strict=True):
            self._tries.pop(one.outbound.id, None)
            if not there and one.message_id is not None:
                # She erased everything while this was on its way: it may not stay behind in her chat.
                await self._take_back(one.outbound, one.message_id)
            queue.popleft()

    async def _take_back(self, outbound: Outbound, message_id: str) -> None:
        try:
            await self._channels[outbound.address.channel].send(
                replace(outbound, delivery=Delete((message_id,)))
            )
        except DeliveryError as error:
            log.warning(
                "not taken back", extra={"channel": outbound.address.channel, "kind": error.kind.value}
            )

    async def _given(self, outbound: Outbound) -> str | None:
        """Give one thing to its channel; return the provider's message id."""
        channel = self._channels[outbound.address.channel]
        address, speak = outbound.address, outbound.delivery
        if isinstance(speak, Say | Speak) and speak.if_heard and address in self._unheard:
            return None
        if not isinstance(speak, Speak):
            self._unheard.discard(address)
            return await channel.send(outbound)
        try:
            played = await self._played(channel, outbound, speak)
        except DeliveryError as error:
            last = self._tries.get(outbound.id, 0) + 1 >= MOST_TRIES_ALOUD
            if not speak.instead or not (error.kind is ErrorKind.REJECTED or last):
                raise
            played = None
        if played is not None:
            self._unheard.discard(address)
            return played.message_id
        self._unheard.add(address)
        if not speak.instead:
            return None
        # She asked for it: she hears why nothing comes.
        return await channel.send(replace(outbound, delivery=Say(speak.instead, speak.language)))

    async def _played(self, channel: Channel, outbound: Outbound, speak: Speak) -> Played | None:
        """Make or find the clip and play it; return None where there is no voice."""
        clip = await self._clip(speak) if channel.capabilities.voice else None
        if clip is None or self._speaker is None:
            return None
        known = self._speaker.media_id(clip, channel=channel.name, bot=channel.account)
        caption = speak.caption if clip.by_computer else ""
        played = await channel.play(outbound, VoiceMessage(clip.path, clip.seconds, known, caption))
        if played.media_id is not None and played.media_id != known:
            await asyncio.to_thread(
                self._speaker.remember,
                clip,
                played.media_id,
                channel=channel.name,
                bot=channel.account,
            )
        if channel.capabilities.keeps and not clip.fixed:
            await asyncio.to_thread(self._speaker.discard, clip)
        return played

    async def _clip(self, speak: Speak) -> Clip | None:
        if self._speaker is None:
            return None
        try:
            async with asyncio.timeout(LONGEST_CLIP):
                return await self._speaker.clip(speak)
        except TimeoutError:
            log.warning("a message has no voice", extra={"kind": "too slow", "language": speak.language})
            return None

    async def _undelivered(self, outbound: Outbound, error: DeliveryError) -> bool:
        """Let it wait for its retry, or give it up; return whether the next one may follow."""
        tries = self._tries[outbound.id] = self._tries.get(outbound.id, 0) + 1
        retry_at = None
        most = MOST_TRIES_ALOUD if isinstance(outbound.delivery, Speak) else MOST_TRIES
        if error.kind in {ErrorKind.RETRY, ErrorKind.LIMITED} and tries < most:
            wait = error.retry_after or min(2.0 ** (tries - 1), LONGEST_WAIT)
            retry_at = self._retries[outbound.address] = self._now() + timedelta(seconds=wait)
        else:
            del self._tries[outbound.id]
        log.warning(
            "not delivered",
            extra={"channel": outbound.address.channel, "kind": error.kind.value, "attempt": tries},
        )
        await self._store.run(lambda unit: unit.undelivered(outbound.id, error.kind, retry_at))
        return retry_at is None and error.kind is not ErrorKind.BLOCKED
