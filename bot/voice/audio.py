"""From any sound to a voice message: decoded, trimmed, levelled, encoded.

Between decoding and encoding a sound is 16-bit samples, one channel, 48,000 a second.
Loudness and true peak are those of EBU R 128 (ITU-R BS.1770), measured by FFmpeg.
"""

from __future__ import annotations

import sys
from array import array
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from math import log10
from typing import TYPE_CHECKING, Final

import av
from av.codec.context import Flags
from av.filter import Graph

from bot.voice.sound import RATE, SAMPLE_BYTES, AudioError, Sound

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BIT_RATE: Final = 24_000
LOUDNESS: Final = -18.0
"""LUFS: what every clip is levelled to, so that a recording and a computer voice are equally loud."""

PEAK: Final = -1.0
"""dBTP: the most that EBU R 128 allows."""

EXACT: Final = {"fflags": "bitexact", "serial_offset": "1"}
"""Without these two the muxer writes its version and a random serial number."""

MOST_BYTES: Final = 512 * 1024
"""WhatsApp shows a larger file without a play button."""

MOST_SECONDS: Final = 150.0
FEWEST_SECONDS: Final = 0.1

_BLOCK: Final = RATE // 100
_MARGIN: Final = RATE // 20
_SILENT: Final = 33
"""Amplitude of 32,768: a sound that never gets above -60 dB is silence."""

_BELOW_PEAK: Final = 100
"""What stays 40 dB below the loudest sample is silence around the speech."""

_MEASURED_SECONDS: Final = 3
"""Loudness is measured in blocks of 0.4 s: one short word is repeated until there are some."""

_MOST_PASSES: Final = 4
_NEAR: Final = 0.2
"""Decibels for which a further pass is not worth it."""

_CHUNK: Final = RATE // 10
"""Samples in a frame; the loudness so far comes with each."""


@dataclass(frozen=True)
class Level:
    """Integrated loudness in LUFS and true peak in dBTP."""

    loudness: float
    peak: float


def decode(data: bytes) -> Sound:
    """Read a file that FFmpeg knows (wav, m4a, webm, mp3, ogg); raise ``AudioError`` for any other."""
    samples = bytearray()
    resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE)
    try:
        with av.open(BytesIO(data), "r") as container:
            if not container.streams.audio:
                raise AudioError("there is no sound in this file")
            for frame in container.decode(container.streams.audio[0]):
                for part in resampler.resample(frame):
                    samples += _bytes(part)
                if len(samples) > MOST_SECONDS * RATE * SAMPLE_BYTES:
                    raise AudioError(f"longer than {MOST_SECONDS:g} seconds")
            for part in resampler.resample(None):
                samples += _bytes(part)
    except (av.FFmpegError, ValueError) as error:
        raise AudioError("this is not a sound file, or it is damaged") from error
    sound = Sound(bytes(samples))
    if sound.seconds < FEWEST_SECONDS:
        raise AudioError("there is no sound in this file")
    return sound


def trimmed(sound: Sound) -> Sound:
    """Take the silence off both ends, but for 0.05 s; raise ``AudioError`` for silence alone."""
    samples = _array(sound)
    # Every fourth sample tells enough, and looking at all of them takes as long as decoding.
    peak = _loudest(samples[::4]) if samples else 0
    if peak < _SILENT:
        raise AudioError("there is only silence in this sound")
    starts = range(0, len(samples), _BLOCK)
    threshold = peak / _BELOW_PEAK
    first = next(start for start in starts if _loudest(samples[start : start + _BLOCK]) >= threshold)
    last = next(start for start in reversed(starts) if _loudest(samples[start : start + _BLOCK]) >= threshold)
    begin = max(first - _MARGIN, 0)
    end = last + _BLOCK + _MARGIN
    return Sound(sound.samples[begin * SAMPLE_BYTES : end * SAMPLE_BYTES])


def joined(sounds: Sequence[Sound], *, pause: float) -> Sound:
    """Return sounds one after another, with ``pause`` seconds of silence between two."""
    return Sound((b"\0" * SAMPLE_BYTES * round(pause * RATE)).join(sound.samples for sound in sounds))


def level(sound: Sound) -> Level:
    """Measure a sound. A short one is measured as if it were repeated."""
    times = max(1, round(_MEASURED_SECONDS / max(sound.seconds, FEWEST_SECONDS)))
    found: dict[str, str] = {}
    with _refused("the loudness of this sound cannot be measured"):
        for frame in _filtered(Sound(sound.samples * times), (("ebur128", "metadata=1:peak=true"),)):
            found = frame.metadata or found
    try:
        peak = float(found["lavfi.r128.true_peak"])
        return Level(float(found["lavfi.r128.I"]), 20 * log10(peak))
    except (KeyError, ValueError) as error:
        raise AudioError("the loudness of this sound cannot be measured") from error


