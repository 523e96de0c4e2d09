"""Voice messages to Telegram: a file the first time, its id from then on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.channels.base import Played, VoiceMessage
from bot.messages import Address, Button, Delete, DeliveryError, ErrorKind, Outbound, Part, Speak
from bot.voice.audio import finished
from tests.voice.parrot import TONE

if TYPE_CHECKING:
    from bot.channels.telegram import Telegram
    from tests.botapi import BotApi, Resident

SPEAK = Speak((Part("nl", "Dag."),), "nl")
OGG, SECONDS = finished(TONE)


@pytest.fixture
def sound(tmp_path: Path) -> VoiceMessage:
    path = tmp_path / "clip.ogg"
    path.write_bytes(OGG)
    return VoiceMessage(path, SECONDS, caption="De stem van een computer.")


@pytest.fixture
async def resident(api: BotApi) -> Resident:
    someone = api.resident()
    await someone.says("/start")
    return someone


def outbound(to: Resident, speak: Speak = SPEAK) -> Outbound:
    return Outbound(1, Address("telegram", str(to.id)), speak)


async def test_play_uploads_the_first_time_and_sends_the_id_again(
    api: BotApi, telegram: Telegram, resident: Resident, sound: VoiceMessage
) -> None:
    first = await telegram.play(outbound(resident), sound)
    sound.path.unlink()
    again = await telegram.play(
        outbound(resident), VoiceMessage(sound.path, SECONDS, first.media_id, sound.caption)
    )

    one, two = await resident.hears(2)
    assert api.files == {one.voice: OGG}
    assert [first, again] == [Played(str(one.id), one.voice), Played(str(two.id), one.voice)]
    assert [(heard.seconds, heard.text) for heard in (one, two)] == [(1, sound.caption)] * 2


async def test_play_uploads_again_what_telegram_does_not_know(
    api: BotApi, telegram: Telegram, resident: Resident, sound: VoiceMessage
) -> None:
    played = await telegram.play(outbound(resident), VoiceMessage(sound.path, SECONDS, "of another bot"))

    [heard] = await resident.hears()
    assert (played.media_id, api.files) == (heard.voice, {heard.voice: OGG})


async def test_play_uploads_again_what_telegram_cannot_read(
    api: BotApi, telegram: Telegram, resident: Resident, sound: VoiceMessage
) -> None:
    reason = "Bad Request: wrong remote file identifier specified: can't unserialize it. Wrong last symbol"
    api.faults.fail(400, reason, method="sendVoice")

    played = await telegram.play(outbound(resident), VoiceMessage(sound.path, SECONDS, "voice-1"))

    assert [heard.voice for heard in await resident.hears()] == [played.media_id]


async def test_play_hangs_buttons_below_the_voice_message(
    telegram: Telegram, resident: Resident, sound: VoiceMessage
) -> None:
    buttons = (Button("4|l:ti", "3 ትግርኛ"),)

    await telegram.play(outbound(resident, Speak((Part("ti", "ሰላም"),), "ti", buttons=buttons)), sound)

    [heard] = await resident.hears()
    assert heard.data == {"3 ትግርኛ": "4|l:ti"}


async def test_a_voice_message_is_deleted_as_a_text_is(
    telegram: Telegram, resident: Resident, sound: VoiceMessage
) -> None:
    played = await telegram.play(outbound(resident), sound)
    assert played.message_id is not None

    address = Address("telegram", str(resident.id))
    await telegram.send(Outbound(2, address, Delete((played.message_id,))))

    assert [message.voice for message in resident.sees()] == [None]


@pytest.mark.parametrize(
    ("code", "reason", "kind"),
    [
        (500, "Internal Server Error", ErrorKind.RETRY),
        (413, "Request Entity Too Large", ErrorKind.RETRY),
        (403, "Forbidden: bot was blocked by the user", ErrorKind.BLOCKED),
        (400, "Bad Request: chat not found", ErrorKind.REJECTED),
    ],
)
@pytest.mark.parametrize("media_id", [None, "voice-1"])
async def test_play_fails_as_a_text_does(  # noqa: PLR0917  pytest names them
    api: BotApi,
    telegram: Telegram,
    resident: Resident,
    sound: VoiceMessage,
    code: int,
    reason: str,
    kind: ErrorKind,
    media_id: str | None,
) -> None:
    api.faults.fail(code, reason, method="sendVoice", times=2)

    with pytest.raises(DeliveryError) as refused:
        await telegram.play(outbound(resident), VoiceMessage(sound.path, SECONDS, media_id))

    assert refused.value.kind is kind


async def test_play_waits_as_long_as_telegram_asks(
    api: BotApi, telegram: Telegram, resident: Resident, sound: VoiceMessage
) -> None:
    api.faults.limit(7, method="sendVoice")

    with pytest.raises(DeliveryError) as refused:
        await telegram.play(outbound(resident), sound)

    assert (refused.value.kind, refused.value.retry_after) == (ErrorKind.LIMITED, 7)


async def test_play_to_who_wants_no_voice_messages_is_refused_for_good(
    telegram: Telegram, resident: Resident, sound: VoiceMessage
) -> None:
    resident.wants_no_voice()

    with pytest.raises(DeliveryError) as refused:
        await telegram.play(outbound(resident), sound)

    assert refused.value.kind is ErrorKind.REJECTED


async def test_play_of_a_clip_that_was_swept_meanwhile_is_tried_again(
    telegram: Telegram, resident: Resident
) -> None:
    with pytest.raises(DeliveryError) as refused:
        await telegram.play(outbound(resident), VoiceMessage(Path("/nowhere/clip.ogg"), 1.0))

    assert refused.value.kind is ErrorKind.RETRY


async def test_account_is_the_bot_and_not_its_secret(telegram: Telegram) -> None:
    assert telegram.account == "42"


async def test_send_of_what_is_to_be_heard_is_a_mistake(telegram: Telegram, resident: Resident) -> None:
    with pytest.raises(TypeError):
        await telegram.send(outbound(resident))
