"""Long polling: for development and small deployments, where one process receives."""

from __future__ import annotations

import asyncio
import json
import logging
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from telegram.error import Conflict, InvalidToken, TelegramError

from bot.channels.telegram.insist import FIRST_PAUSE, LONGEST_PAUSE, token_refused
from bot.channels.telegram.parse import ALLOWED_UPDATES, CHANNEL, MalformedError, read
from bot.channels.telegram.request import TooManyRequests

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Sequence

    from telegram import Bot

    from bot.channels.telegram.intake import Intake
    from bot.channels.telegram.parse import Arrival

log = logging.getLogger(__name__)


async def poll(
    bot: Bot,
    intake: Intake,
    *,
    wait: int = 30,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> None:
    """Fetch updates for ever and hand them to ``intake``; cancel it to stop.

    ``wait`` is how long Telegram holds a request open when nothing arrives, in seconds.
    A webhook is taken off first. Trouble is logged and tried again after a pause, which
    doubles while Telegram cannot be reached; only a token that Telegram does not accept
    ends it, with ``InvalidToken``.
    """
    poller = _Poller(bot, intake, wait)
    while True:
        pause = await poller.round()
        if pause:
            await sleep(pause)


class _Poller:
    """Knows which updates are committed. Telegram keeps the others until they are."""

    def __init__(self, bot: Bot, intake: Intake, wait: int) -> None:
        self._bot = bot
        self._intake = intake
        self._wait = wait
        self._pause = FIRST_PAUSE
        self._webhook_gone = False
        self._offset: int | None = None
        self._committed: set[int] = set()

    async def round(self) -> float:
        """Fetch once and take what came; return the seconds to wait before the next time."""
        try:
            if not self._webhook_gone:
                self._webhook_gone = await self._bot.delete_webhook(drop_pending_updates=False)
            arrivals = self._read(await self._fetch())
        except InvalidToken:
            raise token_refused() from None
        except Conflict:
            log.error(  # noqa: TRY400  the traceback says nothing more
                "another process receives for this bot, by polling or a webhook: stop that one or this one",
                extra={"channel": CHANNEL},
            )
            self._webhook_gone = False
            return self._longer()
        except TooManyRequests as error:
            log.warning(
                "Telegram asks to wait before fetching again",
                extra={"channel": CHANNEL, "retry_after": error.seconds},
            )
            return error.seconds
        except TelegramError as error:
            log.warning(
                "updates could not be fetched", extra={"channel": CHANNEL, "kind": type(error).__name__}
            )
            return self._longer()
        self._pause = FIRST_PAUSE
        # Not longer and longer here: the chats that do work would have to wait as well.
        return 0 if await self._take(arrivals) else FIRST_PAUSE

    def _longer(self) -> float:
        """Return a pause twice as long as the one before."""
        pause = self._pause
        self._pause = min(pause * 2, LONGEST_PAUSE)
        return pause

    async def _fetch(self) -> Sequence[object]:
        """Return the updates as Telegram sent them.

        Not through ``Bot.get_updates``: when it cannot read one update it logs all of
        them, with what was said, and hands over none.
        """
        parameters = {"timeout": self._wait, "allowed_updates": json.dumps(ALLOWED_UPDATES)}
        if self._offset is not None:
            parameters["offset"] = self._offset
        request = self._bot.request
        updates = await request.post(
            f"{self._bot.base_url}/getUpdates?{urlencode(parameters)}",
            read_timeout=self._wait + (request.read_timeout or 0),
        )
        if not isinstance(updates, list):
            raise TelegramError("The answer is not a list of updates")
        return updates

    def _read(self, updates: Iterable[object]) -> list[Arrival]:
        """Return what came, oldest first and each once."""
        now = self._intake.clock()
        arrivals: dict[int, Arrival] = {}
        for raw in updates:
            try:
                arrival = read(raw, now)
            except MalformedError:
                log.error("something that is not an update was left out")  # noqa: TRY400
                continue
            arrivals[arrival.update_id] = arrival
        return [arrivals[update_id] for update_id in sorted(arrivals)]

    async def _take(self, arrivals: Sequence[Arrival]) -> bool:
        """Hand over what is new; return whether all of it is committed."""
        chats: dict[str | None, list[Arrival]] = {}
        for arrival in arrivals:
            if arrival.update_id not in self._committed:
                chats.setdefault(arrival.chat, []).append(arrival)
        await asyncio.gather(*(self._take_in_order(chat) for chat in chats.values()))
        for arrival in arrivals:
            if arrival.update_id not in self._committed:
                # Telegram confirms everything below the offset: it stops at the first that is missing.
                return False
            self._offset = arrival.update_id + 1
        self._committed.clear()
        return True

    async def _take_in_order(self, arrivals: Iterable[Arrival]) -> None:
        for arrival in arrivals:
            try:
                await self._intake.take(arrival)
            except Exception as error:  # noqa: BLE001  whatever the store raises, the update is fetched again
                # Only the kind: a database error quotes its parameters, and they hold what was said.
                log.error(  # noqa: TRY400
                    "update not stored: it will be fetched again",
                    extra={"channel": CHANNEL, "kind": type(error).__name__},
                )
                return
            self._committed.add(arrival.update_id)
