"""The queue of updates, fetched by polling or posted to a webhook."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

from aiohttp import ClientError, ClientSession

from tests.botapi.errors import ApiError, bad_request

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Update = dict[str, object]

_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_PAUSE = 0.05  # seconds between attempts to reach the webhook; Telegram's own are longer


class Updates:
    """Keeps updates until they are confirmed: by a higher offset, or by the webhook's 2xx."""

    def __init__(self) -> None:
        self.pending: list[Update] = []
        self.webhook: Mapping[str, object] | None = None
        self.last_error: str | None = None
        self._last_id = 700_000_000
        self._allowed: frozenset[str] | None = None
        self.kept: list[Update] | None = None
        self._poll: asyncio.Future[None] | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._turns: dict[object, asyncio.Lock] = {}

    def number(self, content: Mapping[str, object]) -> Update:
        """Give an update its id, without delivering it."""
        self._last_id += 1
        return {"update_id": self._last_id, **content}

    def deliver(self, updates: Iterable[Update]) -> None:
        """Deliver updates in the order given, also those that were delivered before."""
        for update in updates:
            if self._allowed is not None and not self._allowed & update.keys():
                continue
            if self.kept is not None:
                self.kept.append(update)
                continue
            self.pending.append(update)
            if self.webhook is not None:
                self._post(update)
        if self.pending and self._poll is not None and not self._poll.done():
            self._poll.set_result(None)

    def pause(self) -> None:
        """Keep back what arrives from now on."""
        self.kept = []

    def resume(self, *, backwards: bool = False) -> None:
        """Deliver what was kept back."""
        kept, self.kept = self.kept or [], None
        self.deliver(reversed(kept) if backwards else kept)

    async def fetch(self, parameters: Mapping[str, object]) -> list[Update]:
        if self.webhook is not None:
            raise ApiError(
                409,
                "Conflict: can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first",
            )
        self._end_poll(
            "terminated by other getUpdates request; make sure that only one bot instance is running"
        )
        self._allow(parameters.get("allowed_updates"))
        offset, limit, wait = (parameters.get(name) for name in ("offset", "limit", "timeout"))
        if isinstance(offset, int) and offset < 0:
            del self.pending[:offset]
        elif isinstance(offset, int):
            self.pending = [update for update in self.pending if update_id(update) >= offset]
        if not self.pending and isinstance(wait, int) and wait > 0:
            poll = self._poll = asyncio.get_running_loop().create_future()
            await asyncio.wait([poll], timeout=wait)
            if poll.done():
                poll.result()
            else:
                poll.cancel()
        return self.pending[: min(max(limit, 1), 100) if isinstance(limit, int) else 100]

    def set_webhook(self, parameters: Mapping[str, object]) -> bool:
        url, secret = parameters["url"], parameters.get("secret_token")
        if isinstance(secret, str) and not _SECRET.fullmatch(secret):
            raise bad_request("secret token contains unallowed characters")
        connections = parameters.get("max_connections", 40)
        if not isinstance(connections, int) or not 1 <= connections <= 100:
            raise bad_request("max_connections must be 1-100")
        self._allow(parameters.get("allowed_updates"))
        self._drop(parameters)
        self.webhook = parameters if url else None
        if self.webhook is not None:
            self._end_poll("terminated by setWebhook request")
        for update in self.pending if self.webhook else ():
            self._post(update)
        return True

    def delete_webhook(self, parameters: Mapping[str, object]) -> bool:
        self.webhook = None
        self._drop(parameters)
        return True

    async def close(self) -> None:
        self.webhook = None
        if self._poll is not None and not self._poll.done():
            self._poll.cancel()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def posted(self) -> None:
        """Return when the webhook has taken everything."""
        while self._tasks:
            await asyncio.gather(*self._tasks)

    def _end_poll(self, reason: str) -> None:
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(ApiError(409, f"Conflict: {reason}"))

    def _allow(self, kinds: object) -> None:
        if isinstance(kinds, list):
            self._allowed = frozenset(map(str, kinds)) or None

    def _drop(self, parameters: Mapping[str, object]) -> None:
        if parameters.get("drop_pending_updates"):
            self.pending.clear()

    def _post(self, update: Update) -> None:
        task = asyncio.create_task(self._post_until_taken(update))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _post_until_taken(self, update: Update) -> None:
        # As Telegram does: side by side across chats, one by one within a chat.
        async with self._turns.setdefault(_chat(update), asyncio.Lock()), ClientSession() as session:
            while self.webhook is not None:
                secret = self.webhook.get("secret_token")
                headers = {"X-Telegram-Bot-Api-Secret-Token": str(secret)} if secret else {}
                try:
                    async with session.post(
                        str(self.webhook["url"]), json=update, headers=headers
                    ) as response:
                        if response.ok:
                            self.pending = [waiting for waiting in self.pending if waiting is not update]
                            return
                        self.last_error = f"Wrong response from the webhook: {response.status}"
                except ClientError as error:
                    self.last_error = f"Connection failed: {type(error).__name__}"
                await asyncio.sleep(_PAUSE)


def update_id(update: Update) -> int:
    number = update["update_id"]
    assert isinstance(number, int)
    return number


def _chat(update: Update) -> object:
    for content in update.values():
        match content:
            case {"chat": {"id": chat}} | {"message": {"chat": {"id": chat}}}:
                return chat
    return None
