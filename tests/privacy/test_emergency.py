"""Words of danger: nearly all are found, hardly anything else is.

The lists were tuned on ``emergencies/<language>.yaml``, so those figures are better than practice.
On ``emergencies/held/<language>.yaml`` they never were: ``HELD`` is what is reached there. A change
of the lists may not lower it, and must not be made by looking at those sentences.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy.emergency import EmergencyWords
from bot.privacy.wordlist import WordListError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SENTENCES = Path(__file__).parent / "emergencies"
LANGUAGES = ("nl", "ar", "ti")
# Per language: danger found of 46, 52 and 52; false alarms of 91, 96 and 86.
HELD = {"nl": (44, 1), "ar": (50, 3), "ti": (51, 2)}


def sentences(language: str, kind: str, *, folder: Path = SENTENCES) -> Sequence[str]:
    """The sentences of one kind, "danger" or "harmless"."""
    listed: dict[str, list[str]] = yaml.load(
        (folder / f"{language}.yaml").read_text(encoding="utf-8"),
        yaml.BaseLoader,  # "ja" and "nee" are words here  # noqa: S506
    )
    return listed[kind]


@pytest.mark.parametrize("language", LANGUAGES)
def test_danger_is_found(emergency_words: EmergencyWords, language: str) -> None:
    danger = sentences(language, "danger")

    missed = [sentence for sentence in danger if not emergency_words.found(sentence)]

    assert len(danger) >= 100
    assert len(missed) <= 0.02 * len(danger), f"found {1 - len(missed) / len(danger):.1%}, missed {missed}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_harmless_sentences_are_no_alarm(emergency_words: EmergencyWords, language: str) -> None:
    harmless = sentences(language, "harmless")

    alarms = [sentence for sentence in harmless if emergency_words.found(sentence)]

    assert len(harmless) >= 200
    assert len(alarms) <= 0.005 * len(harmless), f"false {len(alarms) / len(harmless):.1%}: {alarms}"


@pytest.mark.parametrize(("language", "reached"), HELD.items())
def test_sentences_that_nobody_tuned_on_are_read_as_well_as_before(
    emergency_words: EmergencyWords,
    record_property: Callable[[str, object], None],
    language: str,
    reached: tuple[int, int],
) -> None:
    danger = sentences(language, "danger", folder=SENTENCES / "held")
    harmless = sentences(language, "harmless", folder=SENTENCES / "held")

    found = sum(map(emergency_words.found, danger))
    alarms = sum(map(emergency_words.found, harmless))

    figure = f"held {language}: found {found} of {len(danger)}, false {alarms} of {len(harmless)}"
    record_property("held", figure)
    sys.stdout.write(f"{figure}\n")
    assert found >= reached[0], figure
    assert alarms <= reached[1], figure


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_held_sentence_is_among_those_tuned_on(language: str) -> None:
    kinds = ("danger", "harmless")

    tuned = {sentence for kind in kinds for sentence in sentences(language, kind)}
    held = {sentence for kind in kinds for sentence in sentences(language, kind, folder=SENTENCES / "held")}

    assert tuned & held == set()


@pytest.mark.parametrize(
    "text",
    [
        "mijn man sláát mij",
        "MIJN MAN SLAAT MIJ",
        "mijn man slaaaat mij",
        "mijn\u200b man sl\u200baat mij",
        "hij bedrijgt mij",
        "ik denk aan selfmoort",
        "زَوْجِي يَضْرِبُنِي",
        "زوجـــي يضربني",
        "ሰብኣየይ ይወቕዐኒ",
        "ሰብኣየይ ክወቅዑኒ እዮም",
        "sebayey yhrmeni",
    ],
)
def test_danger_is_found_however_it_is_spelled(emergency_words: EmergencyWords, text: str) -> None:
    assert emergency_words.found(text)


def test_a_harmless_phrase_does_not_hide_another_danger(emergency_words: EmergencyWords) -> None:
    assert not emergency_words.found("ik ga dood van de honger")
    assert emergency_words.found("ik ga dood van de honger. mijn man slaat mij")


@pytest.mark.parametrize(
    "text",
    [
        "ik word geslagen wat moet ik doen",
        "ik wil niet leven met deze pijn",
        "mijn baby ademt niet in de nacht",
        "mijn ex slaat mij sinds vorig jaar",
        "mijn man slaat mij op mijn hoofd",
        "ما بدي عيش مع هالوجع",
        "زوجي يضربني من سنة",
        "ብጭንቀት ክመውት ይደሊ",
        "ሰብኣየይ ቅድሚ ደቀይ ይወቅዓኒ",
    ],
)
def test_words_that_excuse_elsewhere_hide_no_danger(emergency_words: EmergencyWords, text: str) -> None:
    assert emergency_words.found(text)


def test_a_phrase_does_not_cross_a_sentence(emergency_words: EmergencyWords) -> None:
    assert not emergency_words.found("De batterij is dood. Ik wil een nieuwe.")


def test_a_phrase_that_stands_alone_is_a_whole_sentence(emergency_words: EmergencyWords) -> None:
    assert emergency_words.found("Brand!! Kom snel.")
    assert not emergency_words.found("brand is een woord dat ik niet ken")


@pytest.mark.parametrize(
    ("phrases", "text", "found"),
    [
        ("danger: [slaat ... mij]", "slaat een twee drie vier mij", True),
        ("danger: [slaat ... mij]", "slaat een twee drie vier vijf mij", False),
        ("danger: [slaat ... mij]", "slaat hij. mij", False),
        ("danger: [verkracht*, 'ferkracht* ons']", "verkrachting", True),
        ("danger: [=slaat mij, slat ons]", "slat ons", True),
        ("two: [mij, ons]\none: [hem, <two>]\ndanger: [slaat <one>]", "slaat ons", True),
        ("danger: [~kiqetleni]", "kiqtluni", True),
        ("danger: [kiqetleni]", "kiqtluni", False),
        ("danger: ['*ወቅዓኒ*']", "ወቂዑኒ", True),
        ("danger: [=ይወቅዓኒ]", "ይወቅዑኒ", False),
        ("danger: [ደም]", "ድማ", False),
    ],
)
def test_a_phrase_is_found_as_its_file_says(tmp_path: Path, phrases: str, text: str, *, found: bool) -> None:
    path = tmp_path / "emergency.yaml"
    path.write_text(phrases, encoding="utf-8")

    assert EmergencyWords.load([path]).found(text) is found


@given(st.text())
def test_any_text_is_read(emergency_words: EmergencyWords, text: str) -> None:
    assert emergency_words.found(text) in {True, False}
    assert emergency_words.found(f"{text}\nmijn man slaat mij\n")


@pytest.mark.parametrize("piece", ["slaat ", "ik wil ", "x", "دم كتير لا ", "ሓደጋ "])
def test_a_huge_text_is_read(emergency_words: EmergencyWords, piece: str) -> None:
    assert emergency_words.found(piece * (100_000 // len(piece)) + "\nmijn man slaat mij")


@pytest.mark.parametrize(
    ("yaml_text", "message"),
    [
        ("danger: slaat mij\n", ":1: expected a list of words"),
        ("danger:\n  - a\n  -\n", ":3: expected a word or phrase"),
        ("- danger\n", ":1: expected names with lists of words"),
        ("danger:\n  - <he> slaat\n", ":1: no set is named <he>"),
        ("a: [<b>]\nb: [<a>]\ndanger:\n  - <a>\n", ":1: sets within sets go too deep at <b>"),
        ("danger:\n  - ... slaat\n", ":1: a phrase begins and ends with a word: '... slaat'"),
        ("danger: [\n", ":2: this is not YAML: expected the node content, but found '<stream end>'"),
    ],
)
def test_a_wrong_list_says_where(tmp_path: Path, yaml_text: str, message: str) -> None:
    path = tmp_path / "emergency.yaml"
    path.write_text(yaml_text, encoding="utf-8")

    with pytest.raises(WordListError) as caught:
        EmergencyWords.load([path])

    assert str(caught.value) == f"{path}{message}"
