"""What stands in the chats, and the rules for writing there."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from tests.botapi.errors import BLOCKED, bad_request

if TYPE_CHECKING:
    from collections.abc import Callable

_DELETABLE = timedelta(hours=48)
_LONGEST_TEXT = 4096  # UTF-16 units
_LONGEST_CAPTION = 1024  # UTF-16 units
_LONGEST_DATA = 64  # bytes
_BUTTONS_IN_A_ROW = 8
_BUTTONS = 100


@dataclass
class Message:
    """A message as it stands in the chat; ``had`` keeps buttons that were taken off."""

    id: int
    by_bot: bool
    at: datetime
    text: str = ""
    keyboard: tuple[tuple[tuple[str, str], ...], ...] = ()
    voice: str | None = None
    seconds: int = 0
    had: dict[str, str] = field(default_factory=dict)

    @property
    def labels(self) -> list[str]:
        """The labels of the buttons, in reading order."""
        return [label for row in self.keyboard for label, _ in row]

    @property
    def data(self) -> dict[str, str]:
        """What each label sends when it is pressed."""
        return {label: data for row in self.keyboard for label, data in row}


@dataclass
class Chat:
    """One private chat. ``started`` when the resident has written to the bot.

    ``no_voice``: she lets nobody send her voice messages, as who pays for Telegram can.
    """

    id: int
    language_code: str | None
    started: bool = False
    blocked: bool = False
    no_voice: bool = False
    messages: dict[int, Message] = field(default_factory=dict)


class Chats:
    """All private chats of the bot. ``clock`` gives the time by which the 48 hours count."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._chats: dict[int, Chat] = {}
        self._last_message = 100

    def open(self, chat_id: int, language_code: str | None) -> Chat:
        chat = Chat(chat_id, language_code)
        self._chats[chat_id] = chat
        return chat

    def writable(self, chat_id: object) -> Chat:
        """Return a chat to which the bot may write."""
        chat = self._found(chat_id)
        if chat.blocked:
            raise BLOCKED
        return chat

    def add(
        self,
        chat: Chat,
        *,
        by_bot: bool,
        text: str = "",
        voice: str | None = None,
        seconds: int = 0,
        reply_markup: object = None,
    ) -> Message:
        self._last_message += 1
        keyboard = _keyboard(reply_markup)
        message = Message(self._last_message, by_bot, self._clock(), text, keyboard, voice, seconds)
        message.had = message.data
        chat.messages[message.id] = message
        return message

    def edit_keyboard(self, chat_id: object, message_id: object, reply_markup: object) -> Message:
        message = self._found(chat_id).messages.get(_number(message_id))
        if message is None:
            raise bad_request("message to edit not found")
        if not message.by_bot:
            raise bad_request("message can't be edited")
        keyboard = _keyboard(reply_markup)
        if keyboard == message.keyboard:
            raise bad_request(
                "message is not modified: specified new message content and reply markup are exactly "
                "the same as a current content and reply markup of the message"
            )
        message.keyboard = keyboard
        message.had |= message.data
        return message

    def delete(self, chat_id: object, message_id: object) -> None:
        if _number(message_id) not in self._found(chat_id).messages:
            raise bad_request("message to delete not found")
        self.delete_all(chat_id, [message_id])

    def delete_all(self, chat_id: object, message_ids: list[object]) -> None:
        """Delete messages, all or none; those that are gone already are passed over."""
        if not 1 <= len(message_ids) <= 100:
            raise bad_request("message identifiers are not specified" if not message_ids else "too many ids")
        chat = self._found(chat_id)
        found = [chat.messages[number] for number in map(_number, message_ids) if number in chat.messages]
        if any(self._clock() - message.at > _DELETABLE for message in found):
            raise bad_request("message can't be deleted for everyone")
        for message in found:
            chat.messages.pop(message.id, None)

    def _found(self, chat_id: object) -> Chat:
        chat = self._chats.get(_number(chat_id))
        if chat is None or not chat.started:
            raise bad_request("chat not found")
        return chat


def visible(text: str) -> str:
    """Return a text as Telegram keeps it; refuse one that is empty or too long."""
    kept = text.strip()
    if not any(unicodedata.category(character) not in {"Cf", "Cc", "Zs", "Zl", "Zp"} for character in kept):
        raise bad_request("message text is empty")
    if len(kept.encode("utf-16-le")) // 2 > _LONGEST_TEXT:
        raise bad_request("message is too long")
    return kept


def caption(text: str) -> str:
    """Return the words below a file as Telegram keeps them; refuse what is too long."""
    kept = text.strip()
    if len(kept.encode("utf-16-le")) // 2 > _LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    return kept


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise bad_request("message identifier is not specified")
    return value


def _keyboard(markup: object) -> tuple[tuple[tuple[str, str], ...], ...]:
    if markup is None:
        return ()
    match markup:
        case {"inline_keyboard": [*rows], **others} if not others:
            pass
        case _:
            raise bad_request("object expected as reply markup")
    keyboard = tuple(tuple(_button(button) for button in _row(row)) for row in rows)
    if sum(map(len, keyboard)) > _BUTTONS:
        raise bad_request("reply markup is too long")
    return keyboard


def _row(row: object) -> list[object]:
    if not isinstance(row, list) or not 1 <= len(row) <= _BUTTONS_IN_A_ROW:
        raise bad_request("can't parse inline keyboard: a row must be an Array of 1-8 buttons")
    return row


def _button(button: object) -> tuple[str, str]:
    match button:
        case {"text": str(label), "callback_data": str(data), **others} if not others:
            pass
        case _:
            raise bad_request("can't parse inline keyboard button: text and callback_data expected")
    if not label.strip():
        raise bad_request("inline keyboard button text is empty")
    if not 1 <= len(data.encode()) <= _LONGEST_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    return label, data
