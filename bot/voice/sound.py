"""What a sound is, for who neither decodes nor encodes one: FFmpeg is not loaded for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

RATE: Final = 48_000
SAMPLE_BYTES: Final = 2

PROFILE: Final = "ogg-opus-48000-mono-24000-18lufs-1"
"""Names everything in ``audio`` that decides the bytes of a clip; raise its number when that changes."""


class AudioError(Exception):
    """A sound cannot be used: not audio, silent, too short or too long."""


@dataclass(frozen=True)
class Sound:
    """Samples of 16 bits, little-endian, one channel, ``RATE`` a second."""

    samples: bytes

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.samples) / SAMPLE_BYTES / RATE
