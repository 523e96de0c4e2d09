"""Clips in one clip: what is heard, how long it is, and that nothing was encoded anew."""

from __future__ import annotations

import math
from array import array

import pytest

from bot.voice.audio import MOST_SECONDS, decode, encode
from bot.voice.sound import RATE, AudioError, Sound
from bot.voice.splicing import spliced
from tests.voice.sounds import file_of, joined_silence, tone

PACKET = 0.02
"""Seconds: a clip is cut where a packet ends."""

LOW, HIGH = (joined_silence(tone(1.0, frequency=frequency), 0.05) for frequency in (300.0, 900.0))


def samples(sound: Sound) -> array[int]:
    return array("h", sound.samples)


def place_of(part: array[int], whole: array[int], *, within: range) -> int:
    """Return where a part begins in the whole: where the two differ least."""
    probe = range(RATE // 4, RATE // 4 + 2000, 7)
    return min(within, key=lambda start: sum(abs(whole[start + at] - part[at]) for at in probe))


def noise_ratio(part: array[int], heard: array[int]) -> float:
    """Return in decibels how far the difference of two sounds lies below the first."""
    difference = sum((one - other) ** 2 for one, other in zip(part, heard, strict=True))
    return 10 * math.log10(sum(one**2 for one in part) / max(difference, 1))


def test_every_clip_is_heard_as_it_was_by_itself() -> None:
    low, high = encode(LOW), encode(HIGH)

    data, _ = spliced([low, high], [0.5])

    whole, alone = samples(decode(data)), samples(decode(high))
    begins = round((LOW.seconds + 0.5) * RATE)
    start = place_of(alone, whole, within=range(begins - RATE // 20, begins + RATE // 10))
    assert noise_ratio(samples(decode(low)), whole[: len(decode(low).samples) // 2]) > 60
    assert noise_ratio(alone[:RATE], whole[start : start + RATE]) > 60


def test_seconds_are_those_that_are_heard() -> None:
    data, seconds = spliced([encode(LOW), encode(HIGH), encode(LOW)], [0.5, 0.1])

    assert seconds == pytest.approx(3 * LOW.seconds + 0.6, abs=5 * 2 * PACKET)
    assert decode(data).seconds == pytest.approx(seconds, abs=PACKET)


def test_same_clips_give_the_same_bytes() -> None:
    clips = [encode(LOW), encode(HIGH)]

    assert spliced(clips, [0.5]) == spliced(clips, [0.5])


def test_spliced_clips_can_be_spliced_again() -> None:
    once, seconds = spliced([encode(LOW), encode(HIGH)], [0.5])

    data, twice = spliced([once, once], [0.5])

    assert twice == pytest.approx(2 * seconds + 0.5, abs=2 * PACKET)
    assert decode(data).seconds == pytest.approx(twice, abs=PACKET)


def test_packets_of_another_encoder_are_counted_as_long_as_they_are() -> None:
    other = file_of(LOW, "ogg")  # FFmpeg's own defaults, as a recording made by hand may be

    _, seconds = spliced([encode(LOW), other], [0.5])

    assert seconds == pytest.approx(2 * LOW.seconds + 0.5, abs=4 * PACKET)


@pytest.mark.parametrize("file", [file_of(LOW, "wav"), file_of(LOW, "mp3"), b"", b"OggS" + bytes(100)])
def test_what_is_no_opus_is_refused(file: bytes) -> None:
    with pytest.raises(AudioError):
        spliced([encode(LOW), file], [0.5])
    with pytest.raises(AudioError):
        spliced([file, encode(LOW)], [0.5])


def test_what_is_too_long_is_refused() -> None:
    minute = encode(tone(60))

    with pytest.raises(AudioError, match="a clip has at most"):
        spliced([minute, minute, minute], [0.5, 0.5])
    assert spliced([minute, minute], [0.5])[1] <= MOST_SECONDS


def test_what_is_too_long_is_refused_however_few_bytes_it_has() -> None:
    word = encode(tone(1))

    with pytest.raises(AudioError, match=r"15\d\.\d seconds; a clip has at most 524288 and 150$"):
        spliced([word, word], [149])
