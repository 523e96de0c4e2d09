from __future__ import annotations

from bot.understanding.features import features


def test_features_are_pieces_of_the_word() -> None:
    assert features("az") == {
        " ": 2, "a": 1, "z": 1, " a": 1, "az": 1, "z ": 1, " az": 1, "az ": 1, " az ": 1
    }  # fmt: skip


def test_features_hold_the_consonants_of_longer_words() -> None:
    consonants = {name: count for name, count in features("baan").items() if name.startswith("~")}

    assert consonants == {"~~bn": 1, "~bn~": 1, "~~bn~": 1}


def test_features_count_a_repeated_word_twice() -> None:
    assert features("ja ja") == {name: 2 * count for name, count in features("ja").items()}


def test_features_of_nothing_are_none() -> None:
    assert features("?!") == {}
