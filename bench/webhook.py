"""Telegram's side of the webhook: one connection that posts one update after the other."""

from __future__ import annotations

import asyncio
from typing import Final

from bench.botapi import content_length

PATH: Final = "/telegram"
SECRET: Final = "bench-secret"  # noqa: S105  it guards nothing but this run


class WebhookError(Exception):
    """The bot did not take an update."""


class Webhook(asyncio.Protocol):
    """A connection that stays open. Make one with ``open_webhook``."""

    def __init__(self, port: int) -> None:
        self._head = (
            f"POST {PATH} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
            f"X-Telegram-Bot-Api-Secret-Token: {SECRET}\r\nContent-Length: "
        ).encode()
        self._buffer = b""
        self._taken: asyncio.Future[None] | None = None
        self._transport: asyncio.WriteTransport | None = None

    async def post(self, update: bytes) -> None:
        """Return when the bot has acknowledged the update; raise ``WebhookError`` if it does not."""
        if self._transport is None:
            raise WebhookError("the connection was closed")
        self._taken = asyncio.get_running_loop().create_future()
        self._transport.write(b"%b%d\r\n\r\n%b" % (self._head, len(update), update))
        await self._taken

    def close(self) -> None:
        """Close the connection."""
        if self._transport is not None:
            self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep what to write to."""
        assert isinstance(transport, asyncio.WriteTransport)  # noqa: S101  a TCP connection is one
        self._transport = transport

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002  asyncio's signature
        """Tell who waits."""
        self._transport = None
        self._settle(WebhookError("the connection was closed"))

    def data_received(self, data: bytes) -> None:
        """Read one answer."""
        self._buffer += data
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0 or len(self._buffer) < end + 4 + content_length(self._buffer[:end]):
            return
        status = self._buffer.split(b" ", 2)[1]
        self._buffer = b""
        self._settle(None if status == b"200" else WebhookError(f"the bot answered {status.decode()}"))

    def _settle(self, error: WebhookError | None) -> None:
        taken, self._taken = self._taken, None
        if taken is None or taken.done():
            return
        if error is None:
            taken.set_result(None)
        else:
            taken.set_exception(error)


async def open_webhook(port: int) -> Webhook:
    """Connect; raise ``OSError`` while nobody listens."""
    _, webhook = await asyncio.get_running_loop().create_connection(lambda: Webhook(port), "127.0.0.1", port)
    return webhook
