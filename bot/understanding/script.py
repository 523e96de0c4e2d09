"""Which letters a text is written in."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum


class Script(StrEnum):
    """The scripts that residents write in."""

    LATIN = "latin"
    ARABIC = "arabic"
    ETHIOPIC = "ethiopic"


_RANGES = (
    (0x0041, 0x024F, Script.LATIN),
    (0x0600, 0x06FF, Script.ARABIC),
    (0x0750, 0x077F, Script.ARABIC),
    (0x08A0, 0x08FF, Script.ARABIC),
    (0x1200, 0x139F, Script.ETHIOPIC),
    (0x1E00, 0x1EFF, Script.LATIN),
    (0x2D80, 0x2DDF, Script.ETHIOPIC),
    (0xAB00, 0xAB2F, Script.ETHIOPIC),
    (0xFB50, 0xFDFF, Script.ARABIC),  # ligatures, as some keyboards and PDFs give them
    (0xFE70, 0xFEFC, Script.ARABIC),
)


def script_of(letter: str) -> Script | None:
    """Return the script of one character, None when it is no letter of ours."""
    if not letter.isalpha():
        return None
    code = ord(letter)
    return next((script for first, last, script in _RANGES if first <= code <= last), None)


def letters_by_script(text: str) -> Counter[Script]:
    """Count the letters of a text per script. Digits, signs and emoji count nowhere."""
    return Counter(script for script in map(script_of, text) if script is not None)
