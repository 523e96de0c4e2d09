from __future__ import annotations

from io import BytesIO

import av
import pytest

from bot.voice.audio import (
    LOUDNESS,
    MOST_BYTES,
    PEAK,
    decode,
    encode,
    finished,
    joined,
    level,
    levelled,
    trimmed,
)
from bot.voice.sound import AudioError, Sound
from tests.voice.sounds import FORMATS, file_of, silence, tone

TEN_MILLISECONDS = 0.01


@pytest.mark.parametrize("ending", FORMATS)
def test_decode_reads_every_format_that_people_record_in(ending: str) -> None:
    file = file_of(tone(2.0), ending)

    sound = decode(file)

    # MP3 and AAC begin and end with a frame of padding.
    assert sound.seconds == pytest.approx(2.0, abs=0.1)
    assert level(sound).loudness == pytest.approx(level(tone(2.0)).loudness, abs=0.5)


@pytest.mark.parametrize("ending", FORMATS)
def test_recording_of_every_format_becomes_one_channel_of_opus(ending: str) -> None:
    data, seconds = finished(decode(file_of(tone(2.0), ending)))

    with av.open(BytesIO(data), "r") as container:
        stream = container.streams.audio[0]
        found = (container.format.name, stream.codec_context.name, stream.codec_context.channels)
    assert found[0] == "ogg"
    assert found[1:] in {("opus", 1), ("libopus", 1)}
    assert decode(data).seconds == pytest.approx(seconds, abs=TEN_MILLISECONDS)


@pytest.mark.parametrize(
    "data",
    [b"", b"<html>429</html>", b"OggS" + bytes(200), file_of(tone(1.0), "wav")[:60]],
    ids=["empty", "html", "damaged", "header only"],
)
def test_decode_refuses_what_is_no_sound(data: bytes) -> None:
    with pytest.raises(AudioError):
        decode(data)


def test_decode_refuses_a_sound_that_lasts_too_long() -> None:
    with pytest.raises(AudioError, match="longer than 150 seconds"):
        decode(file_of(silence(151), "wav"))


def test_trimmed_keeps_a_twentieth_of_a_second_around_the_sound() -> None:
    sound = joined([silence(1.0), tone(0.5), silence(2.0)], pause=0.0)

    assert trimmed(sound).seconds == pytest.approx(0.6, abs=TEN_MILLISECONDS)


def test_trimmed_keeps_a_pause_between_two_words() -> None:
    sound = joined([tone(0.5), tone(0.5)], pause=0.8)

    assert trimmed(sound).seconds == pytest.approx(1.8, abs=TEN_MILLISECONDS)


@pytest.mark.parametrize("sound", [silence(1.0), tone(1.0, amplitude=0.0005), Sound(b"")])
def test_trimmed_refuses_silence(sound: Sound) -> None:
    with pytest.raises(AudioError, match="only silence"):
        trimmed(sound)


@pytest.mark.parametrize("seconds", [0.2, 1.0, 12.0])
@pytest.mark.parametrize("amplitude", [0.005, 0.3, 1.0])
def test_levelled_brings_every_sound_to_one_loudness(seconds: float, amplitude: float) -> None:
    found = level(levelled(tone(seconds, amplitude=amplitude)))

    assert found.loudness == pytest.approx(LOUDNESS, abs=0.3)


def test_levelled_keeps_the_peaks_of_a_click_below_the_limit() -> None:
    # One loud click in soft speech: the gain that the speech needs would send it far over the top.
    click = joined(
        [tone(2.0, amplitude=0.02), tone(0.002, amplitude=0.9), tone(2.0, amplitude=0.02)], pause=0
    )

    found = level(levelled(click))

    assert level(click).peak + LOUDNESS - level(click).loudness > PEAK
    assert found.peak <= PEAK + 0.3
    assert found.loudness == pytest.approx(LOUDNESS, abs=1.5)


def test_clip_is_the_same_bytes_when_it_is_made_again() -> None:
    sound = joined([silence(0.3), tone(1.0), tone(0.7, frequency=300)], pause=0.2)

    assert finished(sound) == finished(sound)


def test_encode_refuses_what_a_channel_would_not_play() -> None:
    with pytest.raises(AudioError, match=r"a clip has 0\.1 to 150"):
        encode(silence(151))
    assert len(encode(tone(150, frequency=900))) <= MOST_BYTES


def test_joined_puts_a_pause_between_and_not_around() -> None:
    assert joined([tone(0.5), tone(0.5), tone(0.5)], pause=0.25).seconds == pytest.approx(2.0)
    assert joined([tone(0.5)], pause=0.25) == tone(0.5)
