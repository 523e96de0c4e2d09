"""Several clips in one, without decoding: the packets of each are copied behind those before it.

A clip begins and ends in silence, and the pause between two is a clip of silence. So
the decoder is at rest at every seam, and what is heard is what each clip was by itself.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Final

import av
from av.error import FFmpegError

from bot.voice.audio import EXACT, FEWEST_SECONDS, MOST_BYTES, MOST_SECONDS, encode
from bot.voice.sound import RATE, SAMPLE_BYTES, AudioError, Sound

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SILK: Final = (480, 960, 1920, 2880)
_HYBRID: Final = (480, 960)
_CELT: Final = (120, 240, 480, 960)
"""Samples of a frame by configuration, https://www.rfc-editor.org/rfc/rfc6716#section-3.1"""


def spliced(clips: Sequence[bytes], pauses: Sequence[float]) -> tuple[bytes, float]:
    """Return the OGG/Opus file of clips one after another, and its seconds.

    ``pauses`` are the seconds of silence behind each clip but the last. The same clips give
    the same bytes. Raises ``AudioError`` for what is not Opus with one channel, or too long.
    """
    silences = [_silence(pause) for pause in pauses]
    files = [clips[0], *(file for pair in zip(silences, clips[1:], strict=True) for file in pair)]
    out = BytesIO()
    samples = 0
    try:
        with (
            av.open(out, "w", format="ogg", options=EXACT) as target,
            av.open(BytesIO(files[0]), "r") as first,
        ):
            stream = target.add_stream_from_template(_speech_in(first))
            for packet in _packets(files):
                length = _length(bytes(packet))
                packet.pts = packet.dts = samples
                packet.duration = length
                packet.stream = stream
                target.mux(packet)
                samples += length
    except FFmpegError as error:
        raise AudioError("these clips cannot be joined") from error
    data, seconds = out.getvalue(), samples / RATE
    if len(data) > MOST_BYTES or seconds > MOST_SECONDS:
        most = f"a clip has at most {MOST_BYTES} and {MOST_SECONDS:g}"
        raise AudioError(f"{len(data)} bytes, {seconds:.1f} seconds; {most}")
    return data, seconds


def _packets(files: Sequence[bytes]) -> Iterator[av.Packet[av.AudioStream]]:
    for file in files:
        with av.open(BytesIO(file), "r") as container:
            for packet in container.demux(_speech_in(container)):
                if packet.size:  # the last one says that there are no more
                    yield packet


def _speech_in(container: av.container.InputContainer) -> av.AudioStream:
    if container.streams.audio:
        stream = container.streams.audio[0]
        if stream.codec_context.name in {"opus", "libopus"} and stream.layout.nb_channels == 1:
            return stream
    raise AudioError("only Opus with one channel can be joined")


def _length(packet: bytes) -> int:
    """Return the samples of an Opus packet, as its first bytes tell."""
    configuration, code = packet[0] >> 3, packet[0] & 3
    if configuration < 12:  # noqa: PLR2004  RFC 6716, table 2
        frame = _SILK[configuration % 4]
    elif configuration < 16:  # noqa: PLR2004
        frame = _HYBRID[configuration % 2]
    else:
        frame = _CELT[configuration % 4]
    return frame * (1, 2, 2, packet[1] & 63)[code] if len(packet) > 1 else frame


@lru_cache(maxsize=8)
def _silence(seconds: float) -> bytes:
    return encode(Sound(bytes(SAMPLE_BYTES * round(max(seconds, FEWEST_SECONDS) * RATE))))
