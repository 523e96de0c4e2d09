"""What a piece of text looks like, whatever stands around it: chosen as a secret, or written as a word."""

from __future__ import annotations

import re

CODE_DIGITS = range(4, 10)
"""How many digits a code has."""

POSTCODE = re.compile(r"[1-9][0-9]{3}[A-Za-z]{2}")
YEAR = re.compile(r"(?:19|20)[0-9]{2}")
ABOUT_A_COUNT = re.compile(
    r"[0-9]{1,4}-?(?:e|de|ste|x|u|uur|min|km|jaar|cijfers?|tekens?|keer)|[0-9]{1,2}-[a-z]+", re.IGNORECASE
)
"""A number with what it counts: "3x", "6-cijferige"."""

_ADDRESS = re.compile(r".+@.+\..+|https?:.+|www\..+|[a-z.-]+\.(?:nl|com|eu|org)(?:/.*)?", re.IGNORECASE)
_SYMBOLS = frozenset("@#$%^&*+=_!~?")
_LETTER_CODE = 4


def looks_secret(chunk: str) -> bool:
    """Tell whether a piece of text looks chosen as a password rather than written as a word."""
    if len(chunk) < CODE_DIGITS.start or _ADDRESS.fullmatch(chunk):
        return False
    if chunk.isdigit():
        return len(chunk) in CODE_DIGITS and not YEAR.fullmatch(chunk)
    if ABOUT_A_COUNT.fullmatch(chunk) or POSTCODE.fullmatch(chunk):
        return False
    letters, digits = any(map(str.isalpha, chunk)), any(map(str.isdigit, chunk))
    return letters and (digits or any(sign in _SYMBOLS for sign in chunk[1:-1]))


def is_letter_code(chunk: str) -> bool:
    """Tell whether a piece of text is four capitals."""
    return len(chunk) == _LETTER_CODE and chunk.isascii() and chunk.isalpha() and chunk.isupper()
