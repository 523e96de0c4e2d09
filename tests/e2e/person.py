"""A resident at her phone, who goes by what the bot asks her."""

from __future__ import annotations

import asyncio
from itertools import count
from typing import TYPE_CHECKING

from tests.botapi import Resident

if TYPE_CHECKING:
    from tests.botapi import BotApi
    from tests.botapi.chats import Message

_ids = count(7_310_402_001)
"""Ids as long as Telegram's own, so that none is found in a log by chance."""


class Person(Resident):
    """Waits for the question that follows what she did, and answers it by the ids of its buttons."""

    def __init__(self, api: BotApi, language_code: str | None = "nl") -> None:
        super().__init__(api, api.chats.open(next(_ids), language_code))
        self.language_code = language_code
        self.wrote: list[str] = []
        self._seen = 0

    async def says(self, text: str) -> int:
        self.wrote.append(text)
        self._note()
        return await super().says(text)

    async def sends(self, kind: str, **more: object) -> int:
        self._note()
        return await super().sends(kind, **more)

    async def blocks(self) -> None:
        self._note()
        await super().blocks()

    def drops_out(self) -> None:
        """Block the bot without that Telegram tells it: it meets the refusal."""
        self._chat.blocked = True

    async def chooses(self, choice: str) -> None:
        """Press the button with this id under the newest question."""
        data = next(data for data in choices_data(self.question) if data.endswith(f"|{choice}"))
        self._note()
        self._press(self.question, data)

    async def presses_data(self, message: Message, data: str) -> None:
        """Press a button as it stood under a message, whatever became of it."""
        self._note()
        self._press(message, data)

    @property
    def question(self) -> Message:
        """The newest message with buttons."""
        return next(message for message in reversed(self.sees()) if message.had)

    @property
    def choices(self) -> list[str]:
        """The ids of the buttons under the newest question."""
        return [data.partition("|")[2] for data in choices_data(self.question)]

    async def asked(self, questions: int = 1) -> str:
        """Wait for the question that answers her last input, or so many; return all texts since then.

        Between two messages stands an empty line: whether a short note comes alone or above
        the question is for other tests.
        """
        async with asyncio.timeout(20):
            while sum(bool(message.had) for message in self._new()) < questions:
                await self._news()
        return "\n\n".join(message.text for message in self._new())

    async def told(self, count: int = 1) -> list[str]:
        """Wait for so many messages since her last input; return their texts."""
        async with asyncio.timeout(20):
            while len(self._new()) < count:
                await self._news()
        return [message.text for message in self._new()]

    def _new(self) -> list[Message]:
        return [message for message in self.sees() if message.by_bot and message.id > self._seen]

    def _note(self) -> None:
        self._seen = max((message.id for message in self.sees()), default=self._seen)

    async def _news(self) -> None:
        self._api.heard.clear()
        await self._api.heard.wait()


def choices_data(message: Message) -> list[str]:
    """What the buttons of a message send, in reading order."""
    return list(message.had.values())
