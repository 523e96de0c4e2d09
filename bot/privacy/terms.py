"""The words of all phrases, and which of them a word that someone wrote may be.

A ``*`` stands for the rest of a word: ``vermoord*``, ``*ضربني``, ``*ذبح*``. A long word
may have one letter wrong. In Ge'ez a word of four letters or more matches whatever its
vowels are, because they change with person, tense and spelling (ይወቅዓኒ, ወቂዑኒ);
``~word`` does the same for Latin letters (``~kiqetleni``). ``=word`` must be right.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from bot.privacy.words import consonants, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.privacy.words import Word

    Heard = Sequence[frozenset[int] | None]
    """The terms that each word of a text may be, ``None`` for a break between sentences."""

_Numbers = defaultdict[str, tuple[int, ...]]
"""Terms by a form of them. Nearly always one, which takes a quarter of the memory of a set."""

# Nobody writes a word of danger longer than this; it bounds the work per word.
_LONGEST_WORD = 40
# With fewer consonants too many words are alike: ደም is blood, ድማ is "and".
_FEWEST_CONSONANTS = 4
_MARKS = "*=~"


def bare(term: str) -> str:
    """Return the term as a folded word, without its marks; empty if it is no word."""
    return fold(term.strip(_MARKS))


class _Parts:
    """Where in a word a term may stand: all of it, its beginning, its end or anywhere."""

    def __init__(self) -> None:
        self._whole: _Numbers = defaultdict(tuple)
        self._starts: _Numbers = defaultdict(tuple)
        self._ends: _Numbers = defaultdict(tuple)
        self._inside: _Numbers = defaultdict(tuple)
        self._inside_lengths: set[int] = set()

    def add(self, term: str, form: str, number: int) -> None:
        match term.startswith("*"), term.endswith("*"):
            case True, True:
                self._inside[form] += (number,)
                self._inside_lengths.add(len(form))
            case True, False:
                self._ends[form] += (number,)
            case False, True:
                self._starts[form] += (number,)
            case _:
                self._whole[form] += (number,)

    def of(self, form: str) -> Iterator[int]:
        yield from self._whole.get(form, ())
        for length in range(1, len(form) + 1):
            yield from self._starts.get(form[:length], ())
            yield from self._ends.get(form[-length:], ())
        for length in self._inside_lengths:
            for start in range(len(form) - length + 1):
                yield from self._inside.get(form[start : start + length], ())


class Terms:
    """The single words of all phrases, each with a number."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._spelled = _Parts()
        self._voweled = _Parts()
        self._mistyped: _Numbers = defaultdict(tuple)

    def number(self, term: str) -> int:
        """Return the number of a term; a new term gets a new one. ``ValueError`` if it is no word."""
        known = self._numbers.get(term)
        if known is not None:
            return known
        form = bare(term)
        if not form:
            msg = f"not a word: {term!r}"
            raise ValueError(msg)
        number = self._numbers[term] = len(self._numbers)
        shape = term.lstrip("~")
        for spelled in _forms(shape, form):
            self._spelled.add(shape, spelled, number)
        if term.startswith("="):
            return number
        if "*" not in term:
            for variant in _variants(form):
                self._mistyped[variant] += (number,)
        if term.startswith("~") or not _is_latin_or_arabic(form):
            skeleton = consonants(form)
            if len(skeleton) >= _FEWEST_CONSONANTS:
                self._voweled.add(shape, skeleton, number)
        return number

    def heard(self, words: Sequence[Word]) -> Heard:
        """Return for every word which terms it may be."""
        known = {form: self._of(form) for form in {word.form for word in words} if form}
        return [known.get(word.form) for word in words]

    def _of(self, form: str) -> frozenset[int]:
        form = form[:_LONGEST_WORD]
        numbers = set(self._spelled.of(form))
        for variant in _variants(form):
            numbers.update(self._mistyped.get(variant, ()))
        skeleton = consonants(form)
        if len(skeleton) >= _FEWEST_CONSONANTS:
            numbers.update(self._voweled.of(skeleton))
        return frozenset(numbers)


def _forms(shape: str, form: str) -> set[str]:
    """Return the folded stem as a whole word (moord) and with more behind it (moord-en)."""
    if not shape.endswith("*"):
        return {form}
    return {form, fold(shape.strip(_MARKS) + "o").removesuffix("o")}


def _is_latin_or_arabic(form: str) -> bool:
    return form < "\u1200"


def _variants(form: str) -> Iterator[str]:
    """Yield the form and the form with each letter left out, if it is long enough for a typo.

    Two words that share a variant differ by one letter left out, added or replaced, or by
    two letters swapped.
    """
    shortest = 7 if form.isascii() else 6 if form < "\u1200" else 5
    if len(form) < shortest:
        return
    yield form
    for index in range(1, len(form)):
        yield form[:index] + form[index + 1 :]
