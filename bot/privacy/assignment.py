"""Which word is said to be the value of something: "wachtwoord van DigiD is <word>"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.privacy.passage import ASSIGNS
from bot.privacy.words import folded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.privacy.passage import Passage
    from bot.privacy.phrases import Found


class Assignment:
    """Finds it with the words of every language together. ``links`` and ``verbs`` are folded."""

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        """Take the lists ``links``, ``is`` and ``fillers``."""
        self.links = folded(words["links"])
        self.verbs = folded(words["is"])
        self._fillers = folded(words["fillers"])

    def value(self, passage: Passage, found: Found) -> int | None:
        """Return the index of the word that is said to be the value of what was found, None for none."""
        words, index = passage.words, found.last
        assigned = False
        while index < len(words):
            if ASSIGNS.search(passage.text[words[index - 1].end : words[index].start]):
                assigned = True
            form = words[index].form
            if not form:
                if not assigned or passage.text[words[index].start] != "\n":
                    return None
            elif form in self.verbs and not assigned:
                assigned = True
            elif assigned and form not in self._fillers:
                return index
            elif not assigned and form not in self.links and form not in self._fillers:
                return None
            index += 1
        return None
