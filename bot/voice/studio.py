"""Who works on sound: FFmpeg, here or in a process beside this one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.voice.sound import Sound


class Studio(Protocol):
    """Decodes, finishes and joins. Each raises ``AudioError``, and blocks for as long as it takes."""

    def decode(self, data: bytes) -> Sound:
        """Read a file that FFmpeg knows."""

    def finished(self, sound: Sound) -> tuple[bytes, float]:
        """Trim, level and encode; return the file and its seconds."""

    def spliced(self, clips: Sequence[bytes], pauses: Sequence[float]) -> tuple[bytes, float]:
        """Return the file of clips one after another, and its seconds."""

    def rest(self) -> None:
        """Give back what was not needed for a while."""


class Here:
    """Answers ``Studio`` in this process, which holds FFmpeg from the first sound on: some 30 MB."""

    def decode(self, data: bytes) -> Sound:
        """Read a file that FFmpeg knows."""
        from bot.voice.audio import decode  # noqa: PLC0415  who makes no sound needs no FFmpeg

        return decode(data)

    def finished(self, sound: Sound) -> tuple[bytes, float]:
        """Trim, level and encode; return the file and its seconds."""
        from bot.voice.audio import finished  # noqa: PLC0415  as above

        return finished(sound)

    def spliced(self, clips: Sequence[bytes], pauses: Sequence[float]) -> tuple[bytes, float]:
        """Return the file of clips one after another, and its seconds."""
        from bot.voice.splicing import spliced  # noqa: PLC0415  as above

        return spliced(clips, pauses)

    def rest(self) -> None:
        """Do nothing: what was loaded stays."""
