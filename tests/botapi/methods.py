"""What each method does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from uuid import uuid4

from tests.botapi.chats import caption, visible
from tests.botapi.errors import bad_request
from tests.botapi.parameters import Upload

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from tests.botapi.chats import Chat, Message
    from tests.botapi.server import BotApi

BOT = {"id": 42, "is_bot": True, "first_name": "Wegwijs", "username": "wegwijs_test_bot"}

_ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"[a-z]{2}")


async def get_me(api: BotApi, given: Mapping[str, object]) -> object:
    return BOT | {
        "can_join_groups": False,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
    }


async def get_updates(api: BotApi, given: Mapping[str, object]) -> object:
    return await api.updates.fetch(given)


async def set_webhook(api: BotApi, given: Mapping[str, object]) -> object:
    return api.updates.set_webhook(given)


async def delete_webhook(api: BotApi, given: Mapping[str, object]) -> object:
    return api.updates.delete_webhook(given)


async def get_webhook_info(api: BotApi, given: Mapping[str, object]) -> object:
    webhook = api.updates.webhook or {}
    info = {
        "url": webhook.get("url", ""),
        "has_custom_certificate": False,
        "pending_update_count": len(api.updates.pending),
    }
    if api.updates.last_error:
        info |= {"last_error_date": int(api.now.timestamp()), "last_error_message": api.updates.last_error}
    return info


async def send_message(api: BotApi, given: Mapping[str, object]) -> object:
    chat = api.chats.writable(given["chat_id"])
    text = visible(str(given["text"]))
    message = api.chats.add(chat, by_bot=True, text=text, reply_markup=given.get("reply_markup"))
    api.heard.set()
    return _shown(chat, message)


async def send_voice(api: BotApi, given: Mapping[str, object]) -> object:
    chat = api.chats.writable(given["chat_id"])
    if chat.no_voice:
        raise bad_request("VOICE_MESSAGES_FORBIDDEN")
    words = caption(str(given.get("caption", "")))
    voice = given["voice"]
    seconds = given.get("duration", 0)
    assert isinstance(seconds, int)
    if isinstance(voice, Upload):
        if not voice.content:
            raise bad_request("file must be non-empty")
        # Telegram would turn anything else into a document, without a player.
        if not (voice.content.startswith(b"OggS") and b"OpusHead" in voice.content[:512]):
            raise bad_request("a voice message must be OGG with Opus")
        file_id = f"voice-{uuid4().hex}"  # as Telegram's own: no other server knows it
        api.files[file_id] = voice.content
        api.durations[file_id] = seconds
    elif voice in api.files:
        file_id = str(voice)
    else:
        raise bad_request("wrong file identifier/HTTP URL specified")
    message = api.chats.add(
        chat,
        by_bot=True,
        text=words,
        voice=file_id,
        seconds=api.durations[file_id],  # a file that is known keeps the length it came with
        reply_markup=given.get("reply_markup"),
    )
    api.heard.set()
    return _shown(chat, message)


async def send_chat_action(api: BotApi, given: Mapping[str, object]) -> object:
    api.chats.writable(given["chat_id"])
    if given["action"] not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    return True


async def edit_message_reply_markup(api: BotApi, given: Mapping[str, object]) -> object:
    chat = api.chats.writable(given["chat_id"])
    message = api.chats.edit_keyboard(given["chat_id"], given["message_id"], given.get("reply_markup"))
    return _shown(chat, message)


async def delete_message(api: BotApi, given: Mapping[str, object]) -> object:
    api.chats.delete(given["chat_id"], given["message_id"])
    return True


async def delete_messages(api: BotApi, given: Mapping[str, object]) -> object:
    message_ids = given["message_ids"]
    assert isinstance(message_ids, list)
    api.chats.delete_all(given["chat_id"], message_ids)
    return True


async def answer_callback_query(api: BotApi, given: Mapping[str, object]) -> object:
    query = str(given["callback_query_id"])
    if query not in api.queries:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    api.queries[query].set()
    return True


async def set_my_commands(api: BotApi, given: Mapping[str, object]) -> object:
    commands = given["commands"]
    assert isinstance(commands, list)
    if len(commands) > 100:
        raise bad_request("too many commands specified")
    for command in commands:
        match command:
            case {"command": str(name), "description": str(description)}:
                pass
            case _:
                raise bad_request("can't parse BotCommand: expected an Object")
        if not _COMMAND.fullmatch(name):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(description.strip()) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    api.commands[_language_code(given)] = commands
    return True


async def get_my_commands(api: BotApi, given: Mapping[str, object]) -> object:
    return api.commands.get(_language_code(given), [])


METHODS: Mapping[str, Callable[[BotApi, Mapping[str, object]], Awaitable[object]]] = {
    "getMe": get_me,
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "sendMessage": send_message,
    "sendVoice": send_voice,
    "sendChatAction": send_chat_action,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "answerCallbackQuery": answer_callback_query,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
}


def _language_code(given: Mapping[str, object]) -> str:
    code = str(given.get("language_code", ""))
    if code and not _LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code


def _shown(chat: Chat, message: Message) -> dict[str, object]:
    shown: dict[str, object] = {
        "message_id": message.id,
        "from": BOT,
        "chat": {"id": chat.id, "first_name": "Bewoner", "type": "private"},
        "date": int(message.at.timestamp()),
    }
    if message.voice:
        shown["voice"] = {
            "file_id": message.voice,
            "file_unique_id": message.voice,
            "duration": message.seconds,
            "mime_type": "audio/ogg",
        }
        if message.text:
            shown["caption"] = message.text
    else:
        shown["text"] = message.text
    if message.keyboard:
        shown["reply_markup"] = {
            "inline_keyboard": [
                [{"text": label, "callback_data": data} for label, data in row] for row in message.keyboard
            ]
        }
    return shown
