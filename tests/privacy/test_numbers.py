"""The gate and numbers: every BSN stays out, ordinary numbers come in."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages import Refusal
from bot.privacy.bsn import passes_eleven_check
from bot.privacy.characters import read
from bot.privacy.gate import Cleaned, Expecting, Gate
from tests.privacy.digits import ALL_SYSTEMS, THREE_SYSTEMS, WESTERN, arabic, geez

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.untraced  # all sentences there are: to trace that costs more than the test

REFUSED = Cleaned("", Refusal.BSN)
SENTENCES = (
    "{}",
    "mijn nummer is {}",
    "{} is mijn nummer en ik woon in Utrecht",
    "Hallo, ik ben Sara. {}. Kunt u helpen?",
    "ik ben geboren op 12-03-1980, {}",
    "{} 12-03-1980",
    "bel 06 12345678 of {}",
    "رقمي هو {} شكرا",
    "ቁጽረይ {} እዩ",
    "x\n{}\ny",
    "({})",
    "bsn:{}",
)


def bsn(chance: random.Random, *, first: str = "123456789") -> str:
    """A random number of nine digits that passes the eleven-check."""
    while True:
        number = chance.choice(first) + "".join(chance.choices("0123456789", k=8))
        if passes_eleven_check(number):
            return number


def spellings(chance: random.Random) -> tuple[Callable[[str], str], ...]:
    def cut(number: str, separator: str) -> str:
        places = sorted(chance.sample(range(1, len(number)), chance.randint(1, 4)))
        return separator.join(number[a:b] for a, b in zip([0, *places], [*places, len(number)], strict=True))

    return (
        lambda number: number,
        lambda number: f"{number[:3]} {number[3:6]} {number[6:]}",
        lambda number: f"{number[:4]}.{number[4:6]}.{number[6:]}",
        lambda number: cut(number, "-"),
        lambda number: cut(number, "/"),
        lambda number: cut(number, " - "),
        lambda number: cut(number, "\u00a0"),
        " ".join,
        "x".join,
        " . ".join,
        lambda number: "bsn" + number,
        lambda number: number + "bsn",
        "\u200b".join,
        lambda number: "\u202e" + "\u2066".join(number) + "\u2069",
        lambda number: "".join(digit + "\ufe0f\u20e3" for digit in number),
    )


def test_gate_refuses_500_bsns_in_all_spellings_and_digits(gate: Gate) -> None:
    chance = random.Random(2026)  # noqa: S311  the same numbers in every run
    how = spellings(chance)
    texts = []
    for index in range(500):
        number = bsn(chance)
        if index % 10 == 0:
            number = bsn(chance, first="0").removeprefix("0")
        spelled = how[index % len(how)](number)
        texts.append(SENTENCES[index % len(SENTENCES)].format(ALL_SYSTEMS[index % 5](spelled)))

    passed = [text for text in texts if gate.clean(text) != REFUSED]

    assert passed == []


def legitimate(chance: random.Random) -> str:
    """A number in a sentence that is not a BSN."""

    def digits(count: int) -> str:
        return "".join(chance.choices("0123456789", k=count))

    day, month, year = chance.randint(1, 28), chance.randint(1, 12), chance.randint(1940, 2030)
    mobile = digits(8)
    capitals = "".join(chance.choices("ABCDEFGHJKLMNPRSTVWXZ", k=2))
    sum_ = chance.randint(1, 9999)
    return chance.choice(
        (
            f"mijn telefoon is 06{mobile}",
            f"bel 06-{mobile}",
            f"06 {mobile[:2]} {mobile[2:4]} {mobile[4:6]} {mobile[6:]}",
            f"+31 6 {mobile}",
            f"+316{mobile}",
            f"00316{mobile}",
            f"+31 (0)6 {mobile[:4]} {mobile[4:]}",
            f"020-{digits(7)}",
            f"(030) {digits(3)} {digits(4)}",
            f"088 {digits(3)} {digits(2)} {digits(2)}",
            f"0800-{digits(4)}",
            f"0900{digits(4)}",
            f"mijn laatste dag was {day:02}-{month:02}-{year}",
            f"{day}/{month}/{year}",
            f"{year}-{month:02}-{day:02}",
            f"{day:02}{month:02}{year}",
            f"{year}{month:02}{day:02}",
            f"{day} {month} {year}",
            f"op {day}.{month}.{year} om {chance.randint(8, 17)}:30",
            f"{day:02}-{month:02}-{year} tot {day:02}-{month:02}-{year + 1}",
            "open van 09.00 - 17.00",
            "9:00-17:30 uur",
            f"€ {sum_}",
            f"€ {sum_},{digits(2)}",
            f"ik verdien {sum_} euro per maand",
            f"€ 1.{digits(3)}.{digits(3)},{digits(2)}",
            f"{chance.randint(10, 99)}{digits(6)} euro",
            f"{chance.randint(1, 99)}.{digits(3)},{digits(2)}",
            f"ik verdien {sum_} en mijn man {chance.randint(1, 9999)}",
            f"mijn kinderen zijn {chance.randint(1, 9)}, {chance.randint(1, 17)} en 3 jaar",
            f"postcode {chance.randint(1000, 9999)} {capitals}",
            f"{chance.randint(1000, 9999)}{capitals} {chance.randint(1, 400)}",
            f"Dorpsstraat {chance.randint(1, 400)}, {chance.randint(1000, 9999)} {capitals} Utrecht",
            f"huisnummer {chance.randint(1, 999)}",
            f"NL{digits(2)}ABNA0{digits(9)}",
            f"NL{digits(2)} INGB 0{digits(3)} {digits(4)} {digits(2)}",
            f"BE{digits(2)} {digits(4)} {digits(4)} {digits(4)}",
            f"sinds {year}",
            f"zaaknummer {digits(10)}",
            f"zaak Z-{year}-{digits(6)}",
            f"kenmerk {digits(12)}",
            f"kenmerk {year}/{digits(5)}",
            f"dossier {digits(8)}",
            f"mijn klantnummer is {digits(8)}",
            f"Z{digits(8)}",
            f"kvk {digits(8)}",
            f"V-nummer {digits(10)}",
            f"stap {chance.randint(1, 9)} van 8",
            f"راتبي {sum_} يورو",
            f"رقم الملف {digits(8)}",
            f"هاتفي 06{mobile}",
            f"ስልከይ 06{mobile} እዩ",
            f"ደሞዘይ {sum_} ኤውሮ እዩ",
            f"ብዕለት {day:02}-{month:02}-{year}",
        )
    )


def test_gate_passes_500_legitimate_numbers_in_three_digit_systems(gate: Gate) -> None:
    chance = random.Random(2026)  # noqa: S311  the same numbers in every run
    texts = [THREE_SYSTEMS[index % 3](legitimate(chance)) for index in range(500)]

    refused = [text for text in texts if gate.clean(text) != Cleaned(text)]

    assert len(refused) <= 0.005 * len(texts), f"{len(refused)} of {len(texts)} refused: {refused}"


@pytest.mark.parametrize(
    "text",
    [
        "mijn bsn is 123456789",  # fails the check, but nothing else is meant
        "bsn 0123456782",
        "mijn bsn is 123 en dan 456 en dan 782",
        "1234.56.782.H.16.6001",  # the number of a tax assessment begins with the BSN
        "NL123456782B01",
        "€ 123456782",
        "zaaknummer 123456782",
        "፩፼፳፫፻፵፭፼፷፯፻፹፪",  # 123456782 as Ge'ez counts
        "፲፪ ፴፬ ፶፮ ፸፰ ፪",
        "፲፪፴፬፶፮፸፰፪",
        "①②③④⑤⑥⑦⑧②",
    ],
)
def test_gate_refuses_a_bsn_that_looks_like_something_else(gate: Gate, text: str) -> None:
    assert gate.clean(text) == REFUSED


@pytest.mark.parametrize(
    ("number", "valid"),
    [
        ("123456782", True),
        ("123456789", False),
        ("012345672", True),
        ("12345672", True),
        ("1234567", False),
        ("1234567820", False),
    ],
)
def test_eleven_check_pads_eight_digits(number: str, valid: bool) -> None:  # noqa: FBT001  a table
    assert passes_eleven_check(number) is valid


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("፻", "100"),
        ("፳፻፳፮", "2026"),
        ("፼", "10000"),
        ("፩፪፫", "123"),
        ("፲፪፴", "1230"),
        ("٢٠٢٦", "2026"),
        ("1\u200b2\u20633", "123"),
        ("１２", "12"),
    ],
)
def test_read_shows_the_digits_of_every_script(typed: str, seen: str) -> None:
    assert read(typed).text == seen


MUCH_LIKE_A_BSN = st.text("0123456789 .-/x٣፬\u200b", max_size=60)


@given(st.one_of(st.text(max_size=300), MUCH_LIKE_A_BSN), st.sampled_from(Expecting))
def test_gate_takes_any_text_and_finds_nothing_in_what_it_kept(
    gate: Gate, text: str, expecting: Expecting
) -> None:
    kept = gate.clean(text, expecting=expecting).text

    assert gate.clean(kept, expecting=expecting) == Cleaned(kept)


NO_DIGITS = st.text(max_size=80).filter(lambda text: not any(map(str.isdigit, read(text).text)))


@given(NO_DIGITS, st.integers(100_000_000, 999_999_999).map(str).filter(passes_eleven_check), NO_DIGITS)
def test_gate_refuses_a_bsn_inside_any_text(gate: Gate, before: str, number: str, after: str) -> None:
    assert gate.clean(before + number + after) == REFUSED


@given(st.text())
def test_reading_points_back_into_the_text(text: str) -> None:
    reading = read(text)

    assert len(reading.at) == len(reading.text)
    assert list(reading.at) == sorted(reading.at)


@pytest.mark.parametrize(
    "piece", ["1", "1 ", "a1", "፼", "wachtwoord ", "code 1 ", "bsn 1 ", "1.234.", "\ud800", "0 "]
)
def test_gate_reads_a_huge_text(gate: Gate, piece: str) -> None:
    huge = piece * (100_000 // len(piece))

    assert gate.clean(huge).refusal is not Refusal.CODE


def test_western_and_other_digits_are_the_same_number() -> None:
    assert {read(system("190583")).text for system in (WESTERN, arabic, geez)} == {"190583"}
