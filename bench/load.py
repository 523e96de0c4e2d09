"""Conversations at a bot, each in a closed loop: she writes again when she has her answer."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from dataclasses import dataclass, field
from itertools import count
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Final

from bench.webhook import open_webhook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.botapi import BotApi, Sent
    from bench.process import Bot
    from bench.residents import Move, Resident
    from bench.webhook import Webhook

LONGEST_WAIT: Final = 20.0
"""Seconds without an answer after which the run is given up."""

SETTLING: Final = 0.4
"""Seconds after a stretch in which the bot writes down what it sent."""

_DATE: Final = 1_795_000_000  # any Unix time will do
_update_ids = count(1)


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn: seconds from the update to the last message, how she wrote, messages that came, when."""

    seconds: float
    typed: bool
    messages: int
    answered: float


@dataclass(frozen=True)
class Stretch:
    """What was measured in one stretch of time. ``seconds`` leaves out the settling behind it."""

    turns: list[Turn]
    seconds: float
    calls: Counter[str]
    commits: int
    bot_cpu: float
    own_cpu: float

    @property
    def rate(self) -> float:
        """Turns per second."""
        return len(self.turns) / self.seconds


@dataclass(eq=False)
class _Place:
    """A conversation: who is there now, what she saw last, and the answer that she waits for."""

    resident: Resident
    webhook: Webhook = field(init=False)
    seen: Sent | None = None
    answer: asyncio.Future[Sent] | None = None
    messages: int = 0


@dataclass
class Load:
    """A number of conversations at one bot. ``last_has_buttons``: a turn ends with a message that asks."""

    bot: Bot
    api: BotApi
    residents: Iterator[Resident]
    conversations: int
    last_has_buttons: bool = True
    strays: int = 0
    _places: list[_Place] = field(default_factory=list)
    _by_chat: dict[int, _Place] = field(default_factory=dict)

    async def run(self, seconds: float) -> Stretch:
        """Converse for this long, after everyone is where the measuring may begin.

        Raises ``StrayedError``, ``WebhookError`` or ``TimeoutError`` when the bot leads nowhere.
        """
        self.api.messages = self._heard
        if not self._places:
            self._places = [self._settle(_Place(next(self.residents))) for _ in range(self.conversations)]
        for place in self._places:
            place.webhook = await open_webhook(self.bot.port)
        try:
            async with asyncio.timeout(seconds + LONGEST_WAIT):
                await asyncio.gather(*map(self._get_ready, self._places))
                await asyncio.sleep(SETTLING)
                return await self._measured(seconds)
        finally:
            for place in self._places:
                place.webhook.close()

    async def once(self) -> float:
        """Have one resident write once; return when the answer was out, as ``perf_counter`` counts."""
        self.api.messages = self._heard
        place = self._settle(_Place(next(self.residents)))
        place.webhook = await open_webhook(self.bot.port)
        try:
            return (await self._turn(place)).answered
        finally:
            place.webhook.close()

    async def _measured(self, seconds: float) -> Stretch:
        calls, commits, bot_cpu = Counter(self.api.calls), self.bot.commits(), self.bot.cpu_seconds()
        own_cpu, start = process_time(), perf_counter()
        turns = await asyncio.gather(
            *(self._converse(place, until=start + seconds) for place in self._places)
        )
        elapsed, own_cpu = perf_counter() - start, process_time() - own_cpu
        await asyncio.sleep(SETTLING)
        return Stretch(
            turns=[turn for own in turns for turn in own],
            seconds=elapsed,
            calls=self.api.calls - calls,
            commits=(self.bot.commits() - commits) % 2**32,
            bot_cpu=self.bot.cpu_seconds() - bot_cpu,
            own_cpu=own_cpu,
        )

    async def _get_ready(self, place: _Place) -> None:
        while not place.resident.ready:
            await self._turn(place)

    async def _converse(self, place: _Place, *, until: float) -> list[Turn]:
        turns = []
        while perf_counter() < until:
            turns.append(await self._turn(place))
        return turns

    async def _turn(self, place: _Place) -> Turn:
        move = place.resident.move(place.seen)
        while move is None:
            # She is through: someone new comes.
            del self._by_chat[place.resident.chat]
            place.resident, place.seen = next(self.residents), None
            self._settle(place)
            move = place.resident.move(None)
        update = _update(place, move)
        place.messages = 0
        place.answer = asyncio.get_running_loop().create_future()
        start = perf_counter()
        await place.webhook.post(update)
        place.seen = await place.answer
        place.answer = None
        return Turn(place.seen.at - start, move.data is None, place.messages, place.seen.at)

    def _settle(self, place: _Place) -> _Place:
        self._by_chat[place.resident.chat] = place
        return place

    def _heard(self, sent: Sent) -> None:
        place = self._by_chat.get(sent.chat)
        if place is None or place.answer is None or place.answer.done():
            self.strays += 1
            return
        place.messages += 1
        if sent.asks or not self.last_has_buttons:
            place.answer.set_result(sent)


def _update(place: _Place, move: Move) -> bytes:
    """Return an update as Telegram writes it."""
    number, chat = next(_update_ids), place.resident.chat
    person = {"id": chat, "is_bot": False, "first_name": "A", "language_code": place.resident.language}
    where = {"id": chat, "type": "private", "first_name": "A"}
    if move.data is None or place.seen is None:
        message = {"message_id": number, "from": person, "chat": where, "date": _DATE, "text": move.text}
        return json.dumps({"update_id": number, "message": message}).encode()
    pressed = {"message_id": place.seen.id, "chat": where, "date": _DATE, "text": place.seen.text}
    if place.seen.markup is not None:
        pressed["reply_markup"] = json.loads(place.seen.markup)
    query = {"id": str(number), "from": person, "message": pressed, "chat_instance": "1", "data": move.data}
    return json.dumps({"update_id": number, "callback_query": query}).encode()
