"""Phone numbers: digit by digit, with a pause between the groups in which they are written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.voice.spoken.speech import Speech

NUMBER = re.compile(
    r"""
    (?<![\d.,€/-])
    (?:\+\d{1,3} | \(0\d{1,3}\) | 0\d{1,9})
    (?:[ -]?\(0\))?
    (?:(?:[ ]?-[ ]?|[ ])?\d{2,8}){0,5}
    (?![\d/%]|[.,-]\d)
    """,
    re.VERBOSE,
)
MUNICIPAL = re.compile(r"(?<![\d.,€/-])14 0\d{1,3}(?![\d/%]|[.,-]\d)")
"""The numbers of municipalities: "14 030"."""

DIGITS = range(8, 14)
"""How many digits a phone number has, the country included."""


def phones(text: str, speech: Speech) -> str:
    """Return the text with its phone numbers in words."""

    def said(match: re.Match[str]) -> str:
        number = match.group()
        groups = re.findall(r"\d+", number)
        if match.re is NUMBER and len("".join(groups)) not in DIGITS:
            return number
        plus = f"{speech.wording.symbols.get('+', '')} " if number.startswith("+") else ""
        return plus + speech.paused(speech.digits(group) for group in groups)

    text = NUMBER.sub(said, MUNICIPAL.sub(said, text))
    short = speech.wording.short_phone_numbers
    if not short:
        return text
    pattern = rf"(?<![\d.,€/-])(?<!€ )(?:{'|'.join(map(re.escape, short))})(?![\d/%]|[.,-]\d| ?€)"
    return re.sub(pattern, lambda match: speech.digits(match.group()), text)
