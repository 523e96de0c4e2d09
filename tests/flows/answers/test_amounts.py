from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.flows.answers.amounts import parse_amount, parse_number
from bot.flows.answers.problem import Problem

if TYPE_CHECKING:
    from bot.flows.lexicon import Lexicon


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0", "0"),
        ("1420", "1420"),
        ("€ 1.420", "1420"),
        ("€1420,50", "1420.50"),
        ("1420,5", "1420.50"),
        ("1420.50", "1420.50"),
        ("1.420,-", "1420"),
        ("1.420,--", "1420"),
        ("1.420,50", "1420.50"),
        ("1,420.50", "1420.50"),
        ("1,420", "1420"),
        ("1 420", "1420"),
        ("1\u00a0420,50", "1420.50"),
        ("1'420.50", "1420.50"),
        ("1.420.000", "1420000"),
        ("0,50", "0.50"),
        ("1500 euro", "1500"),
        ("1500euro per maand", "1500"),
        ("ongeveer 1500", "1500"),
        ("1500 of € 1.500", "1500"),
        ("1,5k", "1500"),
        ("2,5 duizend", "2500"),
        ("5 honderd", "500"),
        ("duizend", "1000"),
        ("Duizend vijfhonderd euro", "1500"),
        ("vijftienhonderd", "1500"),
        ("zestienhonderdvijftig", "1650"),
        ("tweeduizend driehonderd", "2300"),
        ("honderd en vijf", "105"),
        ("drieëntwintig", "23"),
        ("geen", "0"),
        ("ik heb niets", "0"),
        ("١٤٢٠", "1420"),
        ("١٬٤٢٠٫٥٠", "1420.50"),
        ("١٢٠٠ يورو", "1200"),
        ("٣ آلاف", "3000"),
        ("ألف وخمسمئة", "1500"),
        ("ألفين", "2000"),
        ("خمسة وعشرين", "25"),
        ("لا شيء", "0"),
        ("፲፭፻", "1500"),
        ("፭፻ ዩሮ", "500"),
        ("ሽሕን ሓሙሽተ ሚእትን", "1500"),
        ("ክልተ ሽሕ", "2000"),
        ("2 ሽሕ", "2000"),
        ("ሓምሳን ሓሙሽተን", "55"),
        ("የብለይን", "0"),
    ],
)
def test_amount_is_understood(text: str, expected: str, lexicons: tuple[Lexicon, ...]) -> None:
    assert parse_amount(text, lexicons=lexicons, minimum=0, maximum=10_000_000) == Decimal(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Problem.EMPTY),
        ("1" * 100_000, Problem.TOO_LONG),
        ("veel", Problem.NOT_UNDERSTOOD),
        ("na3am", Problem.NOT_UNDERSTOOD),
        ("1.42.00", Problem.NOT_UNDERSTOOD),
        ("1.4200", Problem.NOT_UNDERSTOOD),
        ("0,420", Problem.NOT_UNDERSTOOD),
        ("1,420,50.5,1", Problem.NOT_UNDERSTOOD),
        ("01.04.2026", Problem.NOT_UNDERSTOOD),
        ("75%", Problem.NOT_UNDERSTOOD),
        ("geen 2000", Problem.NOT_UNDERSTOOD),
        ("10 twintig", Problem.NOT_UNDERSTOOD),
        ("1000 of 1500", Problem.AMBIGUOUS),
        ("1000-1500", Problem.AMBIGUOUS),
        ("duizend of tweeduizend", Problem.AMBIGUOUS),
        ("vijf zes", Problem.AMBIGUOUS),
        ("-50", Problem.TOO_SMALL),
        ("€ −50", Problem.TOO_SMALL),
        ("10.000,01", Problem.TOO_LARGE),
        ("9" * 250, Problem.TOO_LARGE),
    ],
)
def test_amount_that_cannot_be_used_says_why(
    text: str, expected: Problem, lexicons: tuple[Lexicon, ...]
) -> None:
    assert parse_amount(text, lexicons=lexicons, minimum=0, maximum=10_000) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3", 3),
        ("3 kinderen", 3),
        ("drie", 3),
        ("ik heb drie kinderen", 3),
        ("een kind", 1),
        ("één", 1),
        ("geen kinderen", 0),
        ("nul", 0),
        ("٣", 3),
        ("ثلاثة", 3),
        ("أحد عشر", 11),
        ("احدعش", 11),
        ("፫", 3),
        ("ሰለስተ", 3),
        ("ዓሰርተ ክልተ", 12),
        ("3.0", 3),
        ("3️⃣", 3),
        ("20", 20),
        ("2,5", Problem.NOT_WHOLE),
        ("21", Problem.TOO_LARGE),
        ("-1", Problem.TOO_SMALL),
        ("2 of 3", Problem.AMBIGUOUS),
        ("niet 3", Problem.NOT_UNDERSTOOD),
        ("een man en twee kinderen", Problem.AMBIGUOUS),
    ],
)
def test_number_is_understood_or_says_why(
    text: str, expected: int | Problem, lexicons: tuple[Lexicon, ...]
) -> None:
    assert parse_number(text, lexicons=lexicons, minimum=0, maximum=20) == expected


