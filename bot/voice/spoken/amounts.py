"""Amounts in euros and percentages, as Dutch letters write them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.voice.spoken.numbers import number
from bot.voice.spoken.scripts import SHORT_STOP

if TYPE_CHECKING:
    from bot.voice.spoken.speech import Speech

_MINUS = r"[-\u2212]"
_SIGN = r"(?:(?<![\w.,)%€-])(?:-|\u2212 ?))?"
"""A hyphen is a sign where nothing stands before it and no space behind it."""

_EUROS = r"(?P<euros>\d{1,3}(?:\.\d{3})+|\d+)(?:[.,](?:(?P<cents>\d{2})|-{1,2}))?(?!\d)"
BEFORE = re.compile(rf"(?P<sign>{_SIGN})€ ?(?P<minus>{_MINUS} ?)?{_EUROS}")
_FIGURE = r"[\d.]*\d(?:,(?:\d{2}|-{1,2}))?"
_EURO = rf"€ ?{_FIGURE}"
RANGE = re.compile(rf"(?P<from>{_EURO}) ?[-–] ?(?P<until>{_EURO})(?!\d)")
SIGN_ONCE = re.compile(rf"(?P<from>{_EURO}) ?[-–] ?(?P<until>{_FIGURE})(?![\d%]|[.,/-]\d| ?[%€])")
BEHIND = re.compile(rf"(?<![\d.,]){_EUROS} ?€")
_NUMBER = r"(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)"
PERCENTAGE = re.compile(rf"(?P<sign>{_SIGN})(?<![\d.,])(?P<number>{_NUMBER}) ?%")
PERCENTAGES = re.compile(rf"(?<![\d.,€-])(?P<from>{_NUMBER})(?: ?%)? ?[-–] ?(?P<until>{_NUMBER}) ?%")


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

    def signed(match: re.Match[str]) -> str:
        return _signed(euros(match), speech, minus=bool(match["sign"] or match["minus"]))

    def percentage(match: re.Match[str]) -> str:
        said = f" {wording.percentage.format(number=number(match['number'], speech))} "
        return _signed(said, speech, minus=bool(match["sign"]))

    def percentages(match: re.Match[str]) -> str:
        both = {name: number(part, speech) for name, part in match.groupdict().items()}
        return f" {wording.percentage.format(number=wording.range.format(**both))} "

    def between(match: re.Match[str]) -> str:
        return wording.range.format(
            **{name: BEFORE.sub(signed, part) for name, part in match.groupdict().items()}
        )

    text = RANGE.sub(between, _each_with_sign(_multiples(text, speech), speech))
    text = BEHIND.sub(euros, BEFORE.sub(signed, text))
    return PERCENTAGE.sub(percentage, PERCENTAGES.sub(percentages, text))


def _signed(said: str, speech: Speech, *, minus: bool) -> str:
    return f" {speech.wording.minus}{said}" if minus else said


def _multiples(text: str, speech: Speech) -> str:
    """Return the text with "€ 2,5 miljoen" in words: the euro is said behind the million."""
    wording = speech.wording

    def said(match: re.Match[str]) -> str:
        much = number(match["from"], speech)
        if match["until"] is not None:
            much = wording.range.format(**{"from": much, "until": number(match["until"], speech)})
        multiple = wording.multiples[match["multiple"]]
        return f" {wording.amount.format(euros=f'{much} {multiple}')} "

    words = speech.any_of(wording.multiples)
    written = (
        rf"€ ?(?P<from>{_NUMBER})(?: ?[-–] ?(?P<until>{_NUMBER}))? (?P<multiple>{words})(?!\w){SHORT_STOP}"
    )
    return re.sub(written, said, text)


def _each_with_sign(text: str, speech: Speech) -> str:
    """Return "€ 100-200" and "€ 100 tot 200" as "€ 100-€ 200" and "€ 100 tot € 200"."""
    wording = speech.wording

    def said(match: re.Match[str]) -> str:
        # "€ 100 tot 18": the age, or the hour.
        if _worth(match["from"]) >= _worth(match["until"]):
            return match.group()
        return match.group().removesuffix(match["until"]) + f"€ {match['until']}"

    words = (*wording.counted_words, *wording.months, *wording.multiples)
    behind = rf"(?!\d|[.,:/-]\d| ?[%€]{speech.unless(' ', words)})"
    year = r"(?!20(?!00)\d\d(?!\d))"
    until = rf"(?P<from>{_EURO}) (?:{speech.any_of(wording.until_words)}) (?P<until>{year}{_FIGURE}){behind}"
    return re.sub(until, said, SIGN_ONCE.sub(said, text))


def _worth(written: str) -> float:
    return float(written.strip("€ ,-").replace(".", "").replace(",", "."))
