"""Plain numbers: integers, decimals, ordinals, ranges and "1/3", wherever they stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.voice.spoken.scripts import VOWEL_MARKS

if TYPE_CHECKING:
    from bot.voice.spoken.speech import Speech

_INTEGER = r"\d{1,3}(?:\.\d{3})+(?!\d)|\d+"
LISTED = re.compile(r"^[ \t]*(?P<number>\d{1,2})[.)][ \t]+(?=\S)", re.MULTILINE)
MINUS = re.compile("\u2212 ?(?=\\d)")
"""The sign itself: a hyphen before a number may be the mark of a list."""

KEYCAP = re.compile(r"(?P<number>\d{1,2})\ufe0f?\u20e3[ \t]*")
BRACKETED = re.compile(r"(?<=[^\W\d_])[\u064b-\u0652]* ?\(\d{1,2}\)")
ORDINAL = re.compile(r"(?<![\d.,])(?P<number>\d{1,6})(?:e|de|ste)\b")
RANGE = re.compile(rf"(?<![\d,-])(?P<from>{_INTEGER}) ?[-–] ?(?P<until>{_INTEGER})(?![\d-]|[,.]\d)")
PART = re.compile(r"(?<![\d/])(?P<part>\d{1,6}) ?/ ?(?P<total>\d{1,6})(?![\d/])")
NUMBER = re.compile(rf"(?:{_INTEGER})(?:[.,]\d+)?")
INTEGER = re.compile(_INTEGER)
NOUN = re.compile(rf" (?P<noun>[^\W\d_](?:[^\W\d_]|{VOWEL_MARKS.pattern})*)")
"""What stands behind a number, which it may count."""

COUNT = re.compile(rf"(?<![\d.,])(?:{_INTEGER})(?={NOUN.pattern})")

DECIMALS = 2
"""Places that are said as one number: "komma vijftig"."""


def list_marks(text: str, speech: Speech) -> str:
    """Return the text with "1." before a line and keycaps as the number and a pause."""

    def said(match: re.Match[str]) -> str:
        return f" {speech.figure(match['number'])}{speech.wording.pause} "

    return KEYCAP.sub(said, LISTED.sub(said, text.replace("🔟", "10\u20e3")))


def numbers(text: str, speech: Speech) -> str:
    """Return the text with every number that is left in words."""
    wording = speech.wording
    if wording.leave_out_bracketed_numbers:
        text = BRACKETED.sub("", text)
    text = MINUS.sub(f" {wording.minus} ", text)
    text = ORDINAL.sub(lambda match: speech.numerals.ordinal(int(match["number"])), text)
    text = RANGE.sub(
        lambda match: _filled(wording.range, speech, {"from": match["from"], "until": match["until"]}), text
    )
    text = PART.sub(lambda match: _filled(wording.part_of, speech, match.groupdict()), text)
    # A letter of the language may be a word fastened to the number: "و2029".
    text = re.sub(r"(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[^\W\d_])", " ", text)
    if wording.nouns:
        text = COUNT.sub(lambda match: _counting(match, speech), text)
    return NUMBER.sub(lambda match: number(match.group(), speech), text)


def number(written: str, speech: Speech) -> str:
    """Return a number as it is written, "1.250,50", in words."""
    match = re.fullmatch(rf"(?P<whole>{_INTEGER})(?:[.,](?P<fraction>\d+))?", written)
    if match is None:
        raise ValueError(written)
    separated = "." in match["whole"]
    digits = match["whole"].replace(".", "")
    whole = speech.amount(digits) if separated else speech.figure(digits)
    if match["fraction"] is None:
        return whole
    fraction = match["fraction"]
    few = len(fraction) <= DECIMALS
    return speech.wording.decimal.format(
        whole=whole, fraction=speech.figure(fraction) if few else speech.digits(fraction)
    )


def _counting(match: re.Match[str], speech: Speech) -> str:
    said = speech.counting(match.group().replace(".", ""), match["noun"])
    return match.group() if said is None else said


def _filled(sentence: str, speech: Speech, values: dict[str, str]) -> str:
    return sentence.format(**{name: number(value, speech) for name, value in values.items()})
