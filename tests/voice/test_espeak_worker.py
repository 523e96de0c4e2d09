"""The worker through its own door: a process, as the application starts it."""

from __future__ import annotations

import subprocess

import pytest

from bot.voice.engines.espeak import worker_command


def worker(voice: str, text: str, *options: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # noqa: S603  our own program
        [*worker_command(), voice, "150", *options],
        input=text.encode(),
        capture_output=True,
        timeout=60,
        check=False,
    )


def phonemes(voice: str, text: str) -> str:
    done = worker(voice, text, "--phonemes")
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode().rstrip("\n")


@pytest.mark.parametrize(
    ("voice", "spoken", "trace"),
    [
        ("nl", "didzjiedee", "dˌɪdzjidˈeː"),
        ("nl", "uu-wee-vee", "ˈyʋˈeːvˈeː"),
        ("nl", "es-vee-bee", "ˈɛsvˈeːbˈeː"),
        ("nl", "duo", "dˈyoː"),
        ("nl", "ie-en-dee", "ˈiɛndˈeː"),
        ("nl", "bee-es-en", "bˈeːˈɛsɛn"),
        ("nl", "wee-wee", "ʋˈeːʋˈeː"),
        ("nl", "aa-oo-wee", "ˈaːˈoːʋˈeː"),
        ("ar", "دِيجِي دِي", "dˈiːdʒiː dˈiː"),
        ("ar", "أُو وِي فِي", "ʔˈuː wˈiː fiː"),
        ("ar", "إِس فِي بِي", "ʔˈis fiː biː"),
        ("ti", "ዲጂዲ", "didʒˈidi"),
        ("ti", "ኡ ዌ ቬ", "ʔˈu wˈe vˈe"),
        ("ti", "ኤስ ቬ ቤ", "ʔˈes vˈe bˈe"),
    ],
)
def test_spoken_form_of_an_abbreviation_is_said_as_people_say_it(voice: str, spoken: str, trace: str) -> None:
    assert phonemes(voice, spoken) == trace


@pytest.mark.parametrize(
    ("voice", "written", "trace"),
    [
        ("nl", "DigiD", "dˈiɣi dˈeː"),  # a hard g
        ("nl", "UWV", "ˈyʊf"),
        ("ar", "DigiD", "(en)dˈɪɡɪ dˈiː(ar)"),
        ("ti", "UWV", "(en)jˈuː dˈʌbəljˌuː vˈiː(ti)"),
    ],
)
def test_abbreviation_as_written_is_misread(voice: str, written: str, trace: str) -> None:
    """Why the spoken form is needed; when one of these is read right, it no longer is."""
    assert phonemes(voice, written) == trace


def test_phonemes_of_two_sentences_stand_on_two_lines() -> None:
    assert phonemes("nl", "Ja. Nee.") == "jˈaː\nnˈeː"


def test_worker_gives_the_same_samples_each_time() -> None:
    first, second = (worker("ti", "ዲጂዲ ትደሊ ዶ?") for _ in range(2))

    assert (first.returncode, first.stderr) == (0, b"")
    assert first.stdout[:4] == b"RIFF"
    assert first.stdout == second.stdout


def test_worker_says_which_voice_there_is_not() -> None:
    done = worker("xx", "Ja.")

    assert (done.returncode, done.stdout, done.stderr) == (4, b"", b"espeak-ng has no voice 'xx'\n")
