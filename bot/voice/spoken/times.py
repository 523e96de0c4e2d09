"""Times of the day: "9.00", "9:30 uur", "14.00 u.", "9u30", and from one to another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.voice.spoken.scripts import SHORT_STOP, VOWEL_MARKS

if TYPE_CHECKING:
    from bot.voice.spoken.speech import Speech

_HOUR = r"(?:[01]?\d|2[0-4])"


def times(text: str, speech: Speech) -> str:
    """Return the text with its times in words, the word for the hour said once."""
    wording = speech.wording
    word = "".join(f"{re.escape(letter)}{VOWEL_MARKS.pattern}*" for letter in wording.hour_word)
    short = rf"(?:{speech.any_of(wording.hour_short)})"
    behind = rf"(?: ?(?:{word}(?!\w)|{short}(?!\w){SHORT_STOP}))"
    hours = rf"\d{{1,2}}(?={short}(?!\w))"
    time = rf"{_HOUR}(?:[.:]|{short})[0-5]\d(?!\d|[.,:]\d)|{hours}"

    def moment(name: str) -> str:
        return rf"(?:(?<!\w){word} )?(?P<{name}>{time}){behind}?"

    between = rf"(?<![\d.,:]){moment('from')} ?[-–] ?{moment('until')}"
    hours_between = rf"(?<![\d.,:/-])(?P<from>{_HOUR}) ?[-–] ?(?P<until>{hours}){behind}"

    def said(time: str) -> str:
        hour, minute = [*re.split(rf"[.:]|{short}", time), "0"][:2]
        spoken = speech.numerals.figure(int(hour))
        if int(minute) == 0:
            return wording.time.format(hour=spoken)
        return wording.time_with_minutes.format(hour=spoken, minute=speech.counted(minute, "minutes"))

    def said_between(match: re.Match[str]) -> str:
        return wording.range.format(**{"from": said(match["from"]), "until": said(match["until"])})

    def said_hours_between(match: re.Match[str]) -> str:
        first = speech.numerals.figure(int(match["from"]))
        return wording.range.format(**{"from": first, "until": said(match["until"])})

    text = re.sub(between, said_between, text)
    text = re.sub(hours_between, said_hours_between, text)
    return re.sub(rf"(?<![\d.,:]){moment('time')}", lambda match: said(match["time"]), text)
