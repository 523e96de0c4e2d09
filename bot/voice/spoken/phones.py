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
ABROAD = re.compile(
    r"(?<![\w.,€/+-])(?P<country>\+31|0031)(?:[ ]?-?\(0\))?(?P<rest>(?:[ ]?-?[ ]?\d){9})(?![\d/%]|[.,-]\d)"
)
"""A Dutch number as it is called from another country, its zero then left out."""

MOBILE = re.compile(r"(6)(\d{8})")
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

    def said_abroad(match: re.Match[str]) -> str:
        groups = re.findall(r"\d+", match["rest"])
        mobile = MOBILE.fullmatch("".join(groups)) if len(groups) == 1 else None
        plus = f"{speech.wording.symbols.get('+', '')} " if match["country"].startswith("+") else ""
        parts = [match["country"].lstrip("+"), *(groups if mobile is None else mobile.groups())]
        return plus + speech.paused(speech.digits(part) for part in parts)

    def said_called(match: re.Match[str]) -> str:
        number = speech.paused(map(speech.digits, (match["municipal"], match["area"])))
        return f"{match['before']} {number}"

    text = _called(speech).sub(said_called, ABROAD.sub(said_abroad, text))
    text = NUMBER.sub(said, MUNICIPAL.sub(said, text))
    short = speech.wording.short_phone_numbers
    if not short:
        return text
    pattern = rf"(?<![\d.,€/-])(?<!€ )(?:{'|'.join(map(re.escape, short))})(?![\d/%]|[.,-]\d| ?€)"
    return re.sub(pattern, lambda match: speech.digits(match.group()), text)


def _called(speech: Speech) -> re.Pattern[str]:
    """Return what finds "14030" a few words behind "bel": elsewhere it is a number as any."""
    wording = speech.wording
    before = rf"(?<!\w)(?:{speech.any_of(wording.call_words)})[.: (]+(?:[^\W\d_]+[: (]+){{0,5}}"
    behind = rf"(?![\d/%]|[.,-]\d| ?€{speech.unless(' ', wording.counted_words)})"
    return re.compile(
        rf"(?P<before>{before})(?P<municipal>14)[ -]?(?P<area>0\d{{2,3}}){behind}", re.IGNORECASE
    )
