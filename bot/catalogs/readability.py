"""How easy the Dutch is to read, per message: words per sentence and the Flesch-Douma score.

Flesch-Douma is 206.84 - 0.93 x words per sentence - 0.77 x syllables per 100 words; 100
is very easy, 60 is ordinary (W.H. Douma, De leesbaarheid van landbouwbladen, 1960).
Words of the glossary are left out of the count: residents must meet them, and they are
explained.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.flows.text import PLACEHOLDER

if TYPE_CHECKING:
    from collections.abc import Collection

LONGEST_SENTENCE = 15
"""Words. More and a resident has lost the beginning."""

AVERAGE_SENTENCE = 9
LOWEST_SCORE = 55
AVERAGE_SCORE = 75
FEWEST_WORDS = 6
"""A label or a title of fewer words has no score that says anything."""

LONGEST_MESSAGE = 350
"""Characters: about what a small phone shows at once."""

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SYLLABLE = re.compile(r"ëi|[äëïöü]|aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ui|ei|ij|ou|au|[aeiouyáéíóú]")


@dataclass(frozen=True)
class Readability:
    """One message, counted. ``longest`` is the longest sentence, in words."""

    words: int
    sentences: int
    syllables: int
    longest: int
    characters: int

    @property
    def score(self) -> float:
        """The Flesch-Douma score; 100 where nothing but glossary words is left."""
        if not self.words:
            return 100.0
        per_sentence = self.words / self.sentences
        return 206.84 - 0.93 * per_sentence - 77 * self.syllables / self.words


def measure(message: str, *, known: Collection[str]) -> Readability:
    """Count a message. ``known`` holds the words of the glossary in lower case."""
    text = PLACEHOLDER.sub("", message)
    sentences = [sentence for sentence in _SENTENCE_END.split(text) if _WORD.search(sentence)]
    spoken = [_WORD.findall(sentence) for sentence in sentences]
    counted = [word for sentence in spoken for word in sentence if word.lower() not in known]
    return Readability(
        words=len(counted),
        sentences=max(len(sentences), 1),
        syllables=sum(syllables(word) for word in counted),
        longest=max((len(sentence) for sentence in spoken), default=0),
        characters=len(message),
    )


def syllables(word: str) -> int:
    """Return the syllables of a Dutch word: its vowel sounds, at least one."""
    return max(len(_SYLLABLE.findall(word.lower())), 1)
