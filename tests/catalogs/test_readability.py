from __future__ import annotations

import pytest

from bot.catalogs.readability import Readability, measure, syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("bel", 1),
        ("loon", 1),
        ("nieuw", 1),
        ("eeuw", 1),
        ("groei", 1),
        ("gemeente", 3),
        ("uitkering", 3),
        ("beëindigen", 4),
        ("ideeën", 3),
        ("DigiD", 2),
        ("km", 1),
    ],
)
def test_syllables_counts_vowel_sounds(word: str, count: int) -> None:
    assert syllables(word) == count


def test_measure_counts_words_sentences_and_the_longest() -> None:
    counted = measure("Bel UWV. Vraag om een brief met de datum.", known=())

    assert counted == Readability(words=9, sentences=2, syllables=10, longest=7, characters=41)


def test_measure_leaves_glossary_words_and_placeholders_out() -> None:
    counted = measure("Vraag {fact:bedrag} bijstand aan.", known={"bijstand"})

    assert counted == Readability(words=2, sentences=1, syllables=2, longest=3, characters=33)


def test_score_is_flesch_douma() -> None:
    counted = Readability(words=10, sentences=2, syllables=15, longest=6, characters=60)

    assert counted.score == pytest.approx(206.84 - 0.93 * 5 - 77 * 1.5)


def test_score_without_words_is_easy() -> None:
    assert measure("{organisation}: {phone}", known=()).score == 100.0
