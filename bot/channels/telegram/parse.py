"""Telegram's updates in the bot's own words."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from telegram import ChatMember, Update
from telegram.constants import ChatType

from bot.messages import Address, Blocked, Command, Inbound, Press, Text, Unusable

if TYPE_CHECKING:
    from datetime import datetime

    from telegram import CallbackQuery, Chat, ChatMemberUpdated, Message, User

    from bot.messages import Content

log = logging.getLogger(__name__)

CHANNEL: Final = "telegram"

ALLOWED_UPDATES: Final = ("message", "edited_message", "callback_query", "my_chat_member")
"""The kinds that Telegram is asked for; it keeps all others to itself."""


class MalformedError(ValueError):
    """What arrived is not an update of the Bot API."""


@dataclass(frozen=True)
class Arrival:
    """One update as it came in.

    ``inbounds`` is empty for what the bot leaves alone, and holds two items for a photo
    with words below it. ``query`` is the id of the button press that the phone waits on.
    """

    update_id: int
    chat: str | None = None
    inbounds: tuple[Inbound, ...] = ()
    query: str | None = None


def read(raw: object, now: datetime) -> Arrival:
    """Read one update as Telegram's JSON has it. Raises ``MalformedError``.

    Groups and channels are left alone, without an answer: what a resident needs is
    nobody else's business, so nothing is said where others read along.
    """
    if not isinstance(raw, dict) or not isinstance(update_id := raw.get("update_id"), int):
        raise MalformedError("not an update")
    try:
        update = Update.de_json(raw, None)
    except Exception as error:  # noqa: BLE001  the library raises anything; one odd update must not stop the rest
        # Only the kind of error: its text and its traceback may hold what the resident wrote.
        log.error(  # noqa: TRY400
            "update left out: python-telegram-bot cannot read it",
            extra={"channel": CHANNEL, "kind": type(error).__name__},
        )
        return Arrival(update_id)
    chat = update.effective_chat
    if chat is None or chat.type != ChatType.PRIVATE:
        return Arrival(update_id)
    query = update.callback_query
    return Arrival(
        update_id,
        chat=str(chat.id),
        inbounds=_inbounds(update, chat, now),
        query=None if query is None else query.id,
    )


def _inbounds(update: Update, chat: Chat, now: datetime) -> tuple[Inbound, ...]:
    provider_id = str(update.update_id)
    if update.message is not None:
        return _from_message(update.message, provider_id, now)
    if update.edited_message is not None:
        return _from_edit(update.edited_message, provider_id, now)
    if update.callback_query is not None:
        return _from_press(update.callback_query, chat, provider_id, now)
    if update.my_chat_member is not None:
        return _from_membership(update.my_chat_member, provider_id, now)
    return ()


def _from_message(message: Message, provider_id: str, now: datetime) -> tuple[Inbound, ...]:
    if message.text is not None:
        return (_inbound(message, _content(message.text), provider_id, now),)
    what = _kind(message)
    if what is None:
        return ()
    # Ten photos of one letter arrive as ten messages with one group id; one answer is enough.
    group = message.media_group_id
    unusable = _inbound(message, Unusable(what), f"group-{group}" if group else provider_id, now)
    if message.caption is None:
        return (unusable,)
    # The words below a photo can be read, and may be a call for help: so they come first.
    return _inbound(message, Text(_storable(message.caption)), f"{provider_id}-caption", now), unusable


def _from_edit(message: Message, provider_id: str, now: datetime) -> tuple[Inbound, ...]:
    """Take changed words as new words: mostly she corrects what she just sent.

    The gate and the look-out for danger must see them in any case. Anything else that
    changes is left alone; a live location alone changes every few seconds.
    """
    words = message.text if message.text is not None else message.caption
    if words is None:
        return ()
    return (_inbound(message, _content(words), provider_id, now),)


def _from_press(query: CallbackQuery, chat: Chat, provider_id: str, now: datetime) -> tuple[Inbound, ...]:
    if query.data is None or query.message is None:
        return ()
    return (
        Inbound(
            address=Address(CHANNEL, str(chat.id)),
            provider_id=provider_id,
            content=Press(_storable(query.data)),
            at=now,
            language_hint=_language(query.from_user),
            message_id=str(query.message.message_id),
        ),
    )


def _from_membership(change: ChatMemberUpdated, provider_id: str, now: datetime) -> tuple[Inbound, ...]:
    blocked = change.new_chat_member.status in {ChatMember.BANNED, ChatMember.LEFT}
    return (
        Inbound(
            address=Address(CHANNEL, str(change.chat.id)),
            provider_id=provider_id,
            content=Blocked(blocked),
            at=now,
            language_hint=_language(change.from_user),
        ),
    )


def _inbound(message: Message, content: Content, provider_id: str, now: datetime) -> Inbound:
    return Inbound(
        address=Address(CHANNEL, str(message.chat.id)),
        provider_id=provider_id,
        content=content,
        at=now,
        language_hint=_language(message.from_user),
        message_id=str(message.message_id),
    )


_COMMAND = re.compile(r"/(?P<name>[A-Za-z0-9_]{1,32})(?:@\w+)?(?:\s+(?P<argument>.*))?", re.DOTALL)


def _content(text: str) -> Text | Command:
    text = _storable(text)
    command = _COMMAND.fullmatch(text)
    if command is None:
        return Text(text)
    return Command(command["name"].lower(), (command["argument"] or "").strip())


_Kind = Literal["photo", "voice", "video", "document", "sticker", "location", "contact", "other"]

# In this order: an animation also carries a document, a venue also a location.
_KINDS: Final[tuple[tuple[str, _Kind], ...]] = (
    ("photo", "photo"),
    ("voice", "voice"),
    ("audio", "voice"),
    ("video", "video"),
    ("video_note", "video"),
    ("animation", "video"),
    ("document", "document"),
    ("sticker", "sticker"),
    ("location", "location"),
    ("contact", "contact"),
)

# Notes of the app itself in a private chat. Nobody said anything, so nobody waits.
_NOTES: Final = (
    "chat_background_set",
    "message_auto_delete_timer_changed",
    "pinned_message",
    "write_access_allowed",
)


def _kind(message: Message) -> _Kind | None:
    """Return what a message without text is, None for a note of the app itself."""
    if any(getattr(message, note) for note in _NOTES):
        return None
    return next((kind for name, kind in _KINDS if getattr(message, name)), "other")


def _language(user: User | None) -> str | None:
    """Return the language of the person's app, without the region: ``nl`` for ``nl-BE``."""
    if user is None or not user.language_code:
        return None
    return user.language_code.partition("-")[0].lower()


def _storable(text: str) -> str:
    """Replace what JSON can carry and a database cannot: half surrogate pairs and NUL."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "\ufffd")
