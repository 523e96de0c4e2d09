"""The stand-in refuses what Telegram refuses, in its words."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from aiohttp import ClientSession, FormData, ServerDisconnectedError

from tests.botapi import BotApi, Resident

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

OPUS = b"OggS" + bytes(24) + b"OpusHead" + bytes(20)


class Client:
    """Calls the server as any library would."""

    def __init__(self, api: BotApi, session: ClientSession) -> None:
        self.token = api.token
        self._api = api
        self._session = session

    async def call(self, method: str, **parameters: object) -> tuple[int, object]:
        """Return the status, and the result or the description of what is wrong."""
        url = f"{self._api.url}/bot{self.token}/{method}"
        async with self._session.post(url, json=parameters) as response:
            body = await response.json()
        assert body["ok"] is response.ok
        return response.status, body["result"] if response.ok else body["description"]

    async def upload(self, name: str, content: bytes, **parameters: str) -> tuple[int, object]:
        form = FormData(parameters)
        form.add_field(name, content, filename="stem.ogg")
        url = f"{self._api.url}/bot{self.token}/sendVoice"
        async with self._session.post(url, data=form) as response:
            body = await response.json()
        return response.status, body["result"] if response.ok else body["description"]


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as server:
        yield server


@pytest.fixture
async def client(api: BotApi) -> AsyncIterator[Client]:
    async with ClientSession() as session:
        yield Client(api, session)


@pytest.fixture
async def resident(api: BotApi) -> Resident:
    someone = api.resident()
    await someone.says("/start")
    return someone


def keyboard(label: str = "Ja", data: str = "ja") -> dict[str, object]:
    return {"inline_keyboard": [[{"text": label, "callback_data": data}]]}


@pytest.mark.parametrize(
    ("parameters", "reason"),
    [
        ({}, 'parameter "text" is required'),
        ({"text": ""}, "message text is empty"),
        ({"text": " \n\u2068"}, "message text is empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "😀" * 2049}, "message is too long"),
        ({"text": 3}, 'parameter "text" must be of type String'),
        ({"text": "hoi", "parsemode": "HTML"}, 'unknown parameter "parsemode" in sendMessage'),
        ({"text": "hoi", "reply_markup": "{"}, "can't parse reply_markup JSON object"),
        ({"text": "hoi", "reply_markup": {"keyboard": []}}, "object expected as reply markup"),
        ({"text": "hoi", "reply_markup": keyboard("")}, "inline keyboard button text is empty"),
        ({"text": "hoi", "reply_markup": keyboard("Ja", "")}, "BUTTON_DATA_INVALID"),
        ({"text": "hoi", "reply_markup": keyboard("Ja", "x" * 65)}, "BUTTON_DATA_INVALID"),
        ({"text": "hoi", "reply_markup": keyboard("Ja", "ስ" * 22)}, "BUTTON_DATA_INVALID"),
    ],
)
async def test_send_message_refuses(
    client: Client, resident: Resident, parameters: dict[str, object], reason: str
) -> None:
    assert await client.call("sendMessage", chat_id=resident.id, **parameters) == (
        400,
        f"Bad Request: {reason}",
    )


@pytest.mark.parametrize(
    ("method", "parameters", "reason"),
    [
        ("sendMessage", {"text": "hoi"}, "chat_id is empty"),
        ("sendMessage", {"chat_id": 5, "text": "hoi"}, "chat not found"),
        ("sendMessage", {"chat_id": "x", "text": "hoi"}, 'parameter "chat_id" must be of type Integer'),
        (
            "answerCallbackQuery",
            {"callback_query_id": "9"},
            "query is too old and response timeout expired or query ID is invalid",
        ),
        (
            "setWebhook",
            {"url": "http://127.0.0.1:9", "secret_token": "met spatie"},
            "secret token contains unallowed characters",
        ),
        ("setMyCommands", {"commands": [{"command": "A", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        (
            "setMyCommands",
            {"commands": [{"command": "menu", "description": ""}]},
            "BOT_COMMAND_DESCRIPTION_INVALID",
        ),
        ("setMyCommands", {"commands": [], "language_code": "nld"}, "invalid language code specified"),
    ],
)
async def test_call_refuses(client: Client, method: str, parameters: dict[str, object], reason: str) -> None:
    assert await client.call(method, **parameters) == (400, f"Bad Request: {reason}")


async def test_call_of_an_unknown_method_is_not_found(client: Client) -> None:
    assert await client.call("sendMessages") == (404, "Not Found")


async def test_call_with_another_token_is_unauthorized(client: Client) -> None:
    client.token = "43:other"

    assert await client.call("getMe") == (401, "Unauthorized")


async def test_bot_may_not_write_first(api: BotApi, client: Client) -> None:
    stranger = api.resident()

    assert await client.call("sendMessage", chat_id=stranger.id, text="hoi") == (
        400,
        "Bad Request: chat not found",
    )


async def test_bot_may_not_write_to_who_blocked_it(client: Client, resident: Resident) -> None:
    await resident.blocks()
    blocked = await client.call("sendChatAction", chat_id=resident.id, action="typing")
    await resident.unblocks()

    assert blocked == (403, "Forbidden: bot was blocked by the user")
    assert await client.call("sendChatAction", chat_id=resident.id, action="typing") == (200, True)


async def test_send_chat_action_refuses_what_is_no_action(client: Client, resident: Resident) -> None:
    assert await client.call("sendChatAction", chat_id=resident.id, action="dancing") == (
        400,
        "Bad Request: wrong parameter action in request",
    )


async def test_edit_refuses_to_change_nothing(client: Client, resident: Resident) -> None:
    await client.call("sendMessage", chat_id=resident.id, text="Ziek?", reply_markup=keyboard())
    (message,) = await resident.hears()
    where = {"chat_id": resident.id, "message_id": message.id}

    first, second = [await client.call("editMessageReplyMarkup", **where) for _ in range(2)]

    assert first[0] == 200
    assert second == (
        400,
        (
            "Bad Request: message is not modified: specified new message content and reply markup are "
            "exactly the same as a current content and reply markup of the message"
        ),
    )


@pytest.mark.parametrize(
    ("offset", "reason"), [(0, "message can't be edited"), (9, "message to edit not found")]
)
async def test_edit_refuses_other_messages(
    client: Client, resident: Resident, offset: int, reason: str
) -> None:
    own = resident.sees()[0].id

    assert await client.call("editMessageReplyMarkup", chat_id=resident.id, message_id=own + offset) == (
        400,
        f"Bad Request: {reason}",
    )


async def test_delete_refuses_after_48_hours(api: BotApi, client: Client, resident: Resident) -> None:
    own = resident.sees()[0].id
    api.now += timedelta(hours=48, seconds=1)
    new = await resident.says("nieuw")

    both = await client.call("deleteMessages", chat_id=resident.id, message_ids=[own, new])

    assert both == (400, "Bad Request: message can't be deleted for everyone")
    assert [message.id for message in resident.sees()] == [own, new]
    assert await client.call("deleteMessages", chat_id=resident.id, message_ids=[new, 9999]) == (200, True)
    assert await client.call("deleteMessage", chat_id=resident.id, message_id=new) == (
        400,
        "Bad Request: message to delete not found",
    )


@pytest.mark.parametrize("count", [0, 101])
async def test_delete_refuses_more_than_a_hundred_or_none(
    client: Client, resident: Resident, count: int
) -> None:
    status, _ = await client.call("deleteMessages", chat_id=resident.id, message_ids=list(range(count)))

    assert status == 400


async def test_voice_is_uploaded_once_and_sent_again_by_its_id(
    api: BotApi, client: Client, resident: Resident
) -> None:
    status, sent = await client.upload("voice", OPUS, chat_id=str(resident.id))
    assert (status, isinstance(sent, dict)) == (200, True)
    file_id = sent["voice"]["file_id"] if isinstance(sent, dict) else ""

    again, _ = await client.call("sendVoice", chat_id=resident.id, voice=file_id)

    assert (again, api.files) == (200, {file_id: OPUS})
    assert [message.voice for message in await resident.hears(2)] == [file_id, file_id]


async def test_voice_must_be_opus_or_known(client: Client, resident: Resident) -> None:
    assert await client.upload("voice", b"ID3 mp3", chat_id=str(resident.id)) == (
        400,
        "Bad Request: a voice message must be OGG with Opus",
    )
    assert await client.call("sendVoice", chat_id=resident.id, voice="unknown") == (
        400,
        "Bad Request: wrong file identifier/HTTP URL specified",
    )


@pytest.mark.parametrize(
    ("content", "more", "reason"),
    [
        (b"", {}, "file must be non-empty"),
        (OPUS, {"caption": "x" * 1025}, "message caption is too long"),
        (OPUS, {"duration": "kort"}, 'parameter "duration" must be of type Integer'),
        (OPUS, {"reply_markup": "{"}, "can't parse reply_markup JSON object"),
    ],
)
async def test_voice_is_refused(
    client: Client, resident: Resident, content: bytes, more: dict[str, str], reason: str
) -> None:
    assert await client.upload("voice", content, chat_id=str(resident.id), **more) == (
        400,
        f"Bad Request: {reason}",
    )


async def test_voice_is_refused_by_who_wants_none(client: Client, resident: Resident) -> None:
    resident.wants_no_voice()

    assert await client.upload("voice", OPUS, chat_id=str(resident.id)) == (
        400,
        "Bad Request: VOICE_MESSAGES_FORBIDDEN",
    )


async def test_get_updates_confirms_by_offset(client: Client, resident: Resident) -> None:
    async def texts(**parameters: object) -> list[str]:
        _, updates = await client.call("getUpdates", **parameters)
        assert isinstance(updates, list)
        numbers.extend(update["update_id"] for update in updates)
        return [update["message"]["text"] for update in updates]

    numbers: list[int] = []
    for text in ("een", "twee", "drie"):
        await resident.says(text)

    assert await texts() == ["/start", "een", "twee", "drie"]
    assert await texts(limit=2) == ["/start", "een"]
    assert await texts(offset=numbers[1], limit=1) == ["een"]
    assert await texts(offset=-1) == ["drie"]
    assert await texts() == ["drie"]
    assert await texts(offset=numbers[3] + 1) == []


async def test_get_updates_keeps_back_kinds_that_were_not_asked_for(
    client: Client, resident: Resident
) -> None:
    await client.call("getUpdates", offset=-1, allowed_updates=json.dumps(["message"]))
    await resident.blocks()
    await resident.unblocks()
    await resident.says("hoi")

    _, updates = await client.call("getUpdates")

    assert isinstance(updates, list)
    assert [list(update) for update in updates] == [["update_id", "message"]] * 2


async def test_get_updates_waits_for_what_comes(client: Client, api: BotApi) -> None:
    resident = api.resident()
    waiting = asyncio.create_task(client.call("getUpdates", timeout=10))
    await api.until_called("getUpdates")

    await resident.says("hoi")

    _, updates = await waiting
    assert isinstance(updates, list)
    assert [update["message"]["text"] for update in updates] == ["hoi"]


async def test_get_updates_ends_for_the_first_of_two(client: Client, api: BotApi) -> None:
    first = asyncio.create_task(client.call("getUpdates", timeout=10))
    await api.until_called("getUpdates", timeout=10)

    assert await client.call("getUpdates", timeout=0) == (200, [])
    assert await first == (
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    )


async def test_get_updates_refuses_beside_a_webhook(client: Client, api: BotApi) -> None:
    await client.call("setWebhook", url="http://127.0.0.1:9/")
    refused = await client.call("getUpdates")
    await client.call("deleteWebhook")

    assert refused == (
        409,
        (
            "Conflict: can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first"
        ),
    )
    assert await client.call("getUpdates") == (200, [])


async def test_webhook_info_counts_what_waits(client: Client, api: BotApi, resident: Resident) -> None:
    await client.call("setWebhook", url="")

    assert await client.call("getWebhookInfo") == (
        200,
        {"url": "", "has_custom_certificate": False, "pending_update_count": 1},
    )
    await client.call("deleteWebhook", drop_pending_updates=True)
    assert api.updates.pending == []


async def test_fault_strikes_as_often_as_told(api: BotApi, client: Client, resident: Resident) -> None:
    api.faults.limit(5, chat=resident.id, times=2)

    answers = [await client.call("sendMessage", chat_id=resident.id, text=text) for text in "abc"]

    assert [status for status, _ in answers] == [429, 429, 200]
    assert answers[0][1] == "Too Many Requests: retry after 5"
    assert resident.reads() == ["c"]


@pytest.mark.parametrize(("after", "reads"), [(False, []), (True, ["hoi"])])
async def test_dropped_connection_loses_the_call_or_only_its_answer(
    api: BotApi,
    client: Client,
    resident: Resident,
    *,
    after: bool,
    reads: list[str],
) -> None:
    api.faults.drop(after=after)

    with pytest.raises(ServerDisconnectedError):
        await client.call("sendMessage", chat_id=resident.id, text="hoi")

    assert resident.reads() == reads


async def test_press_finds_the_newest_button_and_an_old_one(
    api: BotApi, client: Client, resident: Resident
) -> None:
    for data in ("eerste", "tweede"):
        await client.call("sendMessage", chat_id=resident.id, text="Ziek?", reply_markup=keyboard("Ja", data))
    newest = (await resident.hears(2))[-1]
    await resident.presses("Ja")
    await client.call("editMessageReplyMarkup", chat_id=resident.id, message_id=newest.id)
    await resident.presses("Ja")
    await resident.presses_old("Ja")

    _, updates = await client.call("getUpdates", allowed_updates=["callback_query"])

    assert isinstance(updates, list)
    pressed = [update["callback_query"]["data"] for update in updates if "callback_query" in update]
    assert pressed == ["tweede", "eerste", "tweede"]
    with pytest.raises(LookupError, match="no button 'Nee'"):
        await resident.presses("Nee")
