"""A Bot API that costs next to nothing: it takes everything and answers at once.

It is not strict, unlike ``tests/botapi``: here only its speed counts.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections import Counter
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl

if TYPE_CHECKING:
    from collections.abc import Callable

_LENGTH: Final = b"content-length:"
_BOT: Final = '{"id":42,"is_bot":true,"first_name":"Wegwijs","username":"wegwijs_bench_bot"}'
_DATE: Final = 1_795_000_000  # any Unix time will do
_UPLOADED_TO: Final = re.compile(rb'name="chat_id"\r\n(?:[^\r\n]+\r\n)*\r\n(\d+)')
_STANDING: Final = "0|"
"""Begins what a button sends that only reads aloud: below a message that asks nothing."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A message of the bot. ``buttons`` maps what a button sends to its label; ``at`` is in seconds."""

    id: int
    chat: int
    text: str
    markup: str | None
    at: float

    @property
    def buttons(self) -> dict[str, str]:
        """What each button sends, with its label."""
        rows = json.loads(self.markup)["inline_keyboard"] if self.markup else []
        return {button["callback_data"]: button["text"] for row in rows for button in row}

    @property
    def asks(self) -> bool:
        """Whether the resident is to do something now."""
        return any(not data.startswith(_STANDING) for data in self.buttons)


class BotApi:
    """The stand-in. ``calls`` counts by method; ``messages`` hears of each message that was sent."""

    def __init__(self, token: str) -> None:
        self.calls: Counter[str] = Counter()
        self.messages: Callable[[Sent], None] = _nobody
        self.webhook = asyncio.Event()
        self._prefix = f"/bot{token}/"
        self._last = 0
        self._server: asyncio.Server | None = None

    async def start(self) -> str:
        """Listen on this machine and return the address."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: _Connection(self._answer), "127.0.0.1", 0)
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def stop(self) -> None:
        """Listen no more."""
        if self._server is not None:
            self._server.close()

    def _answer(self, path: str, body: bytes) -> str:
        method = path.removeprefix(self._prefix)
        self.calls[method] += 1
        match method:
            case "sendMessage":
                return self._message(dict(parse_qsl(body.decode(), keep_blank_values=True)))
            case "sendVoice":
                return self._voice(body)
            case "editMessageReplyMarkup":
                given = dict(parse_qsl(body.decode()))
                return _message(given["message_id"], given["chat_id"], "", None)
            case "getMe":
                return _BOT
            case "setWebhook":
                self.webhook.set()
                return "true"
            case _:
                return "true"

    def _message(self, given: dict[str, str]) -> str:
        self._last += 1
        markup = given.get("reply_markup")
        self.messages(Sent(self._last, int(given["chat_id"]), given["text"], markup, perf_counter()))
        return _message(str(self._last), given["chat_id"], given["text"], markup)

    def _voice(self, body: bytes) -> str:
        """Take a voice message, as a file or by its id. Nobody answers a sound, so nobody waits for it."""
        self._last += 1
        found = _UPLOADED_TO.search(body)
        chat = found[1].decode() if found is not None else dict(parse_qsl(body.decode()))["chat_id"]
        voice = f',"voice":{{"file_id":"v{self._last}","file_unique_id":"v{self._last}","duration":1}}'
        return _message(str(self._last), chat, "", None)[:-1] + voice + "}"


def _nobody(sent: Sent) -> None:
    """Hear of a message that nobody waits for."""


def _message(message_id: str, chat: str, text: str, markup: str | None) -> str:
    shown = f',"reply_markup":{markup}' if markup else ""
    return (
        f'{{"message_id":{message_id},"from":{_BOT},"date":{_DATE},'
        f'"chat":{{"id":{chat},"type":"private","first_name":"A"}},"text":{json.dumps(text)}{shown}}}'
    )


class _Connection(asyncio.Protocol):
    """HTTP/1.1 as far as a Bot API client speaks it: a length before each body, connections that stay."""

    def __init__(self, answer: Callable[[str, bytes], str]) -> None:
        self._answer = answer
        self._buffer = b""
        self._transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)  # noqa: S101  a TCP connection is one
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            head = self._buffer[:end]
            start = end + 4
            length = content_length(head)
            if len(self._buffer) < start + length:
                return
            body = self._buffer[start : start + length]
            self._buffer = self._buffer[start + length :]
            path = head.split(b" ", 2)[1].decode()
            answer = f'{{"ok":true,"result":{self._answer(path, body)}}}'.encode()
            if self._transport is not None:
                self._transport.write(
                    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b"
                    % (len(answer), answer)
                )


def content_length(head: bytes) -> int:
    """Return the bytes that follow the head of a request or an answer, 0 where it names none."""
    head = head.lower()
    at = head.find(_LENGTH)
    return int(head[at + len(_LENGTH) :].split(b"\r\n", 1)[0]) if at >= 0 else 0
