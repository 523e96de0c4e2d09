"""A voice that writes down what it was asked to say, where another would say it."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from bot.voice.base import Clip, Kind
from bot.voice.silence import NoVoice

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from bot.voice.base import Speech
    from bot.voice.vowelled import VowelledTexts


@dataclass
class WritingVoice:
    """Answers the port ``Voice``; a clip is a file below ``folder`` with the words in it.

    ``languages`` are those in which it says anything, ``vowelled`` those in which it says what
    has its vowels. ``known`` are the messages that it says in others, ``recorded`` those that a
    person said and ``rendered`` those of which this machine has a clip; all as (language,
    message id). ``said`` is what was asked of it, in order.
    """

    folder: Path
    languages: frozenset[str] = frozenset({"nl", "ti"})
    vowelled: Mapping[str, VowelledTexts] = field(default_factory=dict)
    recorded: frozenset[tuple[str, str]] = frozenset()
    rendered: frozenset[tuple[str, str]] = frozenset()
    known: frozenset[tuple[str, str]] = frozenset()
    said: list[Speech] = field(default_factory=list)
    media: dict[tuple[str, str, str], str] = field(default_factory=dict)
    discarded: list[str] = field(default_factory=list)

    async def clip(self, speech: Speech) -> Clip | None:
        return await self.joined([speech])

    async def joined(self, speeches: Sequence[Speech]) -> Clip | None:
        self.said += speeches
        if not speeches or not all(self.can(speech) for speech in speeches):
            return None
        people = all(self._recorded(speech) for speech in speeches)
        return self._written(speeches, Kind.RECORDING if people else Kind.ESPEAK)

    def found(self, speech: Speech) -> Clip | None:
        if self._recorded(speech):
            return self._written([speech], Kind.RECORDING)
        rendered = (speech.language, speech.message_id or "") in self.rendered
        by_computer = rendered and speech.only in {None, Kind.ESPEAK}
        return self._written([speech], Kind.ESPEAK) if by_computer else None

    def can(self, speech: Speech) -> bool:
        if speech.language in self.languages or self._recorded(speech) or self._read(speech) is not None:
            return True
        return all(map(self._knows, speech.parts or (speech,)))

    def speaks(self, language: str) -> bool:
        return language in self.languages

    def media_id(self, clip: Clip, *, channel: str, bot: str) -> str | None:
        return self.media.get((clip.key, channel, bot)) if clip.fixed else None

    def remember(self, clip: Clip, media_id: str, *, channel: str, bot: str) -> None:
        if clip.fixed:
            self.media[clip.key, channel, bot] = media_id

    def discard(self, clip: Clip) -> None:
        if not clip.fixed:
            self.discarded.append(clip.path.read_text(encoding="utf-8"))
            clip.path.unlink()

    def sweep(self) -> None:
        pass

    def _knows(self, speech: Speech) -> bool:
        return (speech.language, speech.message_id or "") in self.known

    def _read(self, speech: Speech) -> str | None:
        """What is read of a text with its vowels, None where it has none."""
        texts = self.vowelled.get(speech.language)
        try:
            return None if texts is None else texts.say(speech)
        except NoVoice:
            return None

    def _recorded(self, speech: Speech) -> bool:
        by_people = speech.fixed and speech.only in {None, Kind.RECORDING}
        return by_people and (speech.language, speech.message_id or "") in self.recorded

    def _written(self, speeches: Sequence[Speech], kind: Kind) -> Clip:
        words = "\n".join(f"{one.language}: {self._read(one) or one.text}" for one in speeches)
        key = sha256(f"{kind}{words}".encode()).hexdigest()
        path = self.folder / f"{key}.ogg"
        path.write_text(words, encoding="utf-8")
        return Clip(
            path=path,
            key=key,
            language=speeches[0].language,
            kind=kind,
            engine="writing",
            seconds=1.5,
            fixed=all(speech.fixed for speech in speeches),
        )
