"""Everything that is known of one language when a text is turned into words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bot.voice.spoken.names import Names
from bot.voice.spoken.numerals import MOST, DutchNumerals, TableNumerals
from bot.voice.spoken.scripts import bare

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.voice.spoken.numerals import Numerals
    from bot.voice.spoken.wording import Wording

Counted = Literal["euros", "cents", "minutes"]
"""What the wording may have forms of."""

ONLY_COUNT = ("{count}",) * 5
"""The forms of what stands in the text already."""

GROUP = 3
"""Digits of a long number that are said in one breath."""

LONGEST_FIGURE = 6
"""More digits without a separator are a number to note down, not an amount of something."""


@dataclass(frozen=True)
class Speech:
    """The wording of one language with its numbers and names."""

    language: str
    wording: Wording
    numerals: Numerals
    names: Names

    @classmethod
    def of(cls, language: str, wording: Wording) -> Speech:
        """Return what is known of a language."""
        numbers = wording.numbers
        numerals = DutchNumerals() if numbers == "dutch" else TableNumerals(numbers)
        return cls(language, wording, numerals, Names.of(language, wording))

    def any_of(self, words: Iterable[str]) -> str:
        """Return a pattern of words, the longest first; without any it is found nowhere."""
        return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"

    def unless(self, space: str, words: Sequence[str]) -> str:
        """Return one more alternative of a pattern that may not follow: any of the words by itself."""
        return rf"|{space}(?:{self.any_of(words)})(?!\w)"

    def figure(self, digits: str) -> str:
        """Return a run of digits as one number, digit by digit where it is a code or too long."""
        code = len(digits) > 1 and digits.startswith("0")
        if code or len(digits) > LONGEST_FIGURE:
            return self.digits(digits)
        return self.numerals.figure(int(digits))

    def amount(self, digits: str) -> str:
        """Return a run of digits that counts something, such as euros; zeros before it mean nothing."""
        digits = digits.lstrip("0") or "0"
        return self.digits(digits) if len(digits) > len(str(MOST)) else self.numerals.cardinal(int(digits))

    def counted(self, digits: str, what: Counted) -> str:
        """Return so many euros, cents or minutes; the number alone where the language has one form of it."""
        forms: Sequence[str] | None = getattr(self.wording, what)
        if forms is None or not isinstance(self.numerals, TableNumerals):
            return self.amount(digits)
        if int(digits) > MOST:
            return forms[-1].replace("{count}", self.amount(digits))
        return self.numerals.counted(int(digits), forms, feminine=what in self.wording.feminine)

    def counting(self, digits: str, noun: str) -> str | None:
        """Return a number as it is said before this noun, None where that is as anywhere.

        The noun may have its vowel marks; the wording knows it without.
        """
        gender = self.wording.nouns.get(bare(noun))
        if gender is None or not isinstance(self.numerals, TableNumerals) or int(digits) > MOST:
            return None
        return self.numerals.counted(int(digits), ONLY_COUNT, feminine=gender == "feminine")

    def digits(self, digits: str) -> str:
        """Return digits one by one, with a pause after each few."""
        groups = [digits]
        if len(digits) > GROUP + 1:
            groups = [digits[start : start + GROUP] for start in range(0, len(digits), GROUP)]
        return self.paused(
            " ".join(self.numerals.cardinal(int(digit)) for digit in group) for group in groups
        )

    def paused(self, parts: Iterable[str]) -> str:
        """Return parts with a pause between them."""
        return f"{self.wording.pause} ".join(parts)
