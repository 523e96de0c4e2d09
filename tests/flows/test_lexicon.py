from __future__ import annotations

from pathlib import Path

import pytest

from bot.flows.deadlines import Offset
from bot.flows.lexicon import Day, Lexicon, Month, Pointer, Span, Weekday, load

LOCALES = Path(__file__).parents[2] / "locales"
LANGUAGES = ("nl", "ar", "ti")

SMALL = """\
language: nl
month-first: false
yes: [Ja, "já hoor"]
no: [no, n]
unknown: [weet ik niet]
rather-not: [liever niet]
pick: [optie]
denials: [niet]
zero: [geen]
denying: [ኣይ…ን]
months: {1: [januari, jan]}
weekdays: {7: [zondag]}
days: {-1: [gisteren]}
spans: {week: [week, weken]}
pointers: {in: [over]}
numbers: {11: [elf, أحد عشر]}
ordinals: {2: [tweede]}
ordinal-endings: [e]
plus: [en, "", ን]
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "answers.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return path


def test_load_reads_every_key(small: Path) -> None:
    lexicon = load(small)

    assert {name: getattr(lexicon, name) for name in Lexicon.__dataclass_fields__} == {
        "language": "nl",
        "month_first": False,
        "yes": {("ja",), ("ja", "hoor")},
        "no": {("no",), ("n",)},  # words, though YAML has its own idea of them
        "unknown": {("weet", "ik", "niet")},
        "rather_not": {("liever", "niet")},
        "pick": {("optie",)},
        "denials": {("niet",)},
        "zero": {("geen",)},
        "denying": (("ኣይ", "ን"),),
        "dates": {
            ("januari",): Month(1),
            ("jan",): Month(1),
            ("zondag",): Weekday(7),
            ("gisteren",): Day(-1),
            ("week",): Span(Offset(weeks=1)),
            ("weken",): Span(Offset(weeks=1)),
            ("over",): Pointer.IN,
        },
        "numbers": {"elf": 11, "احدعشر": 11},
        "ordinals": {("tweede",): 2},
        "ordinal_endings": {"e"},
        "plus": ("en", "", "ን"),
    }


@pytest.mark.parametrize(
    ("word", "expected"), [("niet", True), ("ኣይሰርሕን", True), ("ኣይሰርሕ", False), ("ja", False)]
)
def test_lexicon_knows_words_that_deny(word: str, *, expected: bool, small: Path) -> None:
    assert load(small).denies(word) is expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("pick: [optie]\n", "", ":1: pick: the key is missing: add it"),
        ("pick: [optie]", "pick: optie", ":7: pick: write a list of words"),
        ("pick: [optie]", "pick: [optie, '?!']", ":7: pick: '?!' holds no letter: take it out"),
        ("pick: [optie]", "pick: [[optie]]", ":7: pick: write a list of words"),
        ("language: nl", "language: [nl]", ":1: language: write one word"),
        ("{1: [januari, jan]}", "[januari]", ":11: months: write a list of words after each meaning"),
        ("{1: [januari", "{13: [januari", ":11: months: '13' is no meaning that is known here"),
        ("{7: [zondag", "{x: [zondag", ":12: weekdays: 'x' is no meaning that is known here"),
        ("{week: [", "{decade: [", ":14: spans: 'decade' is no meaning that is known here"),
        ("{in: [", "{near: [", ":15: pointers: 'near' is no meaning that is known here"),
        ("[zondag]", "[Jan]", ":12: weekdays: 'jan' has two meanings: keep one"),
        ('[en, "", ን]', "[en]", ":19: plus: write exactly 3 of them"),
        ('[en, "", ን]', '["en of", "", ን]', ":19: plus: 'en of' must be one word"),
        ("[ኣይ…ን]", "[ኣይን]", ":10: denying: 'ኣይን': write what stands before and after, with … between"),
        ("plus:", "extra: [x]\nplus:", ":19: extra: no such key: take it out"),
    ],
)
def test_load_says_where_a_file_is_wrong(old: str, new: str, expected: str, small: Path) -> None:
    small.write_text(SMALL.replace(old, new), encoding="utf-8")

    with pytest.raises(ValueError, match="answers.yaml:") as error:  # noqa: RUF043  the dot is a dot
        load(small)

    assert str(error.value) == f"{small}{expected}"


def test_load_says_where_a_file_is_not_yaml(small: Path) -> None:
    small.write_text("language: nl\nyes: [ja\nno: [nee]\n", encoding="utf-8")

    with pytest.raises(ValueError, match="this is not YAML"):
        load(small)


@pytest.mark.parametrize("text", ["", "ja"])
def test_load_misses_every_key_of_a_file_without_any(text: str, small: Path) -> None:
    small.write_text(text, encoding="utf-8")

    with pytest.raises(ValueError, match="the key is missing"):
        load(small)


@pytest.mark.parametrize("language", LANGUAGES)
def test_language_has_words_for_every_date_meaning(language: str) -> None:
    lexicon = load(LOCALES / language / "answers.yaml")

    meanings = set(lexicon.dates.values())

    assert lexicon.language == language
    assert {Month(number) for number in range(1, 13)} <= meanings
    assert {Weekday(number) for number in range(1, 8)} <= meanings
    assert {Day(distance) for distance in range(-2, 3)} <= meanings
    assert {
        Span(Offset(days=1)),
        Span(Offset(weeks=1)),
        Span(Offset(months=1)),
        Span(Offset(years=1)),
    } <= meanings
    assert set(Pointer) - {Pointer.NEXT, Pointer.PREVIOUS} <= meanings


@pytest.mark.parametrize("language", LANGUAGES)
def test_language_keeps_its_meanings_apart(language: str) -> None:
    lexicon = load(LOCALES / language / "answers.yaml")
    meanings = [lexicon.yes, lexicon.no, lexicon.unknown, lexicon.rather_not]

    shared = [one & other for at, one in enumerate(meanings) for other in meanings[at + 1 :]]

    assert shared == [frozenset()] * 6


def test_languages_agree_on_the_words_they_share() -> None:
    lexicons = [load(LOCALES / language / "answers.yaml") for language in LANGUAGES]

    for one in lexicons:
        for other in lexicons:
            assert one.yes & other.no == frozenset()
            assert {
                phrase
                for phrase in one.dates
                if one.dates[phrase] != other.dates.get(phrase, one.dates[phrase])
            } == set()
            assert {
                word
                for word in one.numbers
                if one.numbers[word] != other.numbers.get(word, one.numbers[word])
            } == set()
