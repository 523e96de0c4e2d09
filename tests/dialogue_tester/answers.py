"""How a resident gives an answer: she presses a button, or types it in her own way."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeVar
from zlib import crc32

from bot.flows import words
from bot.flows.answers.choices import parse_choice
from bot.flows.definition import REFUSED, UNKNOWN, Ask, AskKind, Do
from tests.read_once import world

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.flows.answers.problem import Problem
    from bot.flows.definition import AnyStep
    from bot.flows.text import Text

Option = TypeVar("Option")

YES = {
    "nl": ("ja", "jazeker", "dat klopt"),
    "ar": ("نعم", "أجل", "صحيح"),
    "ti": ("እወ", "ሓቂ እዩ", "ልክዕ እዩ"),
}
NO = {
    "nl": ("nee", "nee hoor", "nog niet"),
    "ar": ("لا", "كلا", "ليس بعد"),
    "ti": ("ኣይፋልን", "ኣይኮነን", "የለን"),
}
NOT_KNOWN = {
    "nl": ("weet ik niet", "geen idee"),
    "ar": ("لا أعرف", "لا أعلم"),
    "ti": ("ኣይፈልጥን", "ርግጸኛ ኣይኮንኩን"),
}
NUMBER = {"nl": "nummer", "ar": "رقم", "ti": "ቁጽሪ"}
NEAR = {
    "nl": {-1: "gisteren", 0: "vandaag", 1: "morgen"},
    "ar": {-1: "أمس", 0: "اليوم", 1: "غدًا"},
    "ti": {-1: "ትማሊ", 0: "ሎሚ", 1: "ጽባሕ"},
}
TOLD = {
    "nl": ("Zij zeiden dat ik moet wachten.", "Ik moet een nieuw formulier sturen."),
    "ar": ("قالوا إن عليّ أن أنتظر.", "يجب أن أرسل استمارة جديدة."),
    "ti": ("ክጽበ ኢሎምኒ።", "ሓድሽ ቅጥዒ ክሰድድ ኣለኒ።"),
}
"""What somebody at a desk may have said: the answers to questions in free text."""

GEEZ_UNITS = " ፩፪፫፬፭፮፯፰፱"
GEEZ_TENS = " ፲፳፴፵፶፷፸፹፺"
ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


class Resident:
    """Answers the steps of one guide in one language, the same way every time.

    What she presses and what she types differs by guide, step and language, so that in
    all guides together everything is typed once. Each method returns the kind and the
    value of a turn.
    """

    def __init__(self, guide: str, language: str, day: date) -> None:
        self.guide = guide
        self.language = language
        self.day = day

    def turn(self, step: AnyStep, answer: str | None) -> tuple[str, str]:
        """Deal with a step; ``answer`` is the stored form of the answer to a question."""
        if isinstance(step, Ask) and answer is not None:
            return self._answer(step, answer)
        if isinstance(step, Do):
            return self._one_of(step, [words.DONE, words.DONE, words.LATER])
        if self._way(step, 5) == 0:
            return "writes", self._vary(step, NO[self.language])
        return "presses", self.label(words.NO_THANKS)

    def label(self, text: Text) -> str:
        """Return the words on a button."""
        return world()[1].translate(text, self.language)

    def _one_of(self, step: AnyStep, labels: Sequence[Text]) -> tuple[str, str]:
        label = self.label(self._vary(step, labels))
        return ("writes", label.lower()) if self._way(step, 4) == 0 else ("presses", label)

    def _answer(self, step: Ask, answer: str) -> tuple[str, str]:  # noqa: PLR0911  a kind of answer a line
        if answer == REFUSED:
            return "presses", self.label(words.REFUSED_ANSWER)
        if answer == UNKNOWN:
            if self._way(step, 2):
                return "presses", self.label(words.UNKNOWN_ANSWER)
            return "writes", self._vary(step, NOT_KNOWN[self.language])
        match step.kind:
            case AskKind.CHOICE:
                return self._choice(step, answer)
            case AskKind.YES_NO:
                if self._way(step, 2):
                    return "presses", self.label(step.answers[answer])
                return "writes", self._vary(step, (YES if answer == "ja" else NO)[self.language])
            case AskKind.DATE:
                return "writes", self._date(step, date.fromisoformat(answer))
            case AskKind.AMOUNT | AskKind.NUMBER:
                return "writes", self._numerals(answer) if self._way(step, 2) else answer
            case AskKind.TEXT:
                return "writes", self._vary(step, TOLD[self.language])

    def _choice(self, step: Ask, answer: str) -> tuple[str, str]:
        label = self.label(step.answers[answer])
        place = self._numerals(str(list(step.answers).index(answer) + 1))
        match self._way(step, 4):
            case 0:
                return "writes", label.lower()
            case 1:
                # Where another button holds that number, as "2 kinderen" does, she says that she counts.
                bare = self._means(step, place) == answer
                return "writes", place if bare else f"{NUMBER[self.language]} {place}"
            case _:
                return "presses", label

    def _means(self, step: Ask, typed: str) -> str | Problem:
        buttons = {**step.answers, "human": words.PERSON}
        labels = {choice: [self.label(text), text.source] for choice, text in buttons.items()}
        return parse_choice(typed, options=labels, lexicons=list(world()[0].lexicons.values()))

    def _date(self, step: Ask, day: date) -> str:
        near = NEAR[self.language].get((day - self.day) // timedelta(days=1))
        in_words = world()[1].value(day, self.language)
        in_figures = f"{day.day}-{day.month}-{day.year}"
        match self._way(step, 4):
            case 0 if near is not None:
                return near
            case 0 | 1:
                return self._numerals(in_words)
            case 2:
                return in_figures if self.language == "ti" else self._numerals(in_figures)
            case _:
                return in_words

    def _numerals(self, text: str) -> str:
        """Write the numbers of a text as her own script has them."""
        match self.language:
            case "ar":
                return text.translate(ARABIC_DIGITS)
            case "ti":
                return re.sub(r"\d+", lambda digits: geez(int(digits[0])), text)
            case _:
                return text

    def _vary(self, step: AnyStep, options: Sequence[Option]) -> Option:
        return options[self._hash(step, "what") % len(options)]

    def _way(self, step: AnyStep, ways: int) -> int:
        return self._hash(step, "how") % ways

    def _hash(self, step: AnyStep, about: str) -> int:
        return crc32(f"{self.guide}/{step.id}/{self.language}/{about}".encode())


def geez(number: int) -> str:
    """Write a whole number from 0 to 9999 in Ge'ez numerals; 0 has none and stays 0."""
    if number == 0:
        return "0"
    hundreds, rest = divmod(number, 100)
    before = "" if hundreds <= 1 else _pair(hundreds)
    return f"{before}{'፻' if hundreds else ''}{_pair(rest)}"


def _pair(number: int) -> str:
    tens, units = divmod(number, 10)
    return f"{GEEZ_TENS[tens]}{GEEZ_UNITS[units]}".strip().replace(" ", "")
