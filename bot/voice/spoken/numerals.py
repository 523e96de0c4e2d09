"""From an integer to words: Dutch by its rules, other languages from tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.voice.spoken.wording import NumberWords

MOST = 999_999_999
"""Above this nobody follows a number by ear: it is said digit by digit."""

HUNDRED, THOUSAND, MILLION = 100, 1000, 1_000_000
FIRST_TEN = 20
MOST_FEW = 10
"""Up to here Arabic says "three thousands", above it "eleven thousand"; other languages repeat one word."""

SPOKEN_IN_HUNDREDS = range(1100, 2000)
"""In Dutch "negentienhonderd achtennegentig", for years and other numbers alike."""


class Numerals(Protocol):
    """The number words of one language. Numbers run from 0 to ``MOST``."""

    def cardinal(self, number: int) -> str:
        """Return "three"."""

    def figure(self, number: int) -> str:
        """Return a number that was written without a thousands separator, such as a year."""

    def ordinal(self, number: int) -> str:
        """Return "third", or the cardinal in a language that says it for both."""


class DutchNumerals:
    """Dutch, with "één" where it is the numeral and spaces where a voice needs them."""

    def cardinal(self, number: int) -> str:
        """Return "duizend tweehonderd vierendertig" for 1234."""
        return _apart(_in_words(number))

    def figure(self, number: int) -> str:
        """Return "twaalfhonderd vierendertig" for 1234 and "tweeduizend zes en twintig" for 2026."""
        if number in SPOKEN_IN_HUNDREDS and number % THOUSAND >= HUNDRED:
            hundreds, rest = divmod(number, HUNDRED)
            return f"{self.cardinal(hundreds)}honderd {self.cardinal(rest) if rest else ''}".rstrip()
        return self.cardinal(number)

    def ordinal(self, number: int) -> str:
        """Return "achttiende" for 18."""
        return _apart(_in_words(number, to="ordinal"))


def _in_words(number: int, *, to: str = "cardinal") -> str:
    from num2words import num2words  # noqa: PLC0415  it loads fifty languages; most starts say no number

    return str(num2words(number, lang="nl", to=to))


@dataclass(frozen=True)
class TableNumerals:
    """A language whose number words stand in its ``spoken.yaml``."""

    words: NumberWords

    def cardinal(self, number: int) -> str:
        """Return the number in words, its parts joined as the language joins them."""
        parts = self._parts(number)
        joining = self.words.joining
        if len(parts) > 1 and joining.behind:
            parts = [self._fastened(part) for part in parts]
        return joining.between.join(parts)

    def figure(self, number: int) -> str:
        """Return the same: years are said as any number."""
        return self.cardinal(number)

    def ordinal(self, number: int) -> str:
        """Return the cardinal: only Dutch text has ordinals in figures ("18e")."""
        return self.cardinal(number)

    def _parts(self, number: int) -> list[str]:
        millions, number = divmod(number, MILLION)
        thousands, below = divmod(number, THOUSAND)
        hundreds, rest = divmod(below, HUNDRED)
        parts = [self._counted(millions, self.words.millions)] if millions else []
        if thousands:
            parts.append(self._counted(thousands, self.words.thousands))
        if hundreds:
            parts.append(self.words.hundreds[hundreds - 1])
        if rest >= FIRST_TEN:
            tens, unit = divmod(rest, 10)
            last = [self.words.tens[tens - 2]]
            if unit:
                last.insert(0 if self.words.units_first else 1, self.words.units[unit])
            parts += last
        elif rest or not parts:
            parts.append(self.words.units[rest])
        return parts

    def _counted(self, count: int, forms: Sequence[str]) -> str:
        one, two, few, many = forms
        form = {1: one, 2: two}.get(count, few if count <= MOST_FEW else many)
        return form.replace("{count}", self.cardinal(count))

    def _fastened(self, part: str) -> str:
        before, space, last = part.rpartition(" ")
        joining = self.words.joining
        return f"{before}{space}{joining.stems.get(last, last)}{joining.behind}"


def _apart(word: str) -> str:
    # Voices stress a long number wrongly when it is one word, and read "zesen" as "zezen".
    word = re.sub(r"(duizend|honderd)(?=[^\W\d_])(?!st)", r"\1 ", word)
    word = word.replace("zesen", "zes en ")
    return re.sub(r"\been\b", "één", word)
