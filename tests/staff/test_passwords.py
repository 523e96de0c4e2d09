from __future__ import annotations

import pytest

from bot.staff import passwords
from bot.staff.passwords import Weakness


def test_hashed_password_fits_itself_and_nothing_else() -> None:
    known = passwords.hashed("paarse olifant eet pap")

    assert [
        passwords.fits(typed, known) for typed in ("paarse olifant eet pap", "paarse olifant eet pa", "")
    ] == [
        True,
        False,
        False,
    ]


@pytest.mark.usefixtures("full_costs")
def test_hash_costs_what_the_rfc_asks() -> None:
    assert passwords.hashed("paarse olifant eet pap").split("$")[2:4] == ["v=19", "m=65536,t=3,p=4"]


def test_hash_is_argon2id_and_another_each_time() -> None:
    first, second = passwords.hashed("dezelfde twaalf"), passwords.hashed("dezelfde twaalf")

    assert (first.split("$")[1], first == second) == ("argon2id", False)


def test_no_password_fits_where_there_is_no_account() -> None:
    assert [passwords.fits(typed, None) for typed in ("", "iets", "x" * 10_000)] == [False] * 3


def test_damaged_hash_fits_nothing() -> None:
    assert passwords.fits("paarse olifant eet pap", "$argon2id$stuk") is False


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("elf-letters", Weakness.SHORT),
        ("x" * 129, Weakness.LONG),
        ("123456789012", Weakness.GUESSABLE),
        ("fatima.yusuf1", Weakness.GUESSABLE),
        ("wegwijswegwijs", Weakness.GUESSABLE),
        ("paarse olifant eet pap", None),
        ("كلمة سر طويلة للمكتب", None),
    ],
)
def test_weakness_tells_why_a_password_is_not_taken(typed: str, expected: Weakness | None) -> None:
    assert passwords.weakness(typed, names=("fatima.yusuf", "Fatima Yusuf")) == expected


def test_generated_passwords_differ_and_are_taken() -> None:
    made = [passwords.generated() for _ in range(20)]

    assert (len(set(made)), {passwords.weakness(one) for one in made}) == (20, {None})
