"""Sounds to test with, made here: tones, silence, and files of every format that people record in."""

from __future__ import annotations

import math
from array import array
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Final

import av

from bot.voice.sound import RATE, Sound

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMATS: Final = {
    "wav": ("wav", "pcm_s16le", "s16"),
    "m4a": ("ipod", "aac", "fltp"),
    "webm": ("webm", "libopus", "flt"),
    "mp3": ("mp3", "libmp3lame", "s16p"),
    "ogg": ("ogg", "libopus", "flt"),
}
"""Ending, container of FFmpeg, codec, sample format."""


@cache
def tone(seconds: float, *, amplitude: float = 0.3, frequency: float = 440.0) -> Sound:
    """Return a tone; ``amplitude`` runs from 0 to 1."""
    samples = array(
        "h",
        (
            round(amplitude * 32_767 * math.sin(2 * math.pi * frequency * number / RATE))
            for number in range(round(seconds * RATE))
        ),
    )
    return Sound(samples.tobytes())


def silence(seconds: float) -> Sound:
    return Sound(b"\0\0" * round(seconds * RATE))


def joined_silence(sound: Sound, seconds: float = 0.7) -> Sound:
    """Return a sound as people record it: with silence before and after."""
    around = silence(seconds).samples
    return Sound(around + sound.samples + around)


def file_of(sound: Sound, ending: str) -> bytes:
    """Return the file that a phone or a browser would send."""
    container_format, codec, sample_format = FORMATS[ending]
    file = BytesIO()
    resampler = av.AudioResampler(format=sample_format, layout="mono", rate=RATE)
    with av.open(file, "w", format=container_format) as container:
        stream = container.add_stream(codec, rate=RATE)
        assert isinstance(stream, av.AudioStream)
        stream.codec_context.layout = "mono"
        for frame in _frames(sound):
            for part in resampler.resample(frame):
                container.mux(stream.encode(part))
        container.mux(stream.encode(None))
    return file.getvalue()


def longest_gap(sound: Sound, *, below: int = 100) -> float:
    """Return the longest stretch in seconds that is all but silent: no sample above ``below`` of 32,767."""
    samples = array("h", sound.samples)
    longest = current = 0
    block = RATE // 100
    for start in range(0, len(samples), block):
        piece = samples[start : start + block]
        current = current + 1 if max(piece) < below and min(piece) > -below else 0
        longest = max(longest, current)
    return longest / 100


def _frames(sound: Sound) -> Iterator[av.AudioFrame]:
    frame = av.AudioFrame(format="s16", layout="mono", samples=len(sound.samples) // 2)
    frame.sample_rate = RATE
    frame.pts = 0
    frame.planes[0].update(sound.samples)
    yield frame