def levelled(sound: Sound) -> Sound:
    """Bring a sound to ``LOUDNESS``, with no peak above ``PEAK``."""
    for _ in range(_MOST_PASSES):
        before = level(sound)
        gain = LOUDNESS - before.loudness
        if abs(gain) < _NEAR and before.peak < PEAK + _NEAR:
            break
        if before.peak + gain <= PEAK:
            return _louder(sound, gain, limited=False)
        # What the limiter takes away makes the whole softer: the next pass gives that back.
        sound = _louder(sound, gain, limited=True)
    return sound


def _louder(sound: Sound, gain: float, *, limited: bool) -> Sound:
    steps = [("aformat", "sample_fmts=flt"), ("volume", f"{gain:.3f}dB:precision=float")]
    if limited:
        # Limited at four times the rate: between two samples a peak can be higher than both.
        limit = f"limit={10 ** (PEAK / 20):.4f}:level=0:attack=5:release=50:latency=1"
        steps += [("aresample", str(4 * RATE)), ("alimiter", limit), ("aresample", str(RATE))]
    steps.append(("aformat", f"sample_fmts=s16:sample_rates={RATE}:channel_layouts=mono"))
    with _refused("this sound cannot be levelled"):
        return Sound(b"".join(_bytes(frame) for frame in _filtered(sound, steps)))


def encode(sound: Sound) -> bytes:
    """Return the OGG/Opus file of a sound: the same bytes for the same sound, every time."""
    if not FEWEST_SECONDS <= sound.seconds <= MOST_SECONDS:
        raise AudioError(f"{sound.seconds:.1f} seconds; a clip has {FEWEST_SECONDS:g} to {MOST_SECONDS:g}")
    file = BytesIO()
    with (
        _refused("this sound cannot be encoded"),
        av.open(file, "w", format="ogg", options=EXACT) as container,
    ):
        stream = container.add_stream(
            "libopus", rate=RATE, options={"application": "voip", "vbr": "constrained"}
        )
        stream.codec_context.layout = "mono"
        stream.bit_rate = BIT_RATE
        stream.codec_context.flags |= Flags.bitexact
        for frame in _frames(sound):
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    data = file.getvalue()
    if len(data) > MOST_BYTES:
        raise AudioError(f"{len(data)} bytes; a clip has at most {MOST_BYTES}")
    return data


@contextmanager
def _refused(what: str) -> Iterator[None]:
    """Turn an error of FFmpeg, many of which are ``OSError`` too, into our own."""
    try:
        yield
    except av.FFmpegError as error:
        raise AudioError(what) from error


def finished(sound: Sound) -> tuple[bytes, float]:
    """Trim, level and encode; return the file and its seconds."""
    ready = levelled(trimmed(sound))
    return encode(ready), ready.seconds


def _filtered(sound: Sound, steps: Sequence[tuple[str, str]]) -> Iterator[av.AudioFrame]:
    graph = Graph()
    graph.threads = 1  # a sound this short is done before a thread has started
    source = graph.add_abuffer(sample_rate=RATE, format="s16", layout="mono")
    graph.link_nodes(
        source, *(graph.add(name, options) for name, options in steps), graph.add("abuffersink")
    ).configure()
    for frame in (*_frames(sound), None):
        graph.push(frame)
        while True:
            try:
                pulled = graph.pull()
            except (av.BlockingIOError, av.EOFError):
                break
            if isinstance(pulled, av.AudioFrame):
                yield pulled


def _frames(sound: Sound) -> Iterator[av.AudioFrame]:
    step = _CHUNK * SAMPLE_BYTES
    for start in range(0, len(sound.samples), step):
        data = sound.samples[start : start + step]
        frame = av.AudioFrame(format="s16", layout="mono", samples=len(data) // SAMPLE_BYTES)
        frame.sample_rate = RATE
        frame.pts = start // SAMPLE_BYTES
        frame.planes[0].update(data)
        yield frame


def _bytes(frame: av.AudioFrame) -> bytes:
    # A plane may be longer than its samples: FFmpeg rounds it up.
    return bytes(frame.planes[0])[: frame.samples * SAMPLE_BYTES]


def _array(sound: Sound) -> array[int]:
    samples = array("h", sound.samples)
    if sys.byteorder == "big":
        samples.byteswap()
    return samples


def _loudest(block: array[int]) -> int:
    low, high = min(block), max(block)
    return max(high, -low)
