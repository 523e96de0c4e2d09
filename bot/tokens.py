"""Random tokens and letters, and the digests under which the store knows them."""

from __future__ import annotations

import hashlib
import secrets
from typing import Final

LETTERS: Final = "BCDFGHJKLMNPQRSTVWXZ"
"""No vowels, so that no word comes out; no letter that looks like a digit."""

LENGTH: Final = 8


def new_token() -> str:
    """Return 256 random bits, fit for a cookie or a form."""
    return secrets.token_urlsafe(32)


def new_letters() -> str:
    """Return eight random letters, one of 25 600 000 000: an id that somebody can read out."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def digest(token: str) -> str:
    """Return the SHA-256 of a token in hexadecimal: it says nothing, since the token is random."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
