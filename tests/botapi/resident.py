"""Someone with a phone."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.botapi.chats import Chat, Message
    from tests.botapi.server import BotApi

_FILE: dict[str, object] = {"file_id": "f", "file_unique_id": "u"}
_PICTURE: dict[str, object] = _FILE | {"width": 90, "height": 90}
_POINT: dict[str, object] = {"longitude": 4.9, "latitude": 52.4}

CONTENTS: Mapping[str, dict[str, object]] = {
    "photo": {"photo": [_PICTURE]},
    "voice": {"voice": _FILE | {"duration": 2}},
    "audio": {"audio": _FILE | {"duration": 2}},
    "video": {"video": _PICTURE | {"duration": 2}},
    "video_note": {"video_note": _FILE | {"length": 240, "duration": 2}},
    "animation": {"animation": _PICTURE | {"duration": 2}, "document": _FILE},
    "document": {"document": _FILE},
    "sticker": {
        "sticker": _PICTURE | {"type": "regular", "is_animated": False, "is_video": False},
    },
    "location": {"location": _POINT},
    "venue": {"venue": {"location": _POINT, "title": "Stadhuis", "address": "Plein 1"}, "location": _POINT},
    "contact": {"contact": {"phone_number": "0", "first_name": "A"}},
    "dice": {"dice": {"emoji": "🎲", "value": 3}},
}
"""What Telegram sends along for each kind of message without text."""


class Resident:
    """Writes, presses and reads in one private chat."""

    def __init__(self, api: BotApi, chat: Chat) -> None:
        self._api = api
        self._chat = chat
        self._heard = 0

    @property
    def id(self) -> int:
        return self._chat.id

    async def says(self, text: str) -> int:
        """Send a text; return the id of the message."""
        return self._write({"text": text}, text)

    async def sends(self, kind: str, **more: object) -> int:
        """Send one of ``CONTENTS``, with fields such as ``caption`` or ``media_group_id``."""
        return self._write({**CONTENTS[kind], **more}, str(more.get("caption", "")))

    async def sends_photo(self, **more: object) -> int:
        return await self.sends("photo", **more)

    async def edits(self, message_id: int, text: str) -> None:
        """Change a text that was sent before."""
        self._chat.messages[message_id].text = text
        changed = self._message(message_id) | {"text": text, "edit_date": int(self._api.now.timestamp())}
        self._api.deliver({"edited_message": changed})

    async def presses(self, label: str) -> str:
        """Press the newest button with this label; return the id of the press."""
        for message in reversed(self.sees()):
            if label in message.data:
                return self._press(message, message.data[label])
        raise LookupError(f"no button {label!r}, only {[seen.labels for seen in self.sees()]}")

    async def presses_old(self, label: str) -> str:
        """Press a button that was taken off meanwhile, as a slow phone does."""
        for message in reversed(self.sees()):
            if label in message.had:
                return self._press(message, message.had[label])
        raise LookupError(f"there never was a button {label!r}")

    async def blocks(self) -> None:
        self._chat.blocked = True
        self._membership("member", "kicked")

    async def unblocks(self) -> None:
        self._chat.blocked = False
        self._membership("kicked", "member")

    def wants_no_voice(self) -> None:
        """Let nobody send her voice messages."""
        self._chat.no_voice = True

    def sees(self) -> list[Message]:
        """Everything that stands in the chat, oldest first; what was deleted is gone."""
        return list(self._chat.messages.values())

    def reads(self) -> list[str]:
        """The texts of the bot that stand in the chat, oldest first."""
        return [message.text for message in self.sees() if message.by_bot]

    async def hears(self, count: int = 1) -> list[Message]:
        """Wait until the bot has sent ``count`` messages that were not heard before; return them.

        Raises ``TimeoutError`` after ten seconds.
        """
        async with asyncio.timeout(10):
            while len(new := [m for m in self.sees() if m.by_bot and m.id > self._heard]) < count:
                self._api.heard.clear()
                await self._api.heard.wait()
        heard = new[:count]
        self._heard = heard[-1].id
        return heard

    def _write(self, content: Mapping[str, object], text: str = "") -> int:
        self._chat.started = True
        message = self._api.chats.add(self._chat, by_bot=False, text=text)
        self._api.deliver({"message": {**self._message(message.id), **content}})
        return message.id

    def _press(self, message: Message, data: str) -> str:
        query = self._api.new_query()
        self._api.deliver(
            {
                "callback_query": {
                    "id": query,
                    "from": self._person(),
                    "chat_instance": str(self.id),
                    "message": self._message(message.id) | {"text": message.text},
                    "data": data,
                }
            }
        )
        return query

    def _membership(self, old: str, new: str) -> None:
        person = self._person()
        until = {"until_date": 0}
        self._api.deliver(
            {
                "my_chat_member": {
                    "chat": self._where(),
                    "from": person,
                    "date": int(self._api.now.timestamp()),
                    "old_chat_member": {"user": person, "status": old} | (until if old == "kicked" else {}),
                    "new_chat_member": {"user": person, "status": new} | (until if new == "kicked" else {}),
                }
            }
        )

    def _message(self, message_id: int) -> dict[str, object]:
        return {
            "message_id": message_id,
            "from": self._person(),
            "chat": self._where(),
            "date": int(self._api.now.timestamp()),
        }

    def _person(self) -> dict[str, object]:
        person: dict[str, object] = {"id": self.id, "is_bot": False, "first_name": "Bewoner"}
        if self._chat.language_code:
            person["language_code"] = self._chat.language_code
        return person

    def _where(self) -> dict[str, object]:
        return {"id": self.id, "first_name": "Bewoner", "type": "private"}
