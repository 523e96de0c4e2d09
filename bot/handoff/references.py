"""The ids of cases: letters that she can read out at a desk, and that nobody can guess."""

from __future__ import annotations

import secrets

LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
"""No vowels, so that no word comes out; no letter that looks like a digit."""

LENGTH = 8


def new_reference() -> str:
    """Return eight random letters: one of 25 600 000 000."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
