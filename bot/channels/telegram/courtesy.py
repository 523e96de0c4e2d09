"""Small signs that the phone is heard. Nothing depends on them, and nothing waits for them."""

from __future__ import annotations

import asyncio
import contextlib
from functools import partial
from typing import TYPE_CHECKING

from telegram.constants import ChatAction
from telegram.error import TelegramError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from telegram import Bot


class Courtesy:
    """Shows "typing…" when an answer takes a while, and stops the spinner on a button.

    ``patience`` is how long a resident sees nothing before "typing…" appears, in seconds.
    """

    def __init__(self, bot: Bot, *, patience: float) -> None:
        self._bot = bot
        self._patience = patience
        self._waiting: dict[str, asyncio.TimerHandle] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def waiting(self, chat: str) -> None:
        """Note that someone waits for an answer."""
        self.answered(chat)
        loop = asyncio.get_running_loop()
        self._waiting[chat] = loop.call_later(self._patience, self._type, chat)

    def answered(self, chat: str) -> None:
        """Note that an answer is on its way."""
        timer = self._waiting.pop(chat, None)
        if timer is not None:
            timer.cancel()

    def pressed(self, query: str) -> None:
        """Tell the phone that its button press arrived."""
        self._start(partial(self._bot.answer_callback_query, query))

    async def close(self) -> None:
        """Drop what was not sent yet."""
        for timer in self._waiting.values():
            timer.cancel()
        self._waiting.clear()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _type(self, chat: str) -> None:
        del self._waiting[chat]
        self._start(partial(self._bot.send_chat_action, chat, ChatAction.TYPING))

    def _start(self, call: Callable[[], Awaitable[object]]) -> None:
        task = asyncio.create_task(_quietly(call))
        # The loop itself holds a task only weakly.
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _quietly(call: Callable[[], Awaitable[object]]) -> None:
    with contextlib.suppress(TelegramError):
        await call()
