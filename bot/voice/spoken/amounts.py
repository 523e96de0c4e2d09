"""Amounts in euros and percentages, as Dutch letters write them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.voice.spoken.numbers import number

if TYPE_CHECKING:
    from bot.voice.spoken.speech import Speech

_EUROS = r"(?P<euros>\d{1,3}(?:\.\d{3})+|\d+)(?:[.,](?:(?P<cents>\d{2})|-{1,2}))?(?!\d)"
BEFORE = re.compile(rf"€ ?{_EUROS}")
_EURO = r"€ ?[\d.]*\d(?:,\d{2})?"
RANGE = re.compile(rf"(?P<from>{_EURO}) ?[-–] ?(?P<until>{_EURO})(?!\d)")
BEHIND = re.compile(rf"(?<![\d.,]){_EUROS} ?€")
PERCENTAGE = re.compile(r"(?<![\d.,])(?P<number>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?) ?%")


def amounts(text: str, speech: Speech) -> str:
    """Return the text with its amounts and percentages in words."""
    wording = speech.wording

    def euros(match: re.Match[str]) -> str:
        whole = speech.counted(match["euros"].replace(".", ""), "euros")
        cents = match["cents"]
        if cents is None or cents == "00":
            said = wording.amount.format(euros=whole)
        else:
            said = wording.amount_with_cents.format(
                euros=whole, cents=speech.counted(str(int(cents)), "cents")
            )
        return f" {said} "

    def percentage(match: re.Match[str]) -> str:
        return f" {wording.percentage.format(number=number(match['number'], speech))} "

    def between(match: re.Match[str]) -> str:
        return wording.range.format(
            **{name: BEFORE.sub(euros, part) for name, part in match.groupdict().items()}
        )

    text = RANGE.sub(between, text)
    return PERCENTAGE.sub(percentage, BEHIND.sub(euros, BEFORE.sub(euros, text)))
