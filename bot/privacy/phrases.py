"""Phrases that an editor can read, found in what a resident writes.

A phrase is a row of words: ``hij|zij slaat ... mij``. ``a|b`` is either word, ``...``
up to three words of any kind in the same sentence, ``<name>`` any word of a set of that
name, and a ``*`` stands for the rest of a word: ``vermoord*``, ``*ضربني``, ``*ذبح*``.
Words are folded (see ``words``); a long word may also have one letter wrong. ``=word``
must be right.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from bot.privacy.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.privacy.words import Word

_GAP = 3
# Nobody writes a word of danger longer than this; it bounds the work per word.
_LONGEST_WORD = 40


@dataclass(frozen=True)
class Found:
    """A phrase stands at words ``first`` up to, not including, ``last``."""

    first: int
    last: int

    def overlaps(self, other: Found) -> bool:
        """Tell whether both share a word."""
        return self.first < other.last and other.first < self.last


class _Terms:
    """The single words of all phrases, each with a number."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._exact: dict[str, int] = {}
        self._starts: dict[str, int] = {}
        self._ends: dict[str, int] = {}
        self._inside: dict[str, int] = {}
        self._mistyped: defaultdict[str, set[int]] = defaultdict(set)

    def number(self, term: str) -> int:
        known = self._numbers.get(term)
        if known is not None:
            return known
        number = self._numbers[term] = len(self._numbers)
        form = fold(term.strip("*="))
        match term.startswith("*"), term.endswith("*"):
            case True, True:
                self._inside.update(dict.fromkeys(_stems(term), number))
            case True, False:
                self._ends[form] = number
            case False, True:
                self._starts.update(dict.fromkeys(_stems(term), number))
            case _:
                self._exact[form] = self._exact.get(form, number)
                self._numbers[term] = number = self._exact[form]
                if not term.startswith("="):
                    for variant in _variants(form):
                        self._mistyped[variant].add(number)
        return number

    def of(self, form: str) -> frozenset[int]:
        """Return the numbers of all terms that this folded word may be."""
        form = form[:_LONGEST_WORD]
        numbers: set[int] = set()
        if form in self._exact:
            numbers.add(self._exact[form])
        for variant in _variants(form):
            numbers |= self._mistyped.get(variant, set())
        for length in range(1, len(form) + 1):
            if (number := self._starts.get(form[:length])) is not None:
                numbers.add(number)
            if (number := self._ends.get(form[-length:])) is not None:
                numbers.add(number)
        numbers.update(number for part, number in self._inside.items() if part in form)
        return frozenset(numbers)


def _stems(term: str) -> set[str]:
    """Fold the beginning of a word both as a whole word (moord) and with more behind it (moord-en)."""
    stem = term.strip("*")
    return {fold(stem), fold(stem + "o").removesuffix("o")}


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


_Slot = frozenset[int] | None  # None is a gap


class Phrases:
    """A compiled list of phrases."""

    def __init__(self, phrases: Sequence[str], sets: Mapping[str, Sequence[str]] | None = None) -> None:
        """Compile the phrases. Raises ``ValueError`` for an unknown set or an empty phrase."""
        self._terms = _Terms()
        self._by_first: defaultdict[int, list[tuple[_Slot, ...]]] = defaultdict(list)
        for phrase in phrases:
            slots = tuple(self._slot(part, sets or {}) for part in phrase.split())
            if not slots or slots[0] is None or slots[-1] is None:
                msg = f"a phrase begins and ends with a word: {phrase!r}"
                raise ValueError(msg)
            for number in slots[0]:
                self._by_first[number].append(slots[1:])

    def _slot(self, part: str, sets: Mapping[str, Sequence[str]]) -> _Slot:
        if part == "...":
            return None
        numbers: set[int] = set()
        for term in part.split("|"):
            if term.startswith("<") and term.endswith(">"):
                if term[1:-1] not in sets:
                    msg = f"no set is named {term}"
                    raise ValueError(msg)
                numbers.update(self._terms.number(each) for each in sets[term[1:-1]])
            elif fold(term.strip("*=")):
                numbers.add(self._terms.number(term))
            else:
                msg = f"not a word: {term!r}"
                raise ValueError(msg)
        return frozenset(numbers)

    def find(self, words: Sequence[Word]) -> Iterator[Found]:
        """Yield every place where a phrase begins, with its shortest end."""
        return _Search(self._terms, self._by_first, words).run()


@dataclass(frozen=True)
class _Search:
    terms: _Terms
    by_first: Mapping[int, list[tuple[_Slot, ...]]]
    words: Sequence[Word]

    @cached_property
    def _numbers(self) -> Sequence[frozenset[int]]:
        known = {form: self.terms.of(form) for form in {word.form for word in self.words}}
        return [known[word.form] for word in self.words]

    def run(self) -> Iterator[Found]:
        for first, numbers in enumerate(self._numbers):
            for number in numbers:
                for rest in self.by_first.get(number, ()):
                    last = self._end(rest, first + 1)
                    if last is not None:
                        yield Found(first, last)

    def _end(self, slots: tuple[_Slot, ...], position: int) -> int | None:
        """Return where the slots end when they begin at ``position``, or None."""
        if not slots:
            return position
        if position >= len(self.words):
            return None
        slot, rest = slots[0], slots[1:]
        if slot is not None:
            return self._end(rest, position + 1) if slot & self._numbers[position] else None
        for skipped in range(_GAP + 1):
            last = self._end(rest, position + skipped)
            if last is not None:
                return last
            if position + skipped >= len(self.words) or not self.words[position + skipped].form:
                return None
        return None
