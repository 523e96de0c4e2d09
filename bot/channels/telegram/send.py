"""The way out: what the outbox hands over, sent to Telegram."""

from __future__ import annotations

import asyncio
import logging
from math import ceil
from typing import TYPE_CHECKING, Final, assert_never

from telegram import Bot, InputFile
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.channels.base import Played
from bot.channels.profiles import TELEGRAM
from bot.channels.render import fit
from bot.channels.telegram.courtesy import Courtesy
from bot.channels.telegram.keyboard import keyboard
from bot.channels.telegram.parse import CHANNEL
from bot.channels.telegram.request import AiohttpRequest, TooManyRequests
from bot.messages import Delete, DeliveryError, Echo, ErrorKind, Say, Settle, Speak

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telegram import Message

    from bot.channels.base import VoiceMessage
    from bot.messages import Delivery, Outbound

_API_URL: Final = "https://api.telegram.org"

_FILE_NAME: Final = "voice.ogg"

_DELETED_AT_ONCE: Final = 100
_UNKNOWN_FILE: Final = ("wrong file identifier", "wrong remote file", "file reference", "file_id")
"""What Telegram says of an id that it does not know, in its several wordings."""
_NO_PREVIEW: Final = {"is_disabled": True}


class Telegram:
    """Telegram's side of one bot. It connects with the first call; ``close`` it at the end.

    ``api_url`` is where the Bot API answers, None for Telegram's own; ``patience`` the
    seconds without an answer after which the resident sees "typing…".
    """

    name = CHANNEL
    capabilities = TELEGRAM

    def __init__(
        self,
        token: str,
        *,
        api_url: str | None = None,
        request: AiohttpRequest | None = None,
        patience: float = 0.3,
    ) -> None:
        # Below this level the library logs the parameters of every call: all that is said.
        logging.getLogger("telegram").setLevel(logging.WARNING)
        self._request = request or AiohttpRequest()
        base = (api_url or _API_URL).rstrip("/")
        self.bot = Bot(
            token,
            base_url=f"{base}/bot",
            base_file_url=f"{base}/file/bot",
            request=self._request,
            get_updates_request=self._request,
        )
        self.account = token.partition(":")[0]
        self.courtesy = Courtesy(self.bot, patience=patience)
        self._sent: dict[int, list[str]] = {}

    async def send(self, outbound: Outbound) -> str | None:
        """Deliver one thing; return the id of the message, or of all its parts with spaces between.

        Raises ``DeliveryError``. After a time-out Telegram may have taken the message
        all the same: that is the one that may be repeated.
        """
        try:
            return await self._deliver(outbound)
        except TelegramError as error:
            failure = _failure(error)
            if failure.kind in {ErrorKind.BLOCKED, ErrorKind.REJECTED}:
                self._sent.pop(outbound.id, None)
            # The cause is left behind: a traceback of it may show addresses, which hold the token.
            raise failure from None

    async def play(self, outbound: Outbound, sound: VoiceMessage) -> Played:
        """Send a voice message: by the id under which Telegram has it, else as a file.

        Raises ``DeliveryError``, as ``send`` does.
        """
        chat = outbound.address.id
        self.courtesy.answered(chat)
        try:
            message = await self._voice(chat, outbound.delivery, sound)
        except TelegramError as error:
            raise _failure(error) from None
        if message.voice is None:  # taken as another kind of file: then its id is none of a voice message
            return Played(str(message.message_id))
        return Played(str(message.message_id), message.voice.file_id)

    async def _voice(self, chat: str, delivery: Delivery, sound: VoiceMessage) -> Message:
        shown: dict[str, object] = {}
        if isinstance(delivery, Speak) and delivery.buttons:
            shown["reply_markup"] = keyboard(delivery.buttons)
        caption = sound.caption or None
        if sound.media_id is not None:
            try:
                return await self.bot.send_voice(chat, sound.media_id, caption=caption, api_kwargs=shown)
            except BadRequest as error:
                if not _unknown_file(error):
                    raise
        try:
            content = await asyncio.to_thread(sound.path.read_bytes)
        except OSError:
            # Swept meanwhile: with the next attempt it is made again.
            raise DeliveryError(ErrorKind.RETRY) from None
        return await self.bot.send_voice(
            chat,
            InputFile(content, filename=_FILE_NAME),
            duration=ceil(sound.seconds),
            caption=caption,
            api_kwargs=shown,
        )

    async def close(self) -> None:
        """Close the connections."""
        await self.courtesy.close()
        await self._request.shutdown()

    async def _deliver(self, outbound: Outbound) -> str | None:
        chat = outbound.address.id
        match outbound.delivery:
            case Say() as say:
                return await self._say(outbound.id, chat, say)
            case Speak():
                raise TypeError("what is to be heard is given to play()")
            case Echo():
                pass  # what she wrote stands in her chat
            case Delete(message_ids):
                await self._delete(chat, message_ids)
            case Settle(message_id):
                await self._settle(chat, message_id)
            case other:
                assert_never(other)
        return None

    async def _say(self, outbox_id: int, chat: str, say: Say) -> str:
        self.courtesy.answered(chat)
        # Parts that went out before an error are not sent again with the next attempt.
        sent = self._sent.get(outbox_id, [])
        for page in fit(say, TELEGRAM)[len(sent) :]:
            # No parse mode: what a resident or a translator wrote can then never break a message.
            shown: dict[str, object] = {"link_preview_options": _NO_PREVIEW}
            if page.buttons:
                shown["reply_markup"] = keyboard(page.buttons)
            message = await self.bot.send_message(chat, page.text, api_kwargs=shown)
            sent.append(str(message.message_id))
            self._sent[outbox_id] = sent
        self._sent.pop(outbox_id, None)
        return " ".join(sent)

    async def _delete(self, chat: str, message_ids: Sequence[str]) -> None:
        numbers = [number for ids in message_ids for number in _numbers(ids)]
        for start in range(0, len(numbers), _DELETED_AT_ONCE):
            batch = numbers[start : start + _DELETED_AT_ONCE]
            try:
                await self.bot.delete_messages(chat, batch)
            except BadRequest:
                # One message older than 48 hours makes Telegram refuse all of them.
                await self._delete_singly(chat, batch)

    async def _delete_singly(self, chat: str, numbers: Sequence[int]) -> None:
        for number in numbers:
            try:
                await self.bot.delete_message(chat, number)
            except BadRequest:
                continue  # too old, or gone already

    async def _settle(self, chat: str, message_id: str) -> None:
        try:
            await self.bot.edit_message_reply_markup(chat, _numbers(message_id)[-1])
        except BadRequest:
            return  # no buttons any more, or no message: settled


def _numbers(ids: str) -> list[int]:
    """Return the numbers of one message, or of all its parts, as ``send`` returned them."""
    return [int(number) for number in ids.split()]


def _unknown_file(error: BadRequest) -> bool:
    """Tell whether Telegram no longer has a sound under its id, or never had it for this bot."""
    return any(words in error.message.lower() for words in _UNKNOWN_FILE)


def _failure(error: TelegramError) -> DeliveryError:
    match error:
        case TooManyRequests():
            return DeliveryError(ErrorKind.LIMITED, retry_after=error.seconds)
        case Forbidden():
            return DeliveryError(ErrorKind.BLOCKED)
        case BadRequest() | ChatMigrated():
            return DeliveryError(ErrorKind.REJECTED)
        case _:
            # Also a token that is not accepted: the operator can mend that, the message waits.
            return DeliveryError(ErrorKind.RETRY)
