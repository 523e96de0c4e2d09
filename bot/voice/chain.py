"""The voice of every language: the first in its chain that can speak a message.

For example recording, then gTTS, then espeak-ng. What needs a network is only looked up
here, never asked: a reply does not wait for it. ``wegwijs voice render`` asks it.
"""

from __future__ import annotations

import asyncio
import logging
from hashlib import sha256
from json import dumps
from typing import TYPE_CHECKING, Final

from bot.voice.base import Kind, Speech
from bot.voice.cache import Label, Shelf
from bot.voice.silence import NoVoice, Reason
from bot.voice.sound import PROFILE, AudioError
from bot.voice.studio import Here

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from datetime import datetime

    from bot.voice.base import Clip
    from bot.voice.cache import Cache
    from bot.voice.engine import Engine
    from bot.voice.engines.recordings import Recordings
    from bot.voice.studio import Studio

log = logging.getLogger(__name__)

AT_ONCE: Final = 2
"""Clips that are made at the same time: a crowd that listens does not stop the conversations."""

_DEFECTS: Final = {Reason.NO_WORKER, Reason.WORKER_FAILED, Reason.DISK, Reason.BAD_SOUND}
"""What an operator should mend; the other reasons belong to the language or the message."""


class Chain:
    """Answers the port ``Voice``. ``order`` holds the chain of each language, ``studio`` works on sound."""

    def __init__(  # noqa: PLR0913  keyword only: what it is put together from
        self,
        order: Mapping[str, Sequence[Kind]],
        *,
        recordings: Recordings,
        engines: Mapping[Kind, Engine],
        cache: Cache,
        now: Callable[[], datetime],
        studio: Studio | None = None,
    ) -> None:
        self.order = order
        self.recordings = recordings
        self.engines = engines
        self.cache = cache
        self._now = now
        self._studio = studio or Here()
        self._free = asyncio.Semaphore(AT_ONCE)

    # --- the port -------------------------------------------------------------

    async def clip(self, speech: Speech) -> Clip | None:
        """Return the best clip there is; make one here where that needs no network."""
        try:
            found = self.found(speech)
            if found is not None:
                return found
            async with self._free:
                return await asyncio.to_thread(self.made, speech, self._local)
        except NoVoice as silence:
            _report(silence.reason, speech.language)
        except Exception:
            # The text went out all the same: nothing here may stop a conversation.
            log.exception("something broke in the voice", extra={"language": speech.language})
        return None

    async def joined(self, speeches: Sequence[Speech]) -> Clip | None:
        """Return one clip of several messages; None when one of them has no voice."""
        found = await asyncio.gather(*map(self.clip, speeches))
        clips = [clip for clip in found if clip is not None]
        if len(clips) < len(found):
            return None
        if len(clips) <= 1:
            return clips[0] if clips else None
        try:
            async with self._free:
                return await asyncio.to_thread(self._join, speeches, clips)
        except NoVoice as silence:
            _report(silence.reason, clips[0].language)
        except Exception:
            log.exception("something broke in the voice", extra={"language": clips[0].language})
        return None

    def media_id(self, clip: Clip, *, channel: str, bot: str) -> str | None:
        """Return the provider's id of a clip, when this bot uploaded it before."""
        return self.cache.media_id(clip.key, channel=channel, bot=bot) if clip.fixed else None

    def remember(self, clip: Clip, media_id: str, *, channel: str, bot: str) -> None:
        """Note the provider's id of a clip. What speaks a resident's own values is not remembered."""
        if not clip.fixed:
            return
        try:
            self.cache.remember(clip.key, media_id, channel=channel, bot=bot)
        except OSError:
            _report(Reason.DISK, clip.language)

    def can(self, speech: Speech) -> bool:
        """Tell whether there is a clip of this, or one could be made on this machine."""
        # What an engine here could say is known without the disk.
        return any(self.able(kind, speech) for kind in self._local) or self.found(speech) is not None

    def speaks(self, language: str) -> bool:
        """Tell whether any text of a language can be spoken on this machine."""
        return any(self.able(kind, Speech(language=language, text="a", fixed=False)) for kind in self._local)

    def discard(self, clip: Clip) -> None:
        """Delete a clip with a resident's own values now. What stays goes with the next sweep."""
        if not clip.fixed:
            self.cache.discard(clip.key)

    def sweep(self) -> None:
        """Delete clips with a resident's own values that were made an hour ago, and let the studio rest."""
        self.cache.sweep(self._now())
        self._studio.rest()

    # --- for what renders ahead -----------------------------------------------------

    def kinds(self, speech: Speech) -> Sequence[Kind]:
        """Return who may speak this, the best first."""
        chain = self.order.get(speech.language, ())
        return chain if speech.only is None else [kind for kind in chain if kind is speech.only]

    def found(self, speech: Speech) -> Clip | None:
        """Return the best clip that is there already. Takes microseconds; makes nothing."""
        for kind in self.kinds(speech):
            clip = self.found_of(kind, speech)
            if clip is not None:
                return clip
        return None

    def found_of(self, kind: Kind, speech: Speech) -> Clip | None:
        """Return the clip of one kind that is there already."""
        if kind is Kind.RECORDING:
            return self.recordings.find(speech)
        try:
            return self._kept(self.engines[kind].order(speech).key, speech)
        except NoVoice:
            return None

    def able(self, kind: Kind, speech: Speech) -> bool:
        """Tell whether an engine of the chain could speak this, if it were asked."""
        if kind not in self.engines or kind not in self.kinds(speech):
            return False
        try:
            self.engines[kind].order(speech)
        except NoVoice:
            return False
        return True

    def made(self, speech: Speech, kinds: Collection[Kind], *, ahead: bool = False) -> Clip:
        """Return a clip of the first of these kinds that can speak; raise ``NoVoice``. Blocks.

        ``ahead``: whoever asks knows all that is said, and prunes the rest.
        """
        reason = Reason.LANGUAGE
        for kind in self.kinds(speech):
            if kind is Kind.RECORDING:
                reason = Reason.NOT_RECORDED
            elif kind not in kinds:
                reason = Reason.NOT_RENDERED
            else:
                try:
                    return self._made_by(self.engines[kind], speech, ahead=ahead)
                except NoVoice as silence:
                    reason = silence.reason
        raise NoVoice(reason)

    def _kept(self, key: str, speech: Speech) -> Clip | None:
        return next(filter(None, (self.cache.get(key, shelf) for shelf in shelves_of(speech))), None)

    def _made_by(self, engine: Engine, speech: Speech, *, ahead: bool) -> Clip:
        order = engine.order(speech)
        known = self._kept(order.key, speech)
        if known is not None:  # made while this one waited
            return known
        try:
            data, seconds = self._studio.finished(engine.sound(order))
        except AudioError as error:
            raise NoVoice(Reason.BAD_SOUND) from error
        if not speech.fixed:
            self.sweep()
        label = Label(
            language=speech.language,
            kind=engine.kind,
            engine=order.engine,
            text=order.text,
            seconds=seconds,
            message_id=speech.message_id if speech.fixed else None,
        )
        shelves = shelves_of(speech)
        return self.cache.put(order.key, data, label, shelves[0] if ahead else shelves[-1])

    @property
    def _local(self) -> set[Kind]:
        return {kind for kind, engine in self.engines.items() if engine.local}

    def _join(self, speeches: Sequence[Speech], clips: Sequence[Clip]) -> Clip:
        pauses = [speech.pause for speech in speeches[:-1]]
        parts = dumps([[clip.key for clip in clips], pauses])
        key = sha256(f"spliced\0{PROFILE}\0{parts}".encode()).hexdigest()
        shelf = Shelf.ASKED if all(clip.fixed for clip in clips) else Shelf.PASSING
        known = self.cache.get(key, shelf)
        if known is not None:
            return known
        # Called what the least of its parts is called: one computer voice in it makes it one.
        least = max(clips, key=lambda clip: list(Kind).index(clip.kind))
        try:
            data, seconds = self._studio.spliced(list(map(self._bytes, speeches, clips)), pauses)
        except OSError as error:
            raise NoVoice(Reason.DISK) from error
        except AudioError as error:
            raise NoVoice(Reason.BAD_SOUND) from error
        label = Label(
            language=least.language,
            kind=least.kind,
            engine=least.engine,
            text=parts,
            seconds=seconds,
            message_id=None,
        )
        joined = self.cache.put(key, data, label, shelf)
        for clip in clips:
            self.discard(clip)
        return joined

    def _bytes(self, speech: Speech, clip: Clip) -> bytes:
        try:
            return clip.path.read_bytes()
        except FileNotFoundError:  # somebody with the same value was told, and it was deleted behind her
            return self.made(speech, self._local).path.read_bytes()


def shelves_of(speech: Speech) -> tuple[Shelf, ...]:
    """Return where a clip of this may lie: first where it does when made ahead, last when made now.

    A message with values from the content may have been foreseen when the clips were rendered; where
    it was not, it has its time as all that is asked for.
    """
    if not speech.fixed:
        return (Shelf.PASSING,)
    if speech.message_id is None:
        return (Shelf.ASKED,)
    return (Shelf.AHEAD, Shelf.ASKED) if speech.values else (Shelf.AHEAD,)


def _report(reason: Reason, language: str) -> None:
    level = logging.WARNING if reason in _DEFECTS else logging.INFO
    log.log(level, "a message has no voice", extra={"kind": reason.value, "language": language})
