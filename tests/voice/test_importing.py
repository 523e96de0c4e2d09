from __future__ import annotations

from array import array
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.translations import fingerprint
from bot.voice.audio import decode, level
from bot.voice.base import Speech
from bot.voice.engines.recordings import Recordings, Sidecar, name_of
from bot.voice.importing import Provenance, files_in, take_in
from bot.voice.sheet import code_of
from bot.voice.sound import Sound
from tests.voice.sounds import FORMATS, file_of, joined_silence, silence, tone

if TYPE_CHECKING:
    from pathlib import Path

SPEECH = Speech(
    language="ti", text="ሰላም", fixed=True, message_id="core/welcome", written="ሰላም። እንቋዕ ደሓን መጻእኩም።"
)
CODE = code_of(SPEECH)
WHO = Provenance(
    speaker="Voorbeeld Spreker",
    consent="map 3",
    day=date(2027, 4, 1),
    approved_by="Voorbeeld Luisteraar",
)
TWO_SECONDS = joined_silence(tone(2.0, amplitude=0.05))


def cut_off(seconds: float) -> Sound:
    """What a microphone makes of a voice that is twice too loud for it."""
    loud = array("h", tone(seconds, amplitude=0.95).samples)
    return Sound(array("h", (max(-32_768, min(32_767, 2 * sample)) for sample in loud)).tobytes())


def take(folder: Path, name: str, data: bytes) -> tuple[str | None, Recordings]:
    """Take in one file; return what was wrong with it."""
    path = folder / name
    path.write_bytes(data)
    recordings = Recordings(folder / "recordings")
    (taken,) = take_in([path], {CODE: SPEECH}, recordings, WHO)
    return taken.problem, recordings


@pytest.mark.parametrize("ending", FORMATS)
def test_recording_of_every_format_is_taken_in_trimmed_and_levelled(tmp_path: Path, ending: str) -> None:
    problem, recordings = take(tmp_path, f"{CODE}.{ending}", file_of(TWO_SECONDS, ending))

    clip = recordings.find(SPEECH)
    assert problem is None
    assert clip is not None
    assert clip.seconds == pytest.approx(2.1, abs=0.1)
    assert level(decode(clip.path.read_bytes())).loudness == pytest.approx(-18, abs=1.0)
    assert recordings.sidecar("ti", "core/welcome") == Sidecar(
        message_id="core/welcome",
        language="ti",
        text=SPEECH.written,
        of=fingerprint(SPEECH.written),
        speaker="Voorbeeld Spreker",
        consent="map 3",
        imported="2027-04-01",
        approved_by="Voorbeeld Luisteraar",
        seconds=clip.seconds,
        key=clip.key,
    )


@pytest.mark.parametrize("name", ["{} tweede keer.wav", "{}_def.wav", "{}-2.wav"])
def test_name_may_go_on_behind_the_code(tmp_path: Path, name: str) -> None:
    assert take(tmp_path, name.format(CODE.upper()), file_of(TWO_SECONDS, "wav"))[0] is None


@pytest.mark.parametrize("name", ["welkom.wav", "ti-aaaaaaaa.wav", "{}x.wav"])
def test_name_without_a_code_of_today_is_refused(tmp_path: Path, name: str) -> None:
    problem, recordings = take(tmp_path, name.format(CODE), file_of(TWO_SECONDS, "wav"))

    assert problem == (
        "its name does not begin with a code of today's sheet; "
        "the text may have changed: see `wegwijs voice sheet`"
    )
    assert recordings.sidecar("ti", "core/welcome") is None


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "this is not a sound file, or it is damaged: record it again"),
        (b"not a sound", "this is not a sound file, or it is damaged: record it again"),
        (file_of(silence(2.0), "wav"), "there is only silence in this sound: record it again"),
        (
            file_of(tone(30.0), "wav"),
            "30.0 seconds for 15 letters: is this the text that was read? Else record it again",
        ),
        (
            file_of(tone(0.15), "wav"),
            "0.1 seconds for 15 letters: is this the text that was read? Else record it again",
        ),
        (
            file_of(joined_silence(tone(2.0, amplitude=0.005)), "wav"),
            "too soft: record it again, closer to the microphone",
        ),
        (
            file_of(joined_silence(cut_off(2.0)), "wav"),
            "too loud, so that it crackles: record it again, further from the microphone",
        ),
        (
            file_of(joined_silence(cut_off(2.0)), "mp3"),
            "too loud, so that it crackles: record it again, further from the microphone",
        ),
    ],
    ids=[
        "empty",
        "no sound",
        "silence",
        "another text",
        "half a text",
        "too soft",
        "too loud",
        "too loud on a phone",
    ],
)
def test_file_that_cannot_be_the_recording_is_refused(tmp_path: Path, data: bytes, expected: str) -> None:
    problem, recordings = take(tmp_path, f"{CODE}.wav", data)

    assert problem == expected
    assert recordings.sidecar("ti", "core/welcome") is None


