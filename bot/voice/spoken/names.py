"""Names and abbreviations in Latin letters: said as a word, spelled, or left for the lint."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.voice.spoken.scripts import SCRIPTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.voice.spoken.wording import Wording

LETTER = "[A-Za-zÀ-ÖØ-öø-ÿ]"
WORD = re.compile(f"{LETTER}+")
LONGEST_ABBREVIATION = 5
"""Capitals that are spelled without an entry; longer ones with a vowel are a word in capitals."""

UNSAYABLE = re.compile("[B-DF-HJ-NP-TV-XZ]+")
"""Capitals without a vowel, as the reference of a question has: no voice can say them as a word."""

BREATH = 4
"""Letters of a long abbreviation between two pauses, so that she who writes along keeps up."""


@dataclass(frozen=True)
class Names:
    """How Latin words of one language's messages are said.

    ``exact`` holds what is written in capitals ("IND" is no "ind"), ``folded`` the rest.
    """

    wording: Wording
    exact: Mapping[str, str]
    folded: Mapping[str, str]
    pattern: re.Pattern[str]
    latin: bool

    @classmethod
    def of(cls, language: str, wording: Wording) -> Names:
        """Return the names of a language from its wording."""
        spelled = {key: _spelled(key, wording) for key in wording.spelled}
        entries = spelled | wording.names
        longer = sorted((key for key in entries if WORD.fullmatch(key) is None), key=len, reverse=True)
        # "nr.5" and "nr.vijf": the dot ends the abbreviation, whatever stands against it.
        dotted = "".join(f"{re.escape(key)}|" for key in longer if key.endswith("."))
        phrases = "".join(f"{re.escape(key)}|" for key in longer if not key.endswith("."))
        return cls(
            wording=wording,
            exact={key: said for key, said in entries.items() if key.isupper()},
            folded={key.casefold(): said for key, said in entries.items() if not key.isupper()},
            pattern=re.compile(
                rf"(?<!{LETTER})(?:{dotted}(?:{phrases}{WORD.pattern})(?!{LETTER}))", re.IGNORECASE
            ),
            latin=SCRIPTS[language] == "LATIN",
        )

    def say(self, text: str) -> str:
        """Return the text with every name and abbreviation that is known in words.

        A name may stand against a letter of another script, as a preposition does: "ንUWV".
        """
        return self.pattern.sub(lambda match: self._said(match.group()), text)

    def known(self, word: str) -> str | None:
        """Return how a word is said, None when it has no entry and is no abbreviation."""
        said = self.exact.get(word) or self.folded.get(word.casefold())
        if said is not None:
            return said
        if len(word) == 1 and not self.latin:
            return self.wording.letters.get(word.casefold())
        if 1 < len(word) <= LONGEST_ABBREVIATION and word.isupper():
            return self.spelled(word)
        if len(word) > LONGEST_ABBREVIATION and UNSAYABLE.fullmatch(word):
            breaths = (word[start : start + BREATH] for start in range(0, len(word), BREATH))
            return f"{self.wording.pause} ".join(self.spelled(letters) for letters in breaths)
        return None

    def spelled(self, word: str) -> str:
        """Return a word letter by letter; a letter that has no name stays."""
        return _spelled(word, self.wording)

    def label(self, word: str) -> str:
        """Return a part of a web address, where capitals mean nothing, said or spelled."""
        said = self.known(word) or self.exact.get(word.upper())
        if said is not None:
            return said
        return word if self.latin and len(word) > 1 else self.spelled(word)

    def _said(self, word: str) -> str:
        said = self.known(word)
        if said is not None:
            return f"{said} " if word.endswith(".") else said
        # A phrase whose capitals differ: its words by themselves.
        return word if WORD.fullmatch(word) else WORD.sub(lambda match: self._said(match.group()), word)


def _spelled(word: str, wording: Wording) -> str:
    return wording.between_letters.join(wording.letters.get(letter, letter) for letter in word.casefold())
