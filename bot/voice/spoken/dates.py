"""Dates in figures or with the month in a word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.voice.spoken.scripts import bare

if TYPE_CHECKING:
    from bot.voice.spoken.speech import Speech

DUTCH = re.compile(
    r"(?<![\d.,/-])(?P<day>\d{1,2})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)"
    r"(?P<year>\d{4}|(?<=[-/])\d{2})(?![\d-]|/\d)"
)
ISO = re.compile(r"(?<![\d.,/-])(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?![\d-])")
LAST_DAY, LAST_MONTH = 31, 12
DAY = re.compile(r"(?P<day>\d{1,2})[-/](?P<month>\d{1,2})")


def dates(text: str, speech: Speech) -> str:
    """Return the text with "3-4-2026", "2026-04-03" and "op 3-4" in words; what is no date stays."""

    def said(match: re.Match[str]) -> str:
        day, month = int(match["day"]), int(match["month"])
        if not (1 <= day <= LAST_DAY and 1 <= month <= LAST_MONTH):
            return match.group()
        return speech.wording.date.format(
            day=speech.numerals.figure(day),
            month=speech.wording.months[month - 1],
            year=speech.figure(match["year"]),
        )

    return _days(ISO.sub(said, DUTCH.sub(said, _months(text, speech))), speech)


def _days(text: str, speech: Speech) -> str:
    """Return the text with "14-7" as a day where the word before it says so: else it is "14 tot 7"."""
    wording = speech.wording
    if not wording.day_words:
        return text

    def said(match: re.Match[str]) -> str:
        day, month = int(match["day"]), int(match["month"])
        if not (1 <= day <= LAST_DAY and 1 <= month <= LAST_MONTH):
            return match.group()
        return wording.date_without_year.format(
            day=speech.numerals.figure(day), month=wording.months[month - 1]
        )

    until = speech.any_of(wording.until_words)
    one = rf"\d{{1,2}}[-/]\d{{1,2}}(?!\w|[-/.,:]\d| ?[%€]{speech.unless(' ', wording.counted_words)})"
    joined = rf",? (?:{speech.any_of(wording.day_joins)}|{until}) {one}"
    before = rf"(?:{speech.any_of(wording.day_words)}):? +"
    # "14-7 t/m 20-7": two that are joined so are days without a word before them.
    days = rf"(?<![\w€.,:/-])(?P<before>{before}|(?={one} (?:{until}) {one}))(?P<days>{one}(?:{joined})*)"
    return re.sub(
        days, lambda match: match["before"] + DAY.sub(said, match["days"]), text, flags=re.IGNORECASE
    )


def _months(text: str, speech: Speech) -> str:
    """Return the text with each month behind a day as the wording writes it: with its vowels."""
    for month in speech.wording.months:
        plain = bare(month)
        if plain != month:
            text = re.sub(rf"(?<=\d ){re.escape(plain)}(?!\w)", month, text)
    return text