@pytest.mark.parametrize("amplitude", [0.02, 0.95])
def test_recording_that_is_soft_or_loud_and_whole_is_taken_in(tmp_path: Path, amplitude: float) -> None:
    sound = joined_silence(tone(2.0, amplitude=amplitude))

    assert take(tmp_path, f"{CODE}.wav", file_of(sound, "wav"))[0] is None


def test_two_files_with_one_code_are_both_refused(tmp_path: Path) -> None:
    paths = [tmp_path / f"{CODE}.wav", tmp_path / f"{CODE.upper()} (2).wav"]
    for path in paths:
        path.write_bytes(file_of(TWO_SECONDS, "wav"))
    recordings = Recordings(tmp_path / "recordings")

    taken = list(take_in(paths, {CODE: SPEECH}, recordings, WHO))

    assert [one.problem for one in taken] == [
        "more than one of these files has this code: leave only the one to use"
    ] * 2
    assert recordings.sidecar("ti", "core/welcome") is None


@pytest.mark.parametrize(("seconds", "approved_by"), [(2.0, "Voorbeeld Luisteraar"), (1.9, "")])
def test_sound_that_was_approved_stays_so_when_it_is_taken_in_again(
    tmp_path: Path, seconds: float, approved_by: str
) -> None:
    recordings = Recordings(tmp_path / "recordings")
    path = tmp_path / f"{CODE}.wav"
    path.write_bytes(file_of(TWO_SECONDS, "wav"))
    list(take_in([path], {CODE: SPEECH}, recordings, WHO))
    path.write_bytes(file_of(joined_silence(tone(seconds, amplitude=0.05)), "wav"))

    list(take_in([path], {CODE: SPEECH}, recordings, replace(WHO, approved_by="", consent="map 4")))

    sidecar = recordings.sidecar("ti", "core/welcome")
    assert sidecar is not None
    assert (sidecar.approved_by, sidecar.consent) == (approved_by, "map 4")


def test_sound_that_was_approved_for_another_wording_waits(tmp_path: Path) -> None:
    recordings = Recordings(tmp_path / "recordings")
    changed = replace(SPEECH, written="ሰላም። እንቋዕ መጻእኩም።")
    for speech, who in ((SPEECH, WHO), (changed, replace(WHO, approved_by=""))):
        path = tmp_path / f"{code_of(speech)}.wav"
        path.write_bytes(file_of(TWO_SECONDS, "wav"))
        list(take_in([path], {code_of(speech): speech}, recordings, who))

    assert recordings.waiting(changed)


def test_file_that_is_gone_is_refused(tmp_path: Path) -> None:
    (taken,) = take_in([tmp_path / f"{CODE}.wav"], {CODE: SPEECH}, Recordings(tmp_path), WHO)

    assert (taken.speech, taken.problem) == (SPEECH, "No such file or directory")


def test_folder_that_is_not_there_is_called_missing(tmp_path: Path) -> None:
    (taken,) = take_in(files_in([tmp_path / "opnamen"]), {CODE: SPEECH}, Recordings(tmp_path), WHO)

    assert (taken.speech, taken.problem) == (None, "there is no such file or folder")


def test_recording_of_a_filled_text_is_kept_with_what_fills_it(tmp_path: Path) -> None:
    title = Speech(language="ti", text="WW", fixed=True, message_id="ww-aanvragen.title", written="WW")
    filled = replace(SPEECH, written="{guide}", filled="ሰላም 0800-2000", values={"guide": title})
    path = tmp_path / f"{code_of(filled)}.wav"
    path.write_bytes(file_of(TWO_SECONDS, "wav"))
    recordings = Recordings(tmp_path / "recordings")

    (taken,) = take_in([path], {CODE: SPEECH, code_of(filled): filled}, recordings, WHO)

    assert (taken.speech, taken.problem) == (filled, None)
    sidecar = recordings.sidecar("ti", name_of(filled))
    assert sidecar is not None
    assert (sidecar.text, sidecar.of, sidecar.filled, sidecar.inside) == (
        "ሰላም 0800-2000",
        fingerprint("ሰላም 0800-2000"),
        True,
        "ww-aanvragen.title",
    )
    assert recordings.find(filled) is not None
    assert recordings.find(SPEECH) is None


def test_a_digit_is_a_word_to_read(tmp_path: Path) -> None:
    number = replace(SPEECH, written="{phone}", filled="0800-2000", values={"phone": "nul"})
    path = tmp_path / f"{code_of(number)}.wav"
    path.write_bytes(file_of(tone(8.0), "wav"))

    (taken,) = take_in([path], {code_of(number): number}, Recordings(tmp_path / "recordings"), WHO)

    assert taken.problem is None


def test_folder_stands_for_the_sounds_in_it(tmp_path: Path) -> None:
    for name in ("b.WAV", "a.m4a", "sheet.csv", "nl-abcd2345.amr", "._a.m4a"):
        (tmp_path / name).touch()
    (tmp_path / "nl-abcd2345 oud").mkdir()

    found = list(files_in([tmp_path, tmp_path / "sheet.csv"]))

    assert [path.name for path in found] == ["a.m4a", "b.WAV", "nl-abcd2345.amr", "sheet.csv"]
