"""What may be kept of a text that was not understood: words that everybody uses.

A word stays when it stands in several training sentences of its language. Whatever else
somebody wrote (a name, a street, a word of her own) becomes "…", a number becomes "#".
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bot.compiled import compiled
from bot.understanding.base import DataError
from bot.understanding.data import read_sentences
from bot.understanding.fingerprint import training_files
from bot.understanding.normalise import LONGEST, normalise

if TYPE_CHECKING:
    from collections.abc import Mapping

log = logging.getLogger(__name__)

SENTENCES = 3
"""In how many training sentences a word must stand; a name that stands in one is no word."""

LEFT_OUT = "…"
NUMBER = "#"
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")


CODE = tuple(
    Path(__file__).with_name(name) for name in ("data.py", "nodes.py", "normalise.py", "vocabulary.py")
)
"""What decides beside the sentences which words there are."""


class Vocabulary:
    """The words of the training sentences, read when they are first needed.

    ``kept`` is the folder of ``compiled``: to read all sentences takes a second and 10 MB.
    """

    def __init__(self, data_dir: Path, kept: Path | None = None) -> None:
        self._data_dir = data_dir
        self._kept = kept
        self._words: Mapping[str, frozenset[str]] | None = None

    async def prepare(self) -> None:
        """Read the sentences, outside the event loop and before a transaction waits for it."""
        if self._words is None:
            await asyncio.to_thread(self._known)

    def kept(self, text: str, language: str) -> str:
        """Return the text with nothing in it that only this resident could have written."""
        known = self._known().get(language, frozenset())
        shown: list[str] = []
        for word in text[:LONGEST].split():
            kept = _kept(_EDGES.sub("", word), known)
            if kept and not (kept == LEFT_OUT and shown[-1:] == [LEFT_OUT]):
                shown.append(kept)
        return " ".join(shown)

    def _known(self) -> Mapping[str, frozenset[str]]:
        if self._words is None:
            self._words = _read(self._data_dir, self._kept)
        return self._words


def _kept(word: str, known: frozenset[str]) -> str:
    if not word:
        return ""
    if any(letter.isnumeric() for letter in word):
        return NUMBER if not any(letter.isalpha() for letter in word) else LEFT_OUT
    spelt = normalise(word).split()
    return word.casefold() if spelt and known.issuperset(spelt) else LEFT_OUT


@cache
def _read(data_dir: Path, kept: Path | None) -> dict[str, frozenset[str]]:
    file = None if kept is None else kept / "vocabulary.json"
    try:
        words = compiled(file, (*training_files(data_dir), *CODE), lambda: _common(data_dir))
    except (DataError, OSError):
        # A turn must not fail for want of a list: then no word is kept.
        log.exception("the training sentences cannot be read")
        return {}
    return {language: frozenset(found) for language, found in words.items()}


def _common(data_dir: Path) -> dict[str, list[str]]:
    counts: dict[str, Counter[str]] = {}
    for sentence in read_sentences(data_dir):
        counts.setdefault(sentence.language, Counter()).update(set(normalise(sentence.text).split()))
    return {
        language: sorted(word for word, number in found.items() if number >= SENTENCES)
        for language, found in counts.items()
    }
