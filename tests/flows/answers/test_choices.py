from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.flows.answers.choices import parse_choice
from bot.flows.answers.problem import Problem

if TYPE_CHECKING:
    from bot.flows.lexicon import Lexicon

CONTRACT = {
    "vast": ("عقد دائم", "Vast contract"),
    "tijdelijk": ("عقد مؤقت", "Tijdelijk contract"),
    "uitzend": ("عن طريق مكتب توظيف", "Via een uitzendbureau"),
    "geen": ("بدون عقد", "Geen contract"),
}
CHILDREN = {"0": ("Geen",), "1": ("1 kind",), "2": ("2 kinderen",), "3": ("3 kinderen of meer",)}
SOMETIMES = {"ja": ("እወ", "Ja"), "nee": ("ኣይፋልን", "Nee"), "soms": ("ሓሓሊፉ", "Soms")}
NESTED = {"contract": ("Contract",), "vast": ("Vast contract",)}
ILL = {"ziek": ("Ziek",), "zwanger": ("Zwanger",)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2", "tijdelijk"),
        ("2.", "tijdelijk"),
        ("(2)", "tijdelijk"),
        ("2️⃣", "tijdelijk"),
        ("٢", "tijdelijk"),
        ("፪", "tijdelijk"),
        ("2e", "tijdelijk"),
        ("de 2e", "tijdelijk"),
        ("twee", "tijdelijk"),
        ("nummer 2", "tijdelijk"),
        ("nr. 2", "tijdelijk"),
        ("Optie twee", "tijdelijk"),
        ("doe maar 2", "tijdelijk"),
        ("de tweede", "tijdelijk"),
        ("tweede optie", "tijdelijk"),
        ("رقم ٢", "tijdelijk"),
        ("الثاني", "tijdelijk"),
        ("الخيار الثاني", "tijdelijk"),
        ("ቁጽሪ 2", "tijdelijk"),
        ("ካልኣይ", "tijdelijk"),
        ("ክልተ", "tijdelijk"),
        ("tijdelijk", "tijdelijk"),
        ("TIJDELIJK CONTRACT!!", "tijdelijk"),
        ("tijdelijk-contract", "tijdelijk"),
        ("tijd", "tijdelijk"),
        ("tijdelik contract", "tijdelijk"),
        ("tijedlijk contract", "tijdelijk"),
        ("ik heb een tijdelijk contract", "tijdelijk"),
        ("ik heb een tijdelik contract", "tijdelijk"),
        ("عقد مؤقت", "tijdelijk"),
        ("مؤقت", "tijdelijk"),
        ("عندي عَقْد مُؤَقّت", "tijdelijk"),
        ("عقد موقت", "tijdelijk"),
        ("uitzendbureau", "uitzend"),
        ("bij een uitzendbureau", "uitzend"),
        ("uitzend bureau", "uitzend"),
        ("geen", "geen"),
        ("ik heb geen contract", "geen"),
        ("بدون", "geen"),
        ("4", "geen"),
    ],
)
def test_choice_is_understood(text: str, expected: str, lexicons: tuple[Lexicon, ...]) -> None:
    assert parse_choice(text, options=CONTRACT, lexicons=lexicons) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Problem.EMPTY),
        ("x" * 100_000, Problem.TOO_LONG),
        ("?!", Problem.NOT_UNDERSTOOD),
        ("iets anders", Problem.NOT_UNDERSTOOD),
        ("ik heb geen vast contract", Problem.NOT_UNDERSTOOD),
        ("ما عندي عقد دائم", Problem.NOT_UNDERSTOOD),
        ("1 of 2", Problem.NOT_UNDERSTOOD),
        ("dat is mijn tweede baan", Problem.NOT_UNDERSTOOD),
        ("de eerste of de tweede", Problem.NOT_UNDERSTOOD),
        ("contract", Problem.AMBIGUOUS),
        ("عقد", Problem.AMBIGUOUS),
        ("vast contract of tijdelijk contract", Problem.AMBIGUOUS),
        ("0", Problem.NO_SUCH_OPTION),
        ("5", Problem.NO_SUCH_OPTION),
        ("9999", Problem.NO_SUCH_OPTION),
        ("nummer 7", Problem.NO_SUCH_OPTION),
        ("de vijfde", Problem.NO_SUCH_OPTION),
    ],
)
def test_choice_that_fits_no_single_option_says_why(
    text: str, expected: Problem, lexicons: tuple[Lexicon, ...]
) -> None:
    assert parse_choice(text, options=CONTRACT, lexicons=lexicons) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 kinderen", "2"),
        ("twee kinderen", "2"),
        ("ik heb 2 kinderen", "2"),
        ("ክልተ kinderen", "2"),
        ("3 kinderen", "3"),
        ("optie 2", "1"),
        ("geen", "0"),
        # The first option, or one child?
        ("1", Problem.AMBIGUOUS),
        ("een", Problem.AMBIGUOUS),
        ("3", Problem.AMBIGUOUS),
        ("4", "3"),
        ("4 kinderen", Problem.NOT_UNDERSTOOD),
    ],
)
def test_choice_between_numbers_is_never_guessed(
    text: str, expected: str, lexicons: tuple[Lexicon, ...]
) -> None:
    assert parse_choice(text, options=CHILDREN, lexicons=lexicons) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ja", "ja"),
        ("jazeker", "ja"),
        ("ewe", "ja"),
        ("na3am", "ja"),
        ("nee dank u", "nee"),
        ("aykonen", "nee"),
        ("ኣይኮነን", "nee"),
        ("somz", "soms"),
        ("ja en nee", Problem.AMBIGUOUS),
    ],
)
def test_choice_takes_other_words_for_yes_and_no(
    text: str, expected: str, lexicons: tuple[Lexicon, ...]
) -> None:
    assert parse_choice(text, options=SOMETIMES, lexicons=lexicons) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("ik heb een vast contract", NESTED, "vast"),
        ("ik heb een contract", NESTED, "contract"),
        ("ik ben niet ziek", ILL, Problem.NOT_UNDERSTOOD),
        ("ik ben ziek", ILL, "ziek"),
        ("zwangr", ILL, "zwanger"),
        ("zwanger", {}, Problem.NOT_UNDERSTOOD),
        ("1", {}, Problem.NO_SUCH_OPTION),
        ("thuis", {"a": ("Thuis",), "b": ("thuis!",)}, Problem.AMBIGUOUS),
        ("huis", {"a": ("Huur",), "b": ("Muis",), "c": ("Luis",)}, Problem.AMBIGUOUS),
    ],
)
def test_choice_prefers_the_label_that_is_meant(
    text: str, options: dict[str, tuple[str, ...]], expected: str, lexicons: tuple[Lexicon, ...]
) -> None:
    assert parse_choice(text, options=options, lexicons=lexicons) == expected


LABELS = st.text(max_size=20)
OPTIONS = st.dictionaries(st.text(min_size=1, max_size=5), st.lists(LABELS, max_size=2), max_size=5)


@given(text=st.text() | LABELS, options=OPTIONS)
def test_choice_never_raises_and_names_an_option(
    text: str, options: dict[str, list[str]], lexicons: tuple[Lexicon, ...]
) -> None:
    found = parse_choice(text, options=options, lexicons=lexicons)

    assert isinstance(found, Problem) or found in options


@given(
    option=st.sampled_from(sorted(CONTRACT)),
    dutch=st.booleans(),
    after=st.sampled_from("،.!? \u200f👍"),
)
def test_choice_by_its_label_reads_back(
    option: str, *, dutch: bool, after: str, lexicons: tuple[Lexicon, ...]
) -> None:
    label = CONTRACT[option][dutch]

    assert parse_choice(label.upper() + after, options=CONTRACT, lexicons=lexicons) == option
