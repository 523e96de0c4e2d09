"""Passwords of staff: long enough, not easily guessed, kept as argon2id hashes.

Source: OWASP ASVS 4.0.3, 2.1 and 2.4; the costs are the defaults of argon2-cffi (RFC 9106, low memory).
"""

from __future__ import annotations

import secrets
from enum import StrEnum
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 12
LONGEST = 128
"""Characters. The upper limit keeps one try from costing more than the next."""

STRONG = 3
"""Of zxcvbn's 0 to 4: "safely unguessable", from 10^8 guesses."""

_hasher = PasswordHasher()

_SYLLABLES = tuple(first + second for first in "bdfghjklmnprstvwz" for second in "aeiou")


class Weakness(StrEnum):
    """Why a password is not taken."""

    SHORT = "short"
    LONG = "long"
    GUESSABLE = "guessable"


def hashed(password: str) -> str:
    """Return the hash to keep; takes about 50 ms, so call it outside a transaction."""
    return _hasher.hash(password)


def fits(password: str, known: str | None) -> bool:
    """Tell whether this is the password of that hash; as slow where ``known`` is None."""
    nobody = _nobody()  # also where it is not needed: whoever comes first learns nothing from the wait
    try:
        _hasher.verify(known or nobody, password[: LONGEST + 1])
    except (VerificationError, InvalidHashError):
        return False
    return known is not None


@cache
def _nobody() -> str:
    """Return what is verified where there is no such account, so that the time it takes does not tell.

    Made at the first log-in: every start and every command of the operator would wait for it.
    """
    return _hasher.hash(secrets.token_urlsafe())


def weakness(password: str, *, names: tuple[str, ...] = ()) -> Weakness | None:
    """Return why this cannot be a password, None where it can. ``names``: what others know of her."""
    if len(password) < SHORTEST:
        return Weakness.SHORT
    if len(password) > LONGEST:
        return Weakness.LONG
    # Imported only here: its word lists take a while, and only who changes a password needs them.
    from zxcvbn import zxcvbn  # noqa: PLC0415

    guess = zxcvbn(password[:72], user_inputs=[*names, "wegwijs", "gemeente", "klantmanager"], max_length=72)
    return Weakness.GUESSABLE if guess["score"] < STRONG else None


def generated() -> str:
    """Return a password that can be read out over the telephone, of 64 bits or more.

    Twelve syllables of 85: 76 bits.
    """
    syllables = [secrets.choice(_SYLLABLES) for _ in range(12)]
    return "-".join("".join(syllables[start : start + 3]) for start in range(0, 12, 3))