def test_amount_without_limits_is_limited_all_the_same(lexicons: tuple[Lexicon, ...]) -> None:
    assert parse_amount("-999999999999,99", lexicons=lexicons) == Decimal("-999999999999.99")
    assert parse_amount("1000000000000", lexicons=lexicons) == Problem.TOO_LARGE
    assert parse_amount("-1000000000000", lexicons=lexicons) == Problem.TOO_SMALL


@given(
    cents=st.integers(0, 10**9),
    pattern=st.sampled_from(["€ {:,.2f}", "{:.2f}", "{:,.2f} euro"]),
    dutch=st.booleans(),
)
def test_amount_reads_back_in_dutch_and_english(
    cents: int, pattern: str, *, dutch: bool, lexicons: tuple[Lexicon, ...]
) -> None:
    amount = Decimal(cents) / 100
    written = pattern.format(amount)
    if dutch:
        written = written.translate(str.maketrans(",.", ".,"))

    assert parse_amount(written, lexicons=lexicons) == amount


UNITS = ["", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"]
UNITS += ["dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien"]
TENS = ["", "", "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"]


def dutch(number: int) -> str:
    """Write a number from 1 to 99,999 in words, as one word below a thousand."""
    thousands, rest = divmod(number, 1000)
    hundreds, pair = divmod(rest, 100)
    words = f"{dutch(thousands) if thousands > 1 else ''}duizend " if thousands else ""
    if hundreds:
        words += f"{UNITS[hundreds] if hundreds > 1 else ''}honderd"
    if pair < 20:
        return words + UNITS[pair]
    tens, unit = divmod(pair, 10)
    joint = "ën" if UNITS[unit].endswith("e") else "en"
    return words + (f"{UNITS[unit]}{joint}" if unit else "") + TENS[tens]


@given(number=st.integers(1, 99_999))
def test_number_in_dutch_words_reads_back(number: int, lexicons: tuple[Lexicon, ...]) -> None:
    assert parse_number(dutch(number), lexicons=lexicons) == number


PIECES = ("1.420", ",", "-", "duizend", "en", "een", "ألف", "و", "ሚእትን", "k", "%", "niet", "5", "፻", "٫")


@given(
    text=st.text() | st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=8).map("".join),
    minimum=st.none() | st.integers(-1000, 1000),
    maximum=st.none() | st.integers(-1000, 1000),
)
def test_number_never_raises_and_never_leaves_its_limits(
    text: str, minimum: int | None, maximum: int | None, lexicons: tuple[Lexicon, ...]
) -> None:
    for parse in (parse_number, parse_amount):
        found = parse(text, lexicons=lexicons, minimum=minimum, maximum=maximum)

        assert isinstance(found, Problem) or minimum is None or found >= minimum
        assert isinstance(found, Problem) or maximum is None or found <= maximum
