"""Random tokens, and the digests under which the store knows them."""

from __future__ import annotations

import hashlib
import secrets


def new_token() -> str:
    """Return 256 random bits, fit for a cookie or a form."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """Return the SHA-256 of a token in hexadecimal: it says nothing, since the token is random."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
