"""The second factor: a code of six digits that an app on the phone shows (TOTP, RFC 6238)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyotp

if TYPE_CHECKING:
    from datetime import datetime

STEP = 30
"""Seconds that a code lives."""

DRIFT = 1
"""Steps before and after that are taken too: clocks differ, and typing takes time."""

ISSUER = "Wegwijs"


def new_secret() -> str:
    """Return a secret of 160 bits in base32, for one account."""
    return pyotp.random_base32()


def address(secret: str, username: str) -> str:
    """Return the ``otpauth:`` address that an app reads from a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name=ISSUER)


def step_of(code: str, secret: str, now: datetime, *, used: int) -> int | None:
    """Return the time step of this code, None where it is wrong, too old or was used before.

    ``used`` is the step of the last code that worked: neither it nor an older one works again.
    """
    digits = "".join(code.split())
    totp = pyotp.TOTP(secret)
    current = int(now.timestamp()) // STEP
    for step in range(current - DRIFT, current + DRIFT + 1):
        if step > used and pyotp.utils.strings_equal(digits, totp.generate_otp(step)):
            return step
    return None


def is_secret(text: str) -> bool:
    """Tell whether this could be a secret of ours: 32 characters of base32."""
    return re.fullmatch("[A-Z2-7]{32}", text) is not None
