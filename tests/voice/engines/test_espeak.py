from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from bot.translations import fingerprint
from bot.voice.audio import decode, finished, level
from bot.voice.base import Speech
from bot.voice.engines.espeak import Espeak, Manner
from bot.voice.silence import NoVoice, Reason
from bot.voice.vowelled import Vowelled, VowelledTexts
from tests.voice.sounds import longest_gap

if TYPE_CHECKING:
    from pathlib import Path

MANNERS = {language: Manner(language, 150) for language in ("nl", "ar", "ti")}

TEXTS = {
    "nl": "Ga naar didzjiedee. Kies daar inloggen. U kunt ook naar de gemeente gaan en hulp vragen.",
    "ar": "اِذْهَبْ إِلَى دِيجِي دِي. يُمْكِنُكَ أَيْضًا أَنْ تَذْهَبَ إِلَى الْبَلَدِيَّةِ وَتَطْلُبَ الْمُسَاعَدَةَ.",
    "ti": "ናብ ዲጂዲ ኪዱ። ናብ ምምሕዳር ከተማ ኬድኩም እውን ሓገዝ ክትሓቱ ትኽእሉ ኢኹም።",
}

SECONDS_A_LETTER = {"nl": (0.089, 0.120), "ar": (0.186, 0.297), "ti": (0.239, 0.345)}
"""What clear speech of this voice takes; 40 % on either side is let through."""


def speech(language: str, text: str, *, fixed: bool = True) -> Speech:
    return Speech(language=language, text=text, fixed=fixed)


def espeak(*command: str, longest: float = 10.0) -> Espeak:
    return Espeak(MANNERS, vowelled={}, command=command or None, longest=longest)


def program(folder: Path, source: str) -> tuple[str, str]:
    path = folder / "worker.py"
    path.write_text(source, encoding="utf-8")
    return sys.executable, str(path)


def silence(engine: Espeak, said: Speech) -> Reason:
    with pytest.raises(NoVoice) as caught:
        engine.sound(engine.order(said))
    return caught.value.reason


@pytest.mark.parametrize("language", MANNERS)
def test_clip_is_neither_rushed_nor_dragged_nor_broken_off(language: str) -> None:
    engine = espeak()

    data, seconds = finished(engine.sound(engine.order(speech(language, TEXTS[language]))))

    least, most = SECONDS_A_LETTER[language]
    letters = sum(letter.isalpha() for letter in TEXTS[language])
    assert least * 0.6 <= seconds / letters <= most * 1.4
    sound = decode(data)
    assert level(sound).loudness == pytest.approx(-18, abs=1.5)
    assert longest_gap(sound) <= 1.0
    assert len(data) <= 512 * 1024


def test_clip_made_again_is_the_same_bytes() -> None:
    engine = espeak()
    order = engine.order(speech("ti", TEXTS["ti"]))

    assert finished(engine.sound(order)) == finished(engine.sound(order))


def test_order_names_all_that_decides_the_sound() -> None:
    orders = [
        espeak().order(speech("nl", "Ja.")),
        espeak().order(speech("nl", "Nee.")),
        espeak().order(speech("ti", "Ja.")),
        Espeak({"nl": Manner("nl", 140)}, vowelled={}).order(speech("nl", "Ja.")),
    ]

    assert len({order.key for order in orders}) == 4
    assert orders[0].key == espeak().order(speech("nl", " Ja. ", fixed=False)).key


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (speech("fr", "Oui."), Reason.LANGUAGE),
        (speech("nl", ""), Reason.NOTHING),
        (speech("nl", "... !"), Reason.NOTHING),
    ],
)
def test_espeak_refuses_what_it_cannot_say(said: Speech, reason: Reason) -> None:
    assert silence(espeak(), said) is reason


def test_arabic_is_read_from_its_vowelled_text_only() -> None:
    written = "نعم"
    texts = VowelledTexts({"core/answer.yes": Vowelled("نَعَمْ", fingerprint(written), "second-read")})
    engine = Espeak(MANNERS, vowelled={"ar": texts})
    known = Speech(language="ar", text=written, fixed=True, message_id="core/answer.yes", written=written)

    assert engine.order(known).text == "نَعَمْ"
    assert silence(engine, speech("ar", written)) is Reason.NO_VOWELS


def test_shadda_is_given_before_its_vowel() -> None:
    vowel_first, shadda_first = "كُل\u064e\u0651", "كُل\u0651\u064e"

    assert espeak().order(speech("ar", vowel_first)).text == shadda_first


def test_worker_that_is_not_there_gives_a_reason(tmp_path: Path) -> None:
    assert silence(espeak(str(tmp_path / "nowhere")), speech("nl", "Ja.")) is Reason.NO_WORKER


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("raise SystemExit(3)", Reason.NO_WORKER),
        ("raise SystemExit(4)", Reason.WORKER_FAILED),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", Reason.WORKER_FAILED),
        ("import time; time.sleep(600)", Reason.WORKER_FAILED),
        ("print('this is not a sound')", Reason.BAD_SOUND),
    ],
    ids=["no library", "an error", "killed", "hanging", "no sound"],
)
def test_worker_that_fails_gives_a_reason(tmp_path: Path, source: str, reason: Reason) -> None:
    engine = espeak(*program(tmp_path, source), longest=0.5 if "sleep" in source else 10.0)

    assert silence(engine, speech("nl", "Ja.")) is reason


def test_text_does_not_stand_on_the_command_line(tmp_path: Path) -> None:
    """Every user of a machine can read the command lines on it."""
    engine = espeak(
        *program(tmp_path, f"import sys; open({str(tmp_path / 'seen')!r}, 'w').write(str(sys.argv[1:]))")
    )

    assert silence(engine, speech("nl", "U woont op Kerkstraat.")) is Reason.BAD_SOUND
    assert (tmp_path / "seen").read_text(encoding="utf-8") == "['nl', '150']"
