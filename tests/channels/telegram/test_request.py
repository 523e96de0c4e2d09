from __future__ import annotations

import asyncio
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import RequestData

from bot.channels.telegram import Telegram
from bot.channels.telegram.request import AiohttpRequest, TooManyRequests

if TYPE_CHECKING:
    from tests.botapi import BotApi

OPUS = b"OggS" + bytes(24) + b"OpusHead" + bytes(20)


async def test_request_uploads_a_voice_message_and_sends_it_again_by_its_id(
    api: BotApi, telegram: Telegram
) -> None:
    resident = api.resident()
    await resident.says("/start")

    first = await telegram.bot.send_voice(resident.id, OPUS)
    assert first.voice is not None
    await telegram.bot.send_voice(resident.id, first.voice.file_id)

    assert api.files == {first.voice.file_id: OPUS}
    assert [message.voice for message in await resident.hears(2)] == [first.voice.file_id] * 2


async def test_request_makes_fifty_calls_at_once(api: BotApi, telegram: Telegram) -> None:
    residents = [api.resident() for _ in range(50)]
    for resident in residents:
        await resident.says("/start")
    holds = [api.faults.hold(chat=resident.id) for resident in residents]

    sending = [asyncio.create_task(telegram.bot.send_message(resident.id, "hoi")) for resident in residents]
    async with asyncio.timeout(10):
        await asyncio.gather(*(hold.reached.wait() for hold in holds))
    for hold in holds:
        hold.released.set()
    await asyncio.gather(*sending)

    assert [resident.reads() for resident in residents] == [["hoi"]] * 50


async def test_request_waits_for_a_free_connection(api: BotApi) -> None:
    telegram = Telegram(api.token, api_url=api.url, request=AiohttpRequest(connections=1))

    names = await asyncio.gather(*(telegram.bot.get_me() for _ in range(5)))

    assert [name.username for name in names] == ["wegwijs_test_bot"] * 5
    await telegram.close()


async def test_request_opens_again_after_shutdown(api: BotApi, telegram: Telegram) -> None:
    await telegram.bot.get_me()
    await telegram.close()

    assert (await telegram.bot.get_me()).id == 42


@pytest.mark.parametrize(
    ("payload", "seconds"),
    [
        (b'{"parameters": {"retry_after": 7}}', 7),
        (b'{"parameters": {}}', 1),
        (b"<html>slow down</html>", 1),
        (b"[]", 1),
    ],
)
async def test_request_names_how_long_to_wait(payload: bytes, seconds: float) -> None:
    assert await failure(429, payload) == (TooManyRequests, "Too Many Requests", seconds)


@pytest.mark.parametrize(
    ("status", "payload"),
    [(200, b"<html>"), (200, b"[]"), (200, b'["result"]'), (200, b'{"ok": true}'), (502, b"<html>geheim")],
)
async def test_request_takes_what_is_no_answer_as_trouble_of_the_network(
    status: int, payload: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    kind, _, _ = await failure(status, payload)

    assert (kind, caplog.messages) == (NetworkError, [])


async def failure(status: int, payload: bytes) -> tuple[type[TelegramError], str, float | None]:
    """Return the error for what a server or a proxy answered."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 %d x\r\nContent-Length: %d\r\n\r\n%b" % (status, len(payload), payload))
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    request = AiohttpRequest()
    try:
        with pytest.raises(TelegramError) as caught:
            await request.post(f"http://127.0.0.1:{port}/bot42:secret/getMe")
    finally:
        await request.shutdown()
        server.close()
    return type(caught.value), str(caught.value), getattr(caught.value, "seconds", None)


async def test_request_errors_name_no_address(api: BotApi) -> None:
    request = AiohttpRequest(read_timeout=0.05)
    url = f"{api.url}/bot{api.token}/getMe"
    api.faults.drop()
    with pytest.raises(NetworkError) as dropped:
        await request.post(url, RequestData())
    api.faults.hold()
    with pytest.raises(TimedOut) as slow:
        await request.post(url, RequestData())
    await request.shutdown()

    assert [(str(error.value), error.value.__cause__) for error in (dropped, slow)] == [
        ("ServerDisconnectedError", None),
        ("Timed out", None),
    ]


def test_package_loads_no_part_of_the_library_that_it_does_not_use() -> None:
    code = (
        "import sys, bot.channels.telegram; print([n for n in sys.modules if n.startswith('telegram.ext')])"
    )

    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603

    assert loaded.stdout == "[]\n"
