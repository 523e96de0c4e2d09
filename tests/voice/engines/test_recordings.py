from __future__ import annotations

import json
from dataclasses import replace
from errno import ENOSPC
from typing import TYPE_CHECKING

import pytest

from bot.translations import fingerprint
from bot.voice.audio import finished
from bot.voice.base import Clip, Kind, Speech
from bot.voice.engines.recordings import Recordings, Sidecar, name_of
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


def call(phone: str) -> Speech:
    return Speech(
        language="nl",
        text="bel",
        fixed=True,
        message_id="core/danger.call",
        written="Bel {phone}.",
        values={"phone": "nul"},
        filled=f"Bel {phone}.",
    )


def about(message_id: str, title: str) -> Speech:
    inside = Speech(language="nl", text=title, fixed=True, message_id=message_id, written=title)
    return Speech(
        language="nl",
        text=title,
        fixed=True,
        message_id="core/person.say",
        written="Zeg: {guide}",
        values={"guide": inside},
        filled=f"Zeg: {title}",
    )


def of_filling(speech: Speech) -> Sidecar:
    return replace(
        SIDECAR,
        message_id=speech.message_id or "",
        language=speech.language,
        text=speech.filled,
        of=fingerprint(speech.filled),
        filled=True,
        inside=" ".join(speech.inside),
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
        replace(SPEECH, filled="እወ"),
    ],
    ids=[
        "another wording",
        "another language",
        "another message",
        "no id",
        "a way around",
        "own values",
        "a filling",
    ],
)
def test_recording_is_not_played_for_anything_else(tmp_path: Path, speech: Speech) -> None:
    recordings = Recordings(tmp_path)
    recordings.keep(DATA, SIDECAR)

    assert recordings.find(speech) is None


def test_recording_of_another_wording_is_stale(tmp_path: Path) -> None:
    recordings = Recordings(tmp_path)
    recordings.keep(DATA, SIDECAR)

    assert recordings.stale([SPEECH]) == set()
    assert recordings.stale([replace(SPEECH, written="እወ።")]) == {("ti", "ww-aanvragen/begin.say")}
    assert recordings.stale([replace(SPEECH, message_id="core/welcome")]) == set()


def test_each_filling_of_a_message_has_its_own_recording(tmp_path: Path) -> None:
    recordings = Recordings(tmp_path)
    first, second = call("0800-2000"), call("0800-0113")
    recordings.keep(DATA, of_filling(first))
    recordings.keep(DATA, replace(of_filling(second), approved_by="", speaker="Een Ander"))
    before = [recordings.find(one) for one in (first, second)]

    recordings.approve("nl", name_of(second), by="Voorbeeld Luisteraar")

    assert [clip and clip.speaker for clip in before] == ["Voorbeeld Spreker", None]
    after = [recordings.find(one) for one in (first, second, call("112"))]
    assert [clip and clip.speaker for clip in after] == ["Voorbeeld Spreker", "Een Ander", None]
    of = fingerprint("Bel 0800-2000.")
    assert sorted(path.name for path in (tmp_path / "nl" / "core").glob(f"*{of}*")) == [
        f"danger.call@{of}.json",
        f"danger.call@{of}.ogg",
    ]


def test_recording_is_stale_once_another_number_fills_its_text(tmp_path: Path) -> None:
    recordings = Recordings(tmp_path)
    recordings.keep(DATA, of_filling(call("0800-2000")))
    changed = call("0800-2001")

    assert recordings.find(changed) is None
    assert recordings.stale([changed]) == {("nl", name_of(changed))}
    assert recordings.stale([changed, call("0800-2000")]) == set()


def test_recording_is_stale_for_the_filling_that_took_its_place_alone(tmp_path: Path) -> None:
    recordings = Recordings(tmp_path)
    recordings.keep(DATA, of_filling(about("gids.title", "Ik ga werken")))
    renamed, other = about("gids.title", "Ik begin met werken"), about("ander.title", "Ik ga verhuizen")

    assert recordings.stale([renamed, other]) == {("nl", name_of(renamed))}


def test_recording_of_a_text_is_stale_once_content_fills_it(tmp_path: Path) -> None:
    recordings = Recordings(tmp_path)
    recordings.keep(DATA, replace(SIDECAR, language="nl", message_id="core/danger.call"))

    assert recordings.stale([call("112")]) == {("nl", name_of(call("112")))}


def test_sidecar_from_before_texts_were_filled_is_as_good_as_ever(tmp_path: Path) -> None:
    recordings = Recordings(tmp_path)
    recordings.keep(DATA, SIDECAR)
    sidecar = tmp_path / "ti" / "ww-aanvragen" / "begin.say.json"
    known = json.loads(sidecar.read_text(encoding="utf-8"))
    before = {key: value for key, value in known.items() if key not in {"filled", "inside"}}
    sidecar.write_text(json.dumps(before), encoding="utf-8")

    assert len(before) == len(known) - 2
    assert recordings.find(SPEECH) is not None


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


def test_a_sound_that_took_the_place_of_an_approved_one_is_not_played_where_the_rest_was_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recordings = Recordings(tmp_path)
    recordings.keep(DATA, SIDECAR)

    def full(path: Path, data: bytes) -> None:
        if path.suffix == ".json":
            raise OSError(ENOSPC, "No space left on device")
        path.write_bytes(data)

    monkeypatch.setattr("bot.voice.engines.recordings.write_whole", full)
    with pytest.raises(OSError, match="No space"):
        recordings.keep(b"OggS of another", replace(SIDECAR, approved_by=""))

    assert recordings.find(SPEECH) is None
