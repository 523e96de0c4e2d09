"""Whatever is missing of the voice: the conversation goes on in text, the same as without it."""

from __future__ import annotations

import logging
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot import bootstrap
from bot.config import ROOT, Settings
from bot.messages import Address, Command, Inbound, Interpretation, Press, Say, Speak, Text
from bot.voice.engines import espeak
from tests.dialogue_tester.play import Clock
from tests.dialogue_tester.transcript import START
from tests.recording_channel import RecordingChannel

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bot.messages import Content

FATIMA = Address("telegram", "fatima")
LISTEN = Text("lees voor")
CANNOT = "Dit kan ik niet voorlezen. Iemand in de bibliotheek leest graag met u mee."
UNCHECKED = (
    "Dit is de stem van een computer. Die stem is nog niet nagekeken door iemand die deze taal spreekt."
)
NOT_YET = "Voorlezen kan ik nog niet. Iemand in de bibliotheek leest graag met u mee."


class Understanding:
    """Takes every text for the word that asks to read aloud."""

    async def interpret(self, text: str) -> Interpretation:
        return Interpretation("nl", "listen", 0.99)


@pytest.fixture
def settings(sqlite_url: str, tmp_path: Path) -> Settings:
    settings = Settings.from_environment({"WEGWIJS_DATABASE_URL": sqlite_url})
    return replace(settings, voice=tmp_path / "voice", recordings=tmp_path / "recordings")


async def talk(settings: Settings, *contents: Content) -> RecordingChannel:
    """Say these things one after the other, ``/start nl`` first."""
    channel, clock = RecordingChannel(), Clock(START)
    async with bootstrap.application(
        settings, {"telegram": channel}, now=clock, understanding=Understanding()
    ) as app:
        for number, content in enumerate((Command("start", "nl"), *contents)):
            await app.conversation.receive(Inbound(FATIMA, str(number), content, clock.now))
            await app.delivery.drain()
    return channel


def texts(channel: RecordingChannel) -> list[str]:
    return [one.delivery.text for one in channel.taken if isinstance(one.delivery, Say)]


def labels(channel: RecordingChannel) -> list[str]:
    says = [one.delivery for one in channel.taken if isinstance(one.delivery, Say)]
    return [button.label for say in says for button in say.buttons]


def warned(records: Sequence[logging.LogRecord]) -> list[tuple[str, object]]:
    return [
        (record.getMessage(), record.__dict__.get("kind"))
        for record in records
        if record.levelno >= logging.WARNING
    ]


async def test_with_a_voice_she_hears_what_she_asks_for(settings: Settings) -> None:
    channel = await talk(settings, LISTEN)

    [step, offer] = [one.delivery for one in channel.taken if isinstance(one.delivery, Speak)]
    assert [part.message_id for part in (*step.parts, *offer.parts)] == [
        "core/what-happened",
        "core/reading.offer",
    ]
    assert [sound.caption for sound in channel.sounds] == [UNCHECKED] * 2


async def test_switched_off_there_is_no_button_and_nothing_is_made(settings: Settings) -> None:
    channel = await talk(replace(settings, voice_on=False), LISTEN)

    assert [label for label in labels(channel) if "🔊" in label] == []
    assert texts(channel)[-1].startswith(NOT_YET)
    assert (channel.sounds, settings.voice.exists()) == ([], False)


async def test_without_espeak_there_is_no_button(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(espeak, "_name", lambda: None)

    channel = await talk(settings, LISTEN)

    assert [label for label in labels(channel) if "🔊" in label] == []
    assert texts(channel)[-1].startswith(CANNOT)
    assert warned(caplog.records) == []


async def test_a_worker_that_is_gone_is_logged_and_who_asked_is_told(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(espeak, "WORKER", tmp_path / "gone.py")
    monkeypatch.setattr(espeak.worker_command, "__defaults__", (tmp_path / "gone.py",))

    channel = await talk(settings, LISTEN)

    assert CANNOT in texts(channel)
    assert channel.sounds == []
    assert set(warned(caplog.records)) == {("a message has no voice", "espeak-ng stopped or was too slow")}


async def test_a_folder_that_cannot_be_written_is_logged_and_who_asked_is_told(
    settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings.voice.write_text("a file stands where the folder must be", encoding="utf-8")

    channel = await talk(settings, LISTEN)

    assert CANNOT in texts(channel)
    assert channel.sounds == []
    assert set(warned(caplog.records)) == {("a message has no voice", "the clip cannot be written")}


@pytest.mark.parametrize("spoilt", ["nl/spoken.yaml", "ar/vowelled.yaml"])
async def test_voice_data_that_cannot_be_read_switches_the_voice_off(
    settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture, spoilt: str
) -> None:
    locales = tmp_path / "locales"
    shutil.copytree(ROOT / "locales", locales)
    (locales / spoilt).write_text("[", encoding="utf-8")

    channel = await talk(replace(settings, locales=locales), LISTEN)

    assert texts(channel)[-1].startswith(NOT_YET)
    assert warned(caplog.records) == [("nothing is read aloud: the files of the voice cannot be used", None)]


async def test_what_she_sees_is_the_same_with_and_without_a_voice_but_for_the_buttons(
    settings: Settings,
) -> None:
    moves = (Press("1|t:werk"), Press("2|g:baan-verliezen"), Press("3|self"), Press("4|a:ontslagen"))

    heard, silent = await talk(settings, *moves), await talk(_other(settings), *moves)

    assert texts(heard) == texts(silent)
    assert [label for label in labels(heard) if "🔊" not in label] == labels(silent)


def _other(settings: Settings) -> Settings:
    return replace(settings, voice_on=False, database_url=f"{settings.database_url}-silent")
