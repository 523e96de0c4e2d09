"""What is known before anybody asks: after it was rendered, a walk through a guide makes no more of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING

import pytest

from bot import bootstrap, parts
from bot.commands.voice import messages_ahead
from bot.config import ROOT, Settings
from bot.flows import words
from bot.messages import Address, Command, Inbound, Press, Say
from bot.voice.audio import finished
from bot.voice.base import Kind
from bot.voice.cache import Cache, Label, Shelf
from bot.voice.chain import Chain
from bot.voice.engines.recordings import Recordings
from bot.voice.speaker import MessageSpeaker
from bot.voice.spoken.form import SpokenForms
from tests.recording_channel import RecordingChannel
from tests.voice.parrot import TONE, Parrot

if TYPE_CHECKING:
    from pathlib import Path

    from bot.locale import Languages
    from bot.messages import Content, Part, Speak
    from bot.voice.base import Clip

pytestmark = pytest.mark.untraced  # a whole guide is rendered and heard

AYSE = Address("telegram", "ayse")
TOPIC, GUIDE = "t:werk", "g:baan-krijgen"
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
FORWARD = ("done", "no", "menu")
LEAST = 10
"""Messages of the walk that are the same for everybody."""


class Clock:
    def __call__(self) -> datetime:
        return NOW


@dataclass
class Ear:
    """Opens a speaker over a parrot, and notes what the parrot had to say for each message."""

    folder: Path
    parrot: Parrot = field(default_factory=Parrot)
    heard: list[tuple[Speak, list[str]]] = field(default_factory=list)

    @property
    def chain(self) -> Chain:
        return Chain(
            {"nl": (Kind.RECORDING, Kind.ESPEAK)},
            recordings=Recordings(self.folder / "recordings"),
            engines={Kind.ESPEAK: self.parrot},
            cache=Cache(self.folder / "voice"),
            now=Clock(),
        )

    def render(self) -> None:
        """Lay the same sound down for each text, as fast as the disk takes it."""
        data, seconds = finished(TONE)
        chain = self.chain
        for speech in messages_ahead(Settings.from_environment({}), "nl"):
            label = Label(
                language="nl",
                kind=Kind.ESPEAK,
                engine="parrot",
                text=speech.text,
                seconds=seconds,
                message_id=speech.message_id,
            )
            chain.cache.put(self.parrot.order(speech).key, data, label, Shelf.AHEAD)

    def speaker(self, _settings: Settings, languages: Languages) -> MessageSpeaker:
        def number(place: int, language: str) -> Part | None:
            return parts.number(place, languages, language)

        ear = self

        class Noting(MessageSpeaker):
            async def clip(self, speak: Speak) -> Clip | None:
                before = len(ear.parrot.said)
                clip = await super().clip(speak)
                ear.heard.append((speak, ear.parrot.said[before:]))
                return clip

        return Noting(self.chain, SpokenForms.load(ROOT / "locales"), number=number)


def onward(channel: RecordingChannel) -> str | None:
    """The button that leads on from the last question, None at the end."""
    asked = [one.delivery for one in channel.taken if isinstance(one.delivery, Say) and one.delivery.buttons]
    ids = [
        button.id for button in next(one for one in reversed(asked) if one.buttons[0].id[0] != "0").buttons
    ]
    own = {one.partition("|")[2]: one for one in ids}
    if "list" in own:
        return None
    answers = [name for name in own if name.startswith("a:")]
    return own[next(name for name in (TOPIC, GUIDE, "self", *answers, *FORWARD) if name in own)]


async def test_after_rendering_only_what_is_hers_is_said_by_an_engine(
    tmp_path: Path, sqlite_url: str
) -> None:
    ear = Ear(tmp_path)
    ear.render()
    channel = RecordingChannel()
    settings = replace(
        Settings.from_environment({"WEGWIJS_DATABASE_URL": sqlite_url}), voice=tmp_path / "voice"
    )
    async with bootstrap.application(
        settings, {channel.name: channel}, now=Clock(), speaker=ear.speaker
    ) as app:
        content: Content = Command("start", "nl-voice")
        for number in count(1):
            await app.conversation.receive(Inbound(AYSE, str(number), content, NOW, message_id=str(number)))
            await app.delivery.drain()
            button = onward(channel)
            if button is None:
                break
            content = Press(button)

    own = [sum(part.own for part in speak.parts) for speak, _ in ear.heard]
    assert [len(said) for _, said in ear.heard] == own
    assert own.count(0) > LEAST
    assert sum(own) > 0
    assert words.PROGRESS.context in {part.message_id for speak, _ in ear.heard for part in speak.parts}
