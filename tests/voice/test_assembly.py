from __future__ import annotations

from pathlib import Path

import pytest

from bot.flows.content.document import ContentError
from bot.messages import Part
from bot.voice.assembly import Places, open_voice
from bot.voice.base import Kind, Speech
from bot.voice.engines.espeak import VOWEL_AND_SHADDA
from bot.voice.silence import NoVoice, Reason
from bot.voice.speeches import Speeches
from bot.voice.spoken.form import SpokenForms

LOCALES = Path(__file__).parents[2] / "locales"


def places(folder: Path, languages: str | None = None) -> Places:
    locales = LOCALES
    if languages is not None:
        locales = folder / "locales"
        locales.mkdir()
        (locales / "languages.yaml").write_text(languages, encoding="utf-8")
    return Places(locales=locales, cache=folder / "voice", recordings=folder / "recordings")


def test_chain_of_each_language_stands_in_the_project(tmp_path: Path) -> None:
    voice = open_voice(places(tmp_path))

    assert voice.order == {
        "nl": (Kind.RECORDING, Kind.GTTS, Kind.ESPEAK),
        "ar": (Kind.RECORDING, Kind.GTTS, Kind.ESPEAK),
        "ti": (Kind.RECORDING, Kind.ESPEAK),
    }


def test_arabic_of_the_project_is_never_read_without_its_vowels(tmp_path: Path) -> None:
    espeak = open_voice(places(tmp_path)).engines[Kind.ESPEAK]

    with pytest.raises(NoVoice) as caught:
        espeak.order(Speech(language="ar", text="مرحبا", fixed=True, message_id="core/none", written="مرحبا"))

    assert caught.value.reason is Reason.NO_VOWELS


@pytest.mark.parametrize(
    ("text", "count", "read"),
    [
        ("اكتملت {count} مهام.", "3", "اِكْتَمَلَتْ ثَلَاث مَهَامّ."),
        ("اكتملت {count} مهمة.", "12", "اِكْتَمَلَتْ اِثْنَتَيْ عَشْرَة مُهِمَّة."),
        ("اكتملت {count} مهمة.", "200", "اِكْتَمَلَتْ مِئَتَيْ مُهِمَّة."),
    ],
)
def test_arabic_count_is_read_by_the_gender_of_its_noun(
    tmp_path: Path, text: str, count: str, read: str
) -> None:
    espeak = open_voice(places(tmp_path)).engines[Kind.ESPEAK]
    part = Part("ar", text, "core/finished.done", {"count": count})

    [speech] = Speeches(SpokenForms.load(LOCALES)).of(part)

    # The engine has its own order of a vowel and the sign that doubles a letter.
    assert espeak.order(speech).text == VOWEL_AND_SHADDA.sub("\u0651\\1", read)


def test_network_voice_of_the_project_is_off(tmp_path: Path) -> None:
    gtts = open_voice(places(tmp_path)).engines[Kind.GTTS]

    with pytest.raises(NoVoice) as caught:
        gtts.sound(gtts.order(Speech(language="nl", text="Dag.", fixed=True)))

    assert caught.value.reason is Reason.SWITCHED_OFF


def test_language_may_have_no_voice(tmp_path: Path) -> None:
    voice = open_voice(places(tmp_path, "fr:\n  name: français\n"))

    assert voice.order == {"fr": ()}


@pytest.mark.parametrize(
    ("languages", "mistake"),
    [
        ("[nl]\n", "1: this file holds languages"),
        ("nl:\n  voice: parrot\n", "2: voice is a list of recording, gtts, espeak"),
        ("nl:\n  voice: [recording, parrot]\n", "2: voice is a list of recording, gtts, espeak"),
        *(
            (
                f"nl:\n  voice: [espeak]\n{espeak}",
                f"{line}: espeak has voice, speed (80 to 450) and, if need be, vowelled: true",
            )
            for line, espeak in (
                (1, ""),
                (3, "  espeak: nl\n"),
                (3, "  espeak: {voice: nl}\n"),
                (3, "  espeak: {voice: nl, speed: 20}\n"),
                (3, "  espeak: {voice: nl, speed: 150, vowels: true}\n"),
                (3, "  espeak: {voice: nl, speed: 150, vowelled: 1}\n"),
            )
        ),
    ],
)
def test_mistake_names_file_and_line(tmp_path: Path, languages: str, mistake: str) -> None:
    with pytest.raises(ContentError) as caught:
        open_voice(places(tmp_path, languages))

    assert str(caught.value) == f"locales/languages.yaml:{mistake}"
