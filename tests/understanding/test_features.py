from __future__ import annotations

from bot.understanding.concepts import Concepts
from bot.understanding.features import features


def test_features_are_pieces_of_the_word() -> None:
    assert features("az") == {
        " ": 2, "a": 1, "z": 1, " a": 1, "az": 1, "z ": 1, " az": 1, "az ": 1, " az ": 1,
        "~+z": 1, "z+~": 1,
    }  # fmt: skip


def test_features_hold_the_consonants_of_longer_words() -> None:
    consonants = {name: count for name, count in features("baan").items() if name.startswith("~")}

    assert consonants == {"~~bn": 1, "~bn~": 1, "~~bn~": 1, "~+bn": 1}


def test_features_count_a_repeated_word_twice() -> None:
    once, twice = features("ja"), features("ja ja")

    assert {name: twice[name] for name in once if "+" not in name} == {
        name: 2 * count for name, count in once.items() if "+" not in name
    }


def test_features_hold_longer_words_whole() -> None:
    assert [name for name in features("de baan is weg") if name.startswith("=")] == ["=ban", "=weg"]


def test_features_hold_neighbours_by_their_consonants() -> None:
    assert [name for name in features("baan kweit") if "+" in name] == ["~+bn", "bn+kt", "kt+~"]


def test_features_of_neighbours_outlive_spelling() -> None:
    def pairs(text: str) -> list[str]:
        return [name for name in features(text) if "+" in name]

    assert pairs("baan kwijt") == pairs("ban kweit")


def test_features_hold_each_concept_and_each_two_of_them() -> None:
    concepts = Concepts({"bas": ["werkgever"], "weg": ["kwijt"], "chef*": ["werkgever"]})

    found = features("baas weg, chef ook weg", concepts)

    assert {name: count for name, count in found.items() if name.startswith("#")} == {
        "#werkgever": 2, "#kwijt": 2, "#kwijt#werkgever": 1,
    }  # fmt: skip


def test_features_of_nothing_are_none() -> None:
    assert features("?!") == {}
