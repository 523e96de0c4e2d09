"""Words of danger: violence now, a wish to die, fire, someone who may be dying.

Missing one is worse than a false alarm, but a false alarm puts 112 before somebody who
asked about a letter. The phrases are data: ``locales/<language>/emergency.yaml``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from bot.privacy.characters import read
from bot.privacy.phrases import Phrases
from bot.privacy.terms import Terms
from bot.privacy.wordlist import WordListError, load_words
from bot.privacy.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_LISTS = ("danger", "alone", "harmless")


class EmergencyWords:
    """The phrases of every language; a resident may write in any of them, or mix them."""

    def __init__(self) -> None:
        """Begin without any phrase."""
        self._terms = Terms()
        self._danger = Phrases(terms=self._terms)
        self._harmless = Phrases(terms=self._terms)

    @classmethod
    def load(cls, paths: Iterable[Path]) -> Self:
        """Read the ``emergency.yaml`` of every language. Raises ``WordListError``."""
        known = cls()
        for path in paths:
            known._add(path)
        return known

    def _add(self, path: Path) -> None:
        lists = load_words(path, _LISTS, others=True)
        sets = {name: lists[name] for name in lists if name not in _LISTS}
        try:
            self._danger.add(lists["danger"], sets)
            self._danger.add(lists["alone"], sets, alone=True)
            self._harmless.add(lists["harmless"], sets)
        except ValueError as error:
            raise WordListError(f"{path}:1: {error}") from error

    def found(self, text: str) -> bool:
        """Tell whether ``text`` speaks of danger. Takes any string, in linear time.

        A phrase of danger does not count where a harmless phrase shares a word
        with it ("dood" in "dood van de honger").
        """
        heard = self._terms.heard(words(read(text)))
        matches = list(self._danger.find_heard(heard))
        if not matches:
            return False
        excused = {
            index for each in self._harmless.find_heard(heard) for index in range(each.first, each.last)
        }
        return any(excused.isdisjoint(range(match.first, match.last)) for match in matches)
