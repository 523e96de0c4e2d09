"""A reading with its words: what the search for codes and passwords looks at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from bot.privacy.numbers import digit_groups, ordinary_groups

if TYPE_CHECKING:
    from bot.privacy.words import Word

ASSIGNS = re.compile(r"[:=፡]|[-=]>|→")
"""The signs between the name of something and its value."""

REACH_BEFORE, REACH_AFTER = 4, 8
"""How many words before and behind its name a secret may stand."""

_EDGES = ".,;:!?()[]{}<>\"'`«»“”„‘’،؛؟።፣፤፧*"
_LONGEST_CHUNK = 60


@dataclass(frozen=True)
class Passage:
    """A reading with its words. ``text`` is the reading's."""

    text: str
    words: tuple[Word, ...]

    @cached_property
    def ordinary(self) -> frozenset[int]:
        """Where the digits of phone numbers, dates, times and amounts begin."""
        groups = digit_groups(self.text)
        return frozenset(group.start for group in ordinary_groups(self.text, groups))

    def chunk(self, word: Word) -> str:
        """Return what stands between spaces around the word, without marks at the edges."""
        start, end = word.start, word.end
        while start > 0 and not self.text[start - 1].isspace() and word.start - start < _LONGEST_CHUNK:
            start -= 1
        while end < len(self.text) and not self.text[end].isspace() and end - word.end < _LONGEST_CHUNK:
            end += 1
        return ASSIGNS.split(self.text[start:end])[-1].strip(_EDGES)

    def sentence_start(self, index: int) -> int:
        """Return where, in the text, the sentence of word ``index`` begins."""
        while index > 0 and self.words[index - 1].form:
            index -= 1
        return self.words[index - 1].end if index else 0
