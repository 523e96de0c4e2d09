"""Names and types of the parameters of each method."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.botapi.errors import bad_request

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True)
class Upload:
    """A file that came with the call."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Parameter:
    read: Callable[[str, object], object]
    required: bool = False


def integer(name: str, value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and value.removeprefix("-").isdecimal() and value.isascii():
        return int(value)
    raise bad_request(f'parameter "{name}" must be of type Integer')


def text(name: str, value: object) -> str:
    if isinstance(value, str):
        return value
    raise bad_request(f'parameter "{name}" must be of type String')


def boolean(name: str, value: object) -> bool:
    match value:
        case bool():
            return value
        case "true" | "True":
            return True
        case "false" | "False":
            return False
    raise bad_request(f'parameter "{name}" must be of type Boolean')


def _json(name: str, value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise bad_request(f"can't parse {name} JSON object") from None


def mapping(name: str, value: object) -> dict[str, object]:
    parsed = _json(name, value)
    if isinstance(parsed, dict):
        return parsed
    raise bad_request(f"can't parse {name}: object expected as {name}")


def listing(name: str, value: object) -> list[object]:
    parsed = _json(name, value)
    if isinstance(parsed, list):
        return parsed
    raise bad_request(f"can't parse {name}: expected an Array")


def file(name: str, value: object) -> Upload | str:
    if isinstance(value, Upload | str):
        return value
    raise bad_request(f'parameter "{name}" must be a file or String')


def _required(read: Callable[[str, object], object]) -> Parameter:
    return Parameter(read, required=True)


_SENDING = {
    "chat_id": _required(integer),
    "reply_markup": Parameter(mapping),
    "disable_notification": Parameter(boolean),
    "protect_content": Parameter(boolean),
}

METHODS: Mapping[str, Mapping[str, Parameter]] = {
    "getMe": {},
    "getUpdates": {
        "offset": Parameter(integer),
        "limit": Parameter(integer),
        "timeout": Parameter(integer),
        "allowed_updates": Parameter(listing),
    },
    "setWebhook": {
        "url": _required(text),
        "secret_token": Parameter(text),
        "allowed_updates": Parameter(listing),
        "max_connections": Parameter(integer),
        "drop_pending_updates": Parameter(boolean),
    },
    "deleteWebhook": {"drop_pending_updates": Parameter(boolean)},
    "getWebhookInfo": {},
    "sendMessage": _SENDING
    | {"text": _required(text), "link_preview_options": Parameter(mapping), "entities": Parameter(listing)},
    "sendVoice": _SENDING
    | {"voice": _required(file), "caption": Parameter(text), "duration": Parameter(integer)},
    "sendChatAction": {"chat_id": _required(integer), "action": _required(text)},
    "editMessageReplyMarkup": {
        "chat_id": _required(integer),
        "message_id": _required(integer),
        "reply_markup": Parameter(mapping),
    },
    "deleteMessage": {"chat_id": _required(integer), "message_id": _required(integer)},
    "deleteMessages": {"chat_id": _required(integer), "message_ids": _required(listing)},
    "answerCallbackQuery": {
        "callback_query_id": _required(text),
        "text": Parameter(text),
        "show_alert": Parameter(boolean),
    },
    "setMyCommands": {
        "commands": _required(listing),
        "language_code": Parameter(text),
        "scope": Parameter(mapping),
    },
    "getMyCommands": {"language_code": Parameter(text), "scope": Parameter(mapping)},
}


def checked(method: str, given: Mapping[str, object]) -> dict[str, object]:
    """Return the parameters with their types; refuse what is missing, wrong or unknown."""
    known = METHODS[method]
    for name in given:
        if name not in known:
            raise bad_request(f'unknown parameter "{name}" in {method}')
    for name, parameter in known.items():
        if parameter.required and name not in given:
            raise bad_request(f"{name} is empty" if name == "chat_id" else f'parameter "{name}" is required')
    return {name: known[name].read(name, value) for name, value in given.items()}
