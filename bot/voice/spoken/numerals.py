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

FEWEST_FEW = 3

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
        return self._joined(number, self.words.units)

    def counted(self, number: int, forms: Sequence[str], *, feminine: bool = False) -> str:
        """Return so many of something, whose forms are those of ``Forms`` in ``wording.py``."""
        units = self.words.feminine if feminine and self.words.feminine is not None else self.words.units
        return _form(number, forms).replace("{count}", self._joined(number, units, counting=True))

    def figure(self, number: int) -> str:
        """Return the same: years are said as any number."""
        return self.cardinal(number)

    def ordinal(self, number: int) -> str:
        """Return the cardinal: only Dutch text has ordinals in figures ("18e")."""
        return self.cardinal(number)

    def _joined(self, number: int, units: Sequence[str], *, counting: bool = False) -> str:
        parts = self._parts(number, units)
        joining = self.words.joining
        if counting:
            before, space, last = parts[-1].rpartition(" ")
            parts[-1] = f"{before}{space}{joining.before.get(last, last)}"
        if len(parts) > 1 and joining.behind:
            parts = [self._fastened(part) for part in parts]
        return joining.between.join(parts)

    def _parts(self, number: int, units: Sequence[str]) -> list[str]:
        millions, number = divmod(number, MILLION)
        thousands, below = divmod(number, THOUSAND)
        hundreds, rest = divmod(below, HUNDRED)
        parts = [self.counted(millions, self.words.millions)] if millions else []
        if thousands:
            parts.append(self.counted(thousands, self.words.thousands))
        if hundreds:
            parts.append(self.words.hundreds[hundreds - 1])
        if rest >= FIRST_TEN:
            tens, unit = divmod(rest, 10)
            last = [self.words.tens[tens - 2]]
            if unit:
                last.insert(0 if self.words.units_first else 1, units[unit])
            parts += last
        elif rest or not parts:
            parts.append(units[rest])
        return parts

    def _fastened(self, part: str) -> str:
        before, space, last = part.rpartition(" ")
        joining = self.words.joining
        return f"{before}{space}{joining.stems.get(last, last)}{joining.behind}"


def _form(number: int, forms: Sequence[str]) -> str:
    """Return the form for a number: what stands below a hundred decides, for 1 and 2 only by itself."""
    one, two, few, many, hundreds = forms
    if number in {1, 2}:
        return one if number == 1 else two
    below = number % HUNDRED
    if number == 0 or FEWEST_FEW <= below <= MOST_FEW:
        return few if number else hundreds
    return many if below > MOST_FEW else hundreds


def _apart(word: str) -> str:
    # Voices stress a long number wrongly when it is one word, and read "zesen" as "zezen".
    word = re.sub(r"(duizend|honderd)(?=[^\W\d_])(?!st)", r"\1 ", word)
    word = word.replace("zesen", "zes en ")
    return re.sub(r"\been\b", "één", word)
