"""The port of the voice: a text that is to be heard, and the clip that speaks it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from bot.messages import Speak


class Kind(StrEnum):
    """Where a clip comes from. The values are the names in ``locales/languages.yaml``."""

    RECORDING = "recording"
    GTTS = "gtts"
    ESPEAK = "espeak"


@dataclass(frozen=True, kw_only=True)
class Speech:
    """One message that is to be heard.

    ``text`` is its spoken form: words only, nothing that an engine misreads. ``fixed``
    says that nothing in it comes from a resident: only then may it leave this machine
    and be kept. ``message_id`` is the context of the message in the catalogs and
    ``written`` its text there, in ``language`` and with its placeholders: recordings and
    vowelled texts belong to those two. ``values`` holds the spoken form of what stands
    in each placeholder, by ``name`` or ``kind:id``: words, or a message of its own.
    ``filled`` is ``written`` with content in its placeholders, as it is read by eye; empty
    where there is none or a resident's own values are in it.
    ``parts`` are the messages that are said here in one breath, for who knows each by its id.
    ``only`` is who must speak it, None for the best there is: one voice says a whole message.
    ``pause`` is the seconds of silence behind it, where more follows in the same clip.
    """

    language: str
    text: str
    fixed: bool
    message_id: str | None = None
    written: str = ""
    values: Mapping[str, str | Speech] = field(default_factory=dict)
    parts: tuple[Speech, ...] = ()
    only: Kind | None = None
    pause: float = 0.5
    filled: str = ""

    @property
    def wording(self) -> str:
        """Return what a person reads who records this."""
        return self.filled or self.written

    @property
    def inside(self) -> tuple[str, ...]:
        """Return the ids of the messages that fill this one, in order."""
        ids = (one.message_id for one in self.values.values() if isinstance(one, Speech))
        return tuple(sorted(one for one in ids if one is not None))


@dataclass(frozen=True, kw_only=True)
class Clip:
    """A voice message: an OGG/Opus file, one channel, at most 512 KB.

    ``key`` is equal for equal clips. ``engine`` is the name of what spoke it;
    ``speaker`` is a person's name and given for recordings only. A clip that is not
    ``fixed`` speaks a resident's own values: the first sweep an hour later deletes it.
    """

    path: Path
    key: str
    language: str
    kind: Kind
    engine: str
    seconds: float
    fixed: bool
    speaker: str | None = None

    @property
    def by_computer(self) -> bool:
        """Tell whether a computer speaks: the resident is told so."""
        return self.kind is not Kind.RECORDING


class Voice(Protocol):
    """Speaks. Raises nothing: where there is no voice the answer is None and the reason is logged."""

    async def clip(self, speech: Speech) -> Clip | None:
        """Return the best clip there is, made now when that can be done on this machine."""

    async def joined(self, speeches: Sequence[Speech]) -> Clip | None:
        """Return one clip that speaks all of these in order; None when one of them has no voice."""

    def found(self, speech: Speech) -> Clip | None:
        """Return the best clip that is there already. Takes microseconds; makes nothing."""

    def can(self, speech: Speech) -> bool:
        """Tell whether there is a clip of this, or one could be made on this machine."""

    def speaks(self, language: str) -> bool:
        """Tell whether any text of a language can be spoken on this machine."""

    def discard(self, clip: Clip) -> None:
        """Delete a clip with a resident's own values now: the channel has it."""

    def media_id(self, clip: Clip, *, channel: str, bot: str) -> str | None:
        """Return the id under which a provider keeps this clip for this bot, if it does."""

    def remember(self, clip: Clip, media_id: str, *, channel: str, bot: str) -> None:
        """Note the provider's id of a clip, so that it is uploaded once. Only of a fixed clip."""

    def sweep(self) -> None:
        """Delete clips with a resident's own values that are an hour old. To be called every few minutes."""


class Speaker(Protocol):
    """Speaks a whole message. Raises nothing, as ``Voice``, whose clips it hands on."""

    async def clip(self, speak: Speak) -> Clip | None:
        """Return one clip of all that is read of a message; None where a part has no voice."""

    def media_id(self, clip: Clip, *, channel: str, bot: str) -> str | None:
        """Return the id under which a provider keeps this clip for this bot, if it does."""

    def remember(self, clip: Clip, media_id: str, *, channel: str, bot: str) -> None:
        """Note the provider's id of a clip, so that it is uploaded once. Only of a fixed clip."""

    def discard(self, clip: Clip) -> None:
        """Delete a clip with a resident's own values now: the channel has it."""
