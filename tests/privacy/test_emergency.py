"""Words of danger: nearly all are found, hardly anything else is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy.emergency import EmergencyWords
from bot.privacy.wordlist import WordListError

if TYPE_CHECKING:
    from collections.abc import Sequence

SENTENCES = Path(__file__).parent / "emergencies"
LANGUAGES = ("nl", "ar", "ti")


def sentences(language: str, kind: str) -> Sequence[str]:
    """The sentences of one kind, "danger" or "harmless"."""
    listed: dict[str, list[str]] = yaml.load(
        (SENTENCES / f"{language}.yaml").read_text(encoding="utf-8"),
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
    ],
)
def test_danger_is_found_however_it_is_spelled(emergency_words: EmergencyWords, text: str) -> None:
    assert emergency_words.found(text)


def test_a_harmless_phrase_does_not_hide_another_danger(emergency_words: EmergencyWords) -> None:
    assert not emergency_words.found("ik ga dood van de honger")
    assert emergency_words.found("ik ga dood van de honger. mijn man slaat mij")


def test_a_phrase_does_not_cross_a_sentence(emergency_words: EmergencyWords) -> None:
    assert not emergency_words.found("De batterij is dood. Ik wil een nieuwe.")


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
