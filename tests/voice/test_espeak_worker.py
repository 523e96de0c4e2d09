"""The worker through its own door: a process, as the application starts it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from bot.voice.engines.espeak import worker_command
from bot.voice.spoken.form import SpokenForms


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


TRACES = {
    "nl": {
        "DigiD": "dˌɪdzjidˈeː",
        "UWV": "ˈyʋˈeːvˈeː",
        "SVB": "ˈɛsvˈeːbˈeː",
        "DUO": "dˈyoː",
        "IND": "ˈiɛndˈeː",
        "BSN": "bˈeːˈɛsɛn",
        "WW": "ʋˈeːʋˈeː",
        "AOW": "ˈaːˈoːʋˈeː",
        "WIA": "ʋˈiaː",
    },
    # No o, v or Dutch u in Arabic: a long u, an f and a long u stand for them.
    "ar": {
        "DigiD": "dˈiːdʒiː dˈiː",
        "UWV": "ʔˈuː wˈiː fiː",
        "SVB": "ʔˈis fiː biː",
        "DUO": "dˈuːuː",
        "IND": "ʔˈiː ʔˈin dˈiː",
        "BSN": "biː ʔˈis ʔˈin",
        "WW": "wˈiː wˈiː",
        "AOW": "ʔˈaː ʔˈuː wˈiː",
        "WIA": "wˈiːaː",
    },
    "ti": {
        "DigiD": "didʒˈidi",
        "UWV": "ʔˈu wˈe vˈe",
        "SVB": "ʔˈes vˈe bˈe",
        "DUO": "dˈujo",
        "IND": "ʔˈi ʔˈen dˈe",
        "BSN": "bˈe ʔˈes ʔˈen",
        "WW": "wˈe wˈe",
        "AOW": "ʔˈa ʔˈo wˈe",
        "WIA": "wˈija",
    },
}
"""How espeak-ng says the spoken form of what stands in letters most."""


@pytest.fixture(scope="module")
def forms() -> SpokenForms:
    return SpokenForms.load(Path(__file__).parents[2] / "locales")


@pytest.mark.parametrize(
    ("language", "written", "trace"),
    [(language, *trace) for language, traces in TRACES.items() for trace in traces.items()],
)
def test_abbreviation_is_said_as_people_say_it(
    forms: SpokenForms, language: str, written: str, trace: str
) -> None:
    assert phonemes(language, forms.say(written, language)) == trace


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
