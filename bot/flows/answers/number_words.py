"""Numbers said in words: "eenentwintig", خمسة وعشرين, ዕስራን ሓደን."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.flows.lexicon import Lexicon

_TEN, _HUNDRED, _THOUSAND = 10, 100, 1000


@dataclass(frozen=True)
class Part:
    """One piece of a number: ``joined`` when a word for "and" stood before it."""

    value: int
    joined: bool = False


class Sum:
    """A number while its pieces come in: 2, 100, 50 make 250."""

    def __init__(self, start: Decimal | None = None) -> None:
        """Begin with nothing, or with a number in digits, which can only be multiplied."""
        self._thousands = Decimal(0)
        self._rest = start or Decimal(0)
        self._in_digits = start is not None
        self._empty = start is None

    @property
    def value(self) -> Decimal:
        """The number so far."""
        return self._thousands + self._rest

    def add(self, part: Part) -> bool:
        """Take one more piece, or say that it begins another number."""
        if not self._fits(part):
            return False
        value = part.value
        if value == _THOUSAND:
            self._thousands, self._rest = (self._rest or 1) * Decimal(value), Decimal(0)
        elif value == _HUNDRED:
            self._rest = (self._rest or 1) * Decimal(value)
        else:
            self._rest += value
        self._empty = False
        self._in_digits = False
        return True

    def _fits(self, part: Part) -> bool:
        if self._empty:
            return True
        value, pair = part.value, self._rest % _HUNDRED
        if value == _THOUSAND:
            return not self._thousands and self._rest != 0
        if value == _HUNDRED:
            return self._in_digits or self._rest < _HUNDRED
        if self._in_digits or not 0 < value < _THOUSAND or not self.value:
            return False
        if value > _HUNDRED or not pair:
            return not self._rest or value < _HUNDRED
        # Five and twenty, twenty and five; never five and six.
        unit_last = value < _TEN <= pair and not pair % _TEN
        unit_first = part.joined and pair < _TEN < value and not value % _TEN
        return unit_last or unit_first


def parts(words: Sequence[str], lexicons: Sequence[Lexicon]) -> Iterator[tuple[Part, ...]]:
    """Yield, word by word, the pieces of numbers that ``words`` hold: nothing for other words.

    Two words that are one number word (أحد عشر) come as one.
    """
    joined = False
    at = 0
    while at < len(words):
        if found := _whole("".join(words[at : at + 2]), lexicons) if at + 1 < len(words) else ():
            at += 2
        else:
            found = _whole(words[at], lexicons) or _compound(words[at], lexicons)
            at += 1
        if found and joined:
            found = (Part(found[0].value, joined=True), *found[1:])
        joined = not found and any(words[at - 1] == lexicon.plus[0] != "" for lexicon in lexicons)
        if not joined:
            yield found


def said(words: Sequence[str], lexicons: Sequence[Lexicon]) -> list[int]:
    """Return the numbers that ``words`` say, in their order."""
    sums: list[Sum] = []
    going_on = False
    for found in parts(words, lexicons):
        for part in found:
            if not going_on or not sums[-1].add(part):
                sums.append(Sum())
                sums[-1].add(part)
            going_on = True
        going_on = bool(found)
    return [int(each.value) for each in sums]


def _whole(word: str, lexicons: Sequence[Lexicon]) -> tuple[Part, ...]:
    for lexicon in lexicons:
        _, before, after = lexicon.plus
        bare = word.removesuffix(after) if after else word
        for form in (word, bare):
            if form in lexicon.numbers:
                return (Part(lexicon.numbers[form]),)
        if before and word.startswith(before) and word.removeprefix(before) in lexicon.numbers:
            return (Part(lexicon.numbers[word.removeprefix(before)], joined=True),)
    return ()


def _compound(word: str, lexicons: Sequence[Lexicon]) -> tuple[Part, ...]:
    """Take apart what is written together: "vijftienhonderd", "drieëntwintig"."""
    for lexicon in lexicons:
        if lexicon.plus[0] and (found := _pieces(word, lexicon)):
            return found
    return ()


def _pieces(word: str, lexicon: Lexicon) -> tuple[Part, ...]:
    plus = lexicon.plus[0]
    found: list[Part] = []
    joined = False
    while word:
        starts = (word[:end] for end in range(len(word), 1, -1))
        if piece := next((start for start in starts if start in lexicon.numbers), ""):
            found.append(Part(lexicon.numbers[piece], joined))
            joined, word = False, word.removeprefix(piece)
        elif found and not joined and word.startswith(plus):
            joined, word = True, word.removeprefix(plus)
        else:
            return ()
    return () if joined else tuple(found)
