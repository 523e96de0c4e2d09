"""Words of danger: violence now, a wish to die, fire, someone who may be dying.

Missing one is worse than a false alarm, but a false alarm puts 112 before somebody who
asked about a letter. The phrases are data: ``locales/<language>/emergency.yaml``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from bot.privacy.characters import read
from bot.privacy.phrases import Phrases
from bot.privacy.wordlist import WordListError, load_words
from bot.privacy.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


class EmergencyWords:
    """The phrases of every language; a resident may write in any of them, or mix them."""

    def __init__(self, lists: Sequence[tuple[Phrases, Phrases]]) -> None:
        """Take the phrases of danger and the harmless ones, a pair per language."""
        self._lists = tuple(lists)

    @classmethod
    def load(cls, paths: Iterable[Path]) -> Self:
        """Read the ``emergency.yaml`` of every language. Raises ``WordListError``."""
        return cls([_load(path) for path in paths])

    def found(self, text: str) -> bool:
        """Tell whether ``text`` speaks of danger. Takes any string, in linear time.

        A phrase of danger does not count where a harmless phrase shares a word
        with it ("dood" in "dood van de honger").
        """
        said = words(read(text))
        matches = [match for danger, _ in self._lists for match in danger.find(said)]
        if not matches:
            return False
        excused = {
            index
            for _, harmless in self._lists
            for each in harmless.find(said)
            for index in range(each.first, each.last)
        }
        return any(excused.isdisjoint(range(match.first, match.last)) for match in matches)


def _load(path: Path) -> tuple[Phrases, Phrases]:
    lists = load_words(path, ("danger", "harmless"), others=True)
    sets = {name: lists[name] for name in lists if name not in {"danger", "harmless"}}
    try:
        return Phrases(lists["danger"], sets), Phrases(lists["harmless"], sets)
    except ValueError as error:
        raise WordListError(f"{path}:1: {error}") from error
