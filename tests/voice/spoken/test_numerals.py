from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.voice.spoken.scripts import SCRIPTS, lint

if TYPE_CHECKING:
    from bot.voice.spoken.form import SpokenForms

LANGUAGES = pytest.mark.parametrize("language", SCRIPTS)
SAMPLE = (*range(2500), *range(2500, 1_000_000, 499), 999_999, 1_000_000, 2_000_001, 11_000_000, 999_999_999)


@LANGUAGES
def test_no_two_numbers_are_said_alike_and_each_can_be_read(forms: SpokenForms, language: str) -> None:
    numerals = forms.by_language[language].numerals

    said = [numerals.cardinal(number) for number in SAMPLE]

    assert len(set(said)) == len(SAMPLE)
    assert [words for words in said if lint(words, language)] == []


@pytest.mark.parametrize(
    ("number", "arabic", "tigrinya"),
    [
        (0, "صِفْر", "ባዶ"),
        (10, "عَشَرَة", "ዓሰርተ"),
        (12, "اِثْنَيْ عَشَر", "ዓሰርተ ክልተ"),
        (99, "تِسْعَة وَتِسْعِين", "ተስዓን ትሽዓተን"),
        (110, "مِئَة وَعَشَرَة", "ሚእትን ዓሰርተን"),
        (112, "مِئَة وَاِثْنَيْ عَشَر", "ሚእትን ዓሰርተ ክልተን"),
        (200, "مِئَتَيْن", "ክልተ ሚእቲ"),
        (1_000, "أَلْف", "ሽሕ"),
        (2_000, "أَلْفَيْن", "ክልተ ሽሕ"),
        (10_000, "عَشَرَة آلَاف", "ዓሰርተ ሽሕ"),
        (11_001, "أَحَدَ عَشَر أَلْفًا وَوَاحِد", "ዓሰርተ ሓደ ሽሕን ሓደን"),
        (21_300, "وَاحِد وَعِشْرِين أَلْفًا وَثَلَاثمِئَة", "ዕስራን ሓደን ሽሕን ሰለስተ ሚእትን"),
        (100_000, "مِئَة أَلْف", "ሚእቲ ሽሕ"),
        (103_000, "مِئَة وَثَلَاثَة آلَاف", "ሚእትን ሰለስተን ሽሕ"),
        (200_000, "مِئَتَيْ أَلْف", "ክልተ ሚእቲ ሽሕ"),
        (12_000_000, "اِثْنَيْ عَشَر مِلْيُونًا", "ዓሰርተ ክልተ ሚልዮን"),
        (3_000_000, "ثَلَاثَة مَلَايِين", "ሰለስተ ሚልዮን"),
    ],
)
def test_tables_join_the_parts_of_a_number(
    forms: SpokenForms, number: int, arabic: str, tigrinya: str
) -> None:
    said = tuple(forms.by_language[code].numerals.cardinal(number) for code in ("ar", "ti"))

    assert said == (arabic, tigrinya)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1001, "duizend één"),
        (1100, "elfhonderd"),
        (1998, "negentienhonderd achtennegentig"),
        (2001, "tweeduizend één"),
        (2026, "tweeduizend zes en twintig"),
    ],
)
def test_dutch_year_is_said_as_a_year(forms: SpokenForms, number: int, said: str) -> None:
    assert forms.by_language["nl"].numerals.figure(number) == said


@pytest.mark.parametrize(
    ("number", "said"), [(1, "eerste"), (8, "achtste"), (26, "zes en twintigste"), (101, "honderd eerste")]
)
def test_dutch_ordinal_is_said_in_words(forms: SpokenForms, number: int, said: str) -> None:
    assert forms.by_language["nl"].numerals.ordinal(number) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("بقيت عليكم 3 مهام", "بقيت عليكم ثَلَاث مهام"),
        ("10 مَهَامَّ", "عَشْر مَهَامَّ"),
        ("11 مُهِمَّةً", "إِحْدَى عَشْرَة مُهِمَّةً"),
        ("23 رِسَالَةً", "ثَلَاث وَعِشْرِين رِسَالَةً"),
        ("200 مهمة", "مِئَتَيْ مهمة"),
        ("3 أيام", "ثَلَاثَة أيام"),
        ("1.200 يوم", "أَلْف وَمِئَتَيْ يوم"),
        ("3 غرف", "ثَلَاثَة غرف"),  # a noun whose gender the wording does not give
        ("3,5 مهام", "ثَلَاثَة فَاصِلَة خَمْسَة مهام"),
        ("رقم 3", "رقم ثَلَاثَة"),
    ],
)
def test_arabic_number_goes_by_the_gender_of_what_it_counts(
    forms: SpokenForms, written: str, said: str
) -> None:
    assert forms.say(written, "ar") == said
