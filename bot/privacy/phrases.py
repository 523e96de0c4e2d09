"""Phrases that an editor can read, found in what a resident writes.

A phrase is a row of words: ``hij|zij slaat ... mij``. ``a|b`` is either word, ``...``
up to four words of any kind in the same sentence, ``<name>`` any word of a set of that
name. ``terms`` says how a single word may be written.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING

from bot.privacy.terms import Terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.privacy.terms import Heard
    from bot.privacy.words import Word

    Sets = Mapping[str, Sequence[str]]

_GAP = 4
_MOST_SETS_DEEP = 3


@dataclass(frozen=True)
class Found:
    """A phrase stands at words ``first`` up to, not including, ``last``."""

    first: int
    last: int


_Slot = frozenset[int] | None  # None is a gap


@dataclass(frozen=True, slots=True)
class _Rest:
    """What must follow the first word of a phrase."""

    slots: tuple[_Slot, ...]
    last: frozenset[int]
    alone: bool


class Phrases:
    """A compiled list of phrases."""

    def __init__(self, phrases: Iterable[str] = (), *, terms: Terms | None = None) -> None:
        """Compile the phrases. Lists that share ``terms`` can share ``Terms.heard`` of a text too."""
        self._terms = terms or Terms()
        self._by_first: defaultdict[int, list[_Rest]] = defaultdict(list)
        self.add(phrases, {})

    def add(self, phrases: Iterable[str], sets: Sets, *, alone: bool = False) -> None:
        """Compile phrases; one that is ``alone`` counts only where it is a whole sentence.

        Raises ``ValueError`` for an unknown set, sets that hold one another, or an empty phrase.
        """
        # The same words stand in many phrases ("hij|zij", "<kid>").
        slot = cache(partial(self._slot, sets=sets))
        for phrase in phrases:
            slots = tuple(map(slot, phrase.split()))
            first, last = (slots[0], slots[-1]) if slots else (None, None)
            if first is None or last is None:
                msg = f"a phrase begins and ends with a word: {phrase!r}"
                raise ValueError(msg)
            rest = _Rest(slots[1:], last, alone)
            for number in first:
                self._by_first[number].append(rest)

    def _slot(self, part: str, sets: Sets) -> _Slot:
        return None if part == "..." else frozenset(self._numbers(part, sets, _MOST_SETS_DEEP))

    def _numbers(self, part: str, sets: Sets, deep: int) -> Iterator[int]:
        for term in part.split("|"):
            if term.startswith("<") and term.endswith(">"):
                if term[1:-1] not in sets:
                    msg = f"no set is named {term}"
                    raise ValueError(msg)
                if not deep:
                    msg = f"sets within sets go too deep at {term}"
                    raise ValueError(msg)
                for each in sets[term[1:-1]]:
                    yield from self._numbers(each, sets, deep - 1)
            else:
                yield self._terms.number(term)

    def find(self, words: Sequence[Word]) -> Iterator[Found]:
        """Yield every place where a phrase begins, with its shortest end."""
        return self.find_heard(self._terms.heard(words))

    def find_heard(self, heard: Heard) -> Iterator[Found]:
        """Do as ``find`` does, with the words already looked up in the ``terms`` of this list."""
        said = frozenset[int]().union(*filter(None, heard))
        for first, numbers in enumerate(heard):
            for number in numbers or ():
                for rest in self._by_first.get(number, ()):
                    if rest.last.isdisjoint(said):
                        continue  # nearly always; looking for the row of words costs far more
                    last = _end(rest.slots, heard, first + 1)
                    if last is not None and (not rest.alone or _is_sentence(heard, first, last)):
                        yield Found(first, last)


def _end(slots: tuple[_Slot, ...], heard: Heard, position: int) -> int | None:
    """Return where the slots end when they begin at ``position``, or None."""
    if not slots:
        return position
    if position >= len(heard):
        return None
    slot, rest = slots[0], slots[1:]
    if slot is not None:
        here = heard[position]
        return _end(rest, heard, position + 1) if here is not None and not slot.isdisjoint(here) else None
    for skipped in range(_GAP + 1):
        last = _end(rest, heard, position + skipped)
        if last is not None:
            return last
        if position + skipped >= len(heard) or heard[position + skipped] is None:
            return None
    return None


def _is_sentence(heard: Heard, first: int, last: int) -> bool:
    return (not first or heard[first - 1] is None) and (last == len(heard) or heard[last] is None)
