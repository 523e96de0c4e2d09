"""The gate at every door: what a text may be kept as, before anything is stored.

It refuses a bare BSN, a code and a password. It promises no more than that; see
``docs/privacy.md`` for what passes on purpose.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Self

from bot.messages import Refusal
from bot.privacy.bsn import holds_bsn
from bot.privacy.characters import Reading, read
from bot.privacy.passage import Passage
from bot.privacy.secrets import NAMES, Secrets
from bot.privacy.wordlist import load_words
from bot.privacy.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

# A sentence of one or two words may be the answer that is being hidden.
_SHORTEST_SENTENCE_KEPT = 3


class Expecting(StrEnum):
    """What the bot has just asked for, as far as it changes what is refused."""

    NOTHING = "nothing"
    CODE = "code"


@dataclass(frozen=True)
class Cleaned:
    """``text`` is what may be kept: all of it when ``refusal`` is None."""

    text: str
    refusal: Refusal | None = None


class Gate:
    """Keeps BSNs, codes and passwords out, in every language at once."""

    def __init__(self, secrets: Secrets) -> None:
        self._secrets = secrets

    @classmethod
    def load(cls, paths: Iterable[Path]) -> Self:
        """Read the ``gate.yaml`` of every language. Raises ``WordListError`` (``file:line: …``)."""
        files = [load_words(path, NAMES) for path in paths]
        return cls(Secrets({name: [word for file in files for word in file[name]] for name in NAMES}))

    def clean(self, text: str, *, expecting: Expecting = Expecting.NOTHING) -> Cleaned:
        """Return what may be kept of ``text`` and why the rest may not.

        Takes any string and never raises; the time is linear in its length.
        """
        reading = read(text)
        passage = Passage(reading.text, words(reading))
        hints = self._secrets.hints(passage)
        if holds_bsn(passage.text, hints):
            return Cleaned("", Refusal.BSN)
        password = self._secrets.password_sentence(passage)
        if password is not None:
            return Cleaned(self._harmless_start(text, reading, password), Refusal.PASSWORD)
        if self._secrets.holds_code(passage, hints, anywhere=expecting is Expecting.CODE):
            return Cleaned("", Refusal.CODE)
        return Cleaned(text)

    def _harmless_start(self, text: str, reading: Reading, end: int) -> str:
        """Return the sentences before ``end``, or nothing if any of them may hold a secret."""
        start = text[: reading.at[end - 1] + 1] if end else ""
        before = Passage(reading.text[:end], words(Reading(reading.text[:end], reading.at[:end])))
        sentence = 0
        for word in before.words:
            if word.form:
                sentence += 1
            elif 0 < sentence < _SHORTEST_SENTENCE_KEPT:
                return ""
            else:
                sentence = 0
        harmless = not any(map(str.isdigit, before.text)) and "@" not in start
        return start.strip() if harmless and not self._secrets.names_login(before) else ""
