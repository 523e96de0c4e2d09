from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.translations import fingerprint
from bot.voice.audio import finished
from bot.voice.base import Clip, Kind, Speech
from bot.voice.engines.recordings import Recordings, Sidecar
from tests.voice.sounds import tone

if TYPE_CHECKING:
    from pathlib import Path

DATA, SECONDS = finished(tone(0.5))
SPEECH = Speech(language="ti", text="እወ", fixed=True, message_id="ww-aanvragen/begin.say", written="እወ")
SIDECAR = Sidecar(
    message_id="ww-aanvragen/begin.say",
    language="ti",
    text="እወ",
    of=fingerprint("እወ"),
    speaker="Voorbeeld Spreker",
    consent="map 3",
    imported="2027-04-01",
    approved_by="Voorbeeld Luisteraar",
    seconds=SECONDS,
    key="",
)


def test_approved_recording_of_todays_wording_is_played(tmp_path: Path) -> None:
    recordings = Recordings(tmp_path)
    recordings.keep(DATA, SIDECAR)

    clip = recordings.find(SPEECH)

    assert clip is not None
    assert clip == Clip(
        path=tmp_path / "ti" / "ww-aanvragen" / "begin.say.ogg",
        key=clip.key,
        language="ti",
        kind=Kind.RECORDING,
        engine="recording",
        seconds=SECONDS,
        fixed=True,
        speaker="Voorbeeld Spreker",
    )
    assert clip.path.read_bytes() == DATA
    assert not clip.by_computer


@pytest.mark.parametrize(
    "speech",
    [
        replace(SPEECH, written="እወ።"),
        replace(SPEECH, language="nl"),
        replace(SPEECH, message_id="ww-aanvragen/begin"),
        replace(SPEECH, message_id=None),
        replace(SPEECH, message_id="../ti/ww-aanvragen/begin.say"),
        replace(SPEECH, fixed=False),
    ],
    ids=["another wording", "another language", "another message", "no id", "a way around", "own values"],
)
def test_recording_is_not_played_for_anything_else(tmp_path: Path, speech: Speech) -> None:
    recordings = Recordings(tmp_path)
    recordings.keep(DATA, SIDECAR)

    assert recordings.find(speech) is None


def test_recording_of_another_wording_is_stale(tmp_path: Path) -> None:
    recordings = Recordings(tmp_path)
    recordings.keep(DATA, SIDECAR)

    assert (recordings.stale(SPEECH), recordings.stale(replace(SPEECH, written="እወ።"))) == (False, True)
    assert not recordings.stale(replace(SPEECH, message_id="core/welcome"))


def test_recording_waits_until_somebody_approved_it(tmp_path: Path) -> None:
    recordings = Recordings(tmp_path)
    recordings.keep(DATA, replace(SIDECAR, approved_by=""))
    before = (recordings.find(SPEECH), recordings.waiting(SPEECH))

    approved = recordings.approve("ti", "ww-aanvragen/begin.say", by="Voorbeeld Luisteraar")

    assert before == (None, True)
    assert approved
    assert (recordings.find(SPEECH) is not None, recordings.waiting(SPEECH)) == (True, False)


def test_approving_what_is_not_there_does_nothing(tmp_path: Path) -> None:
    assert not Recordings(tmp_path).approve("ti", "core/welcome", by="Voorbeeld Luisteraar")


@pytest.mark.parametrize("damage", ["", "[]", "{", '{"message_id": "x"}'])
def test_damaged_sidecar_counts_as_no_recording(tmp_path: Path, damage: str) -> None:
    recordings = Recordings(tmp_path)
    recordings.keep(DATA, SIDECAR)
    (tmp_path / "ti" / "ww-aanvragen" / "begin.say.json").write_text(damage, encoding="utf-8")

    assert recordings.find(SPEECH) is None


def test_sound_without_its_file_is_not_played(tmp_path: Path) -> None:
    recordings = Recordings(tmp_path)
    recordings.keep(DATA, SIDECAR)
    (tmp_path / "ti" / "ww-aanvragen" / "begin.say.ogg").unlink()

    assert recordings.find(SPEECH) is None


def test_sidecar_says_whose_voice_it_is_and_where_the_consent_is(tmp_path: Path) -> None:
    Recordings(tmp_path).keep(DATA, SIDECAR)

    kept = json.loads((tmp_path / "ti" / "ww-aanvragen" / "begin.say.json").read_text(encoding="utf-8"))

    assert (kept["speaker"], kept["consent"], kept["text"]) == ("Voorbeeld Spreker", "map 3", "እወ")


def test_recording_is_kept_nowhere_but_below_its_folder(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="cannot be the name of a file"):
        Recordings(tmp_path / "recordings").keep(DATA, replace(SIDECAR, message_id="../../elsewhere"))
    assert list(tmp_path.iterdir()) == []
