from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.staff import second_factor

# The secret and the codes of RFC 6238, appendix B, in six digits.
RFC = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


@pytest.mark.parametrize(
    ("seconds", "code"), [(59, "287082"), (1111111109, "081804"), (2000000000, "279037")]
)
def test_code_is_that_of_the_standard(seconds: int, code: str) -> None:
    now = datetime.fromtimestamp(seconds, UTC)

    assert second_factor.step_of(code, RFC, now, used=0) == seconds // 30


@pytest.mark.parametrize(
    ("late", "expected"), [(-30, True), (0, True), (30, True), (61, False), (-61, False)]
)
def test_code_lives_one_step_before_and_after(late: int, expected: bool) -> None:  # noqa: FBT001  a column of the table
    now = datetime.fromtimestamp(1111111110, UTC) + timedelta(seconds=late)

    assert (second_factor.step_of("050471", RFC, now, used=0) is not None) == expected


def test_code_never_works_twice() -> None:
    now = datetime.fromtimestamp(59, UTC)
    step = second_factor.step_of("287082", RFC, now, used=0)
    assert step is not None

    assert second_factor.step_of("287082", RFC, now, used=step) is None


@pytest.mark.parametrize("typed", ["", "28708", "abcdef", "২৮৭০৮২", "287082287082"])
def test_other_input_is_no_code(typed: str) -> None:
    assert second_factor.step_of(typed, RFC, datetime.fromtimestamp(59, UTC), used=0) is None


def test_code_may_be_typed_in_two_groups() -> None:
    assert second_factor.step_of("287 082", RFC, datetime.fromtimestamp(59, UTC), used=0) == 1


def test_address_holds_what_an_app_needs() -> None:
    parts = urlsplit(second_factor.address(RFC, "fatima"))

    assert (parts.scheme, parts.netloc, parts.path, parse_qs(parts.query)) == (
        "otpauth",
        "totp",
        "/Wegwijs:fatima",
        {"secret": [RFC], "issuer": ["Wegwijs"]},
    )


def test_secrets_are_of_160_bits_and_differ() -> None:
    first, second = second_factor.new_secret(), second_factor.new_secret()

    assert (len(first), len(second), first == second) == (32, 32, False)
