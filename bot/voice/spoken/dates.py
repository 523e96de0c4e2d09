"""Dates in figures or with the month in a word, and times of the day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.voice.spoken.scripts import VOWEL_MARKS, bare

if TYPE_CHECKING:
    from bot.voice.spoken.speech import Speech

DUTCH = re.compile(
    r"(?<![\d.,/-])(?P<day>\d{1,2})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<year>\d{4})(?![\d-])"
)
ISO = re.compile(r"(?<![\d.,/-])(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?![\d-])")
LAST_DAY, LAST_MONTH = 31, 12
_TIME = r"(?:[01]?\d|2[0-4])[.:][0-5]\d(?!\d|[.,:]\d)"


def dates(text: str, speech: Speech) -> str:
    """Return the text with "3-4-2026" and "2026-04-03" in words; what is no date stays."""

    def said(match: re.Match[str]) -> str:
        day, month = int(match["day"]), int(match["month"])
        if not (1 <= day <= LAST_DAY and 1 <= month <= LAST_MONTH):
            return match.group()
        return speech.wording.date.format(
            day=speech.numerals.figure(day),
            month=speech.wording.months[month - 1],
            year=speech.figure(match["year"]),
        )

    return ISO.sub(said, DUTCH.sub(said, _months(text, speech)))


def _months(text: str, speech: Speech) -> str:
    """Return the text with each month behind a day as the wording writes it: with its vowels."""
    for month in speech.wording.months:
        plain = bare(month)
        if plain != month:
            text = re.sub(rf"(?<=\d ){re.escape(plain)}(?!\w)", month, text)
    return text


def times(text: str, speech: Speech) -> str:
    """Return the text with "9.00" and "9:30 uur" in words, the word for the hour said once."""
    wording = speech.wording
    word = "".join(f"{re.escape(letter)}{VOWEL_MARKS.pattern}*" for letter in wording.hour_word)
    moment = rf"(?:(?<!\w){word} )?(?P<{{0}}>{_TIME})(?: {word}(?!\w))?"
    between = rf"(?<![\d.,:]){moment.format('from')} ?[-–] ?{moment.format('until')}"

    def said(time: str) -> str:
        hour, minute = re.split(r"[.:]", time)
        spoken = speech.numerals.figure(int(hour))
        if int(minute) == 0:
            return wording.time.format(hour=spoken)
        return wording.time_with_minutes.format(hour=spoken, minute=speech.counted(minute, "minutes"))

    text = re.sub(
        between,
        lambda match: wording.range.format(**{"from": said(match["from"]), "until": said(match["until"])}),
        text,
    )
    return re.sub(rf"(?<![\d.,:]){moment.format('time')}", lambda match: said(match["time"]), text)
