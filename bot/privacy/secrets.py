"""Codes and passwords, found with the word lists of every language together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.privacy.assignment import Assignment
from bot.privacy.codes import Codes
from bot.privacy.numbers import Hints
from bot.privacy.passwords import Passwords
from bot.privacy.phrases import Phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.privacy.passage import Passage
    from bot.privacy.phrases import Found

NAMES = (
    "bsn-words",
    "reference-words",
    "code-words",
    "not-code-words",
    "letter-code-words",
    "password-words",
    "short-password-words",
    "login-words",
    "links",
    "is",
    "is-behind",
    "fillers",
    "about",
    "askers",
    "not-letter-codes",
)
"""The lists of ``locales/<language>/gate.yaml``; each file says what they hold."""


class Secrets:
    """What may be secret in a passage."""

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        """Compile the lists named in ``NAMES``."""
        assignment = Assignment(words)
        self._bsn = Phrases(words["bsn-words"])
        self._reference = Phrases(words["reference-words"])
        self._login = Phrases(words["login-words"])
        self._codes = Codes(words, assignment)
        self._passwords = Passwords(words, assignment)

    def hints(self, passage: Passage) -> Hints:
        """Return where words stand that say what the number behind them is."""
        return Hints(
            bsn=_ends(passage, self._bsn.find(passage.words)),
            reference=_ends(passage, self._reference.find(passage.words)),
        )

    def password_sentence(self, passage: Passage) -> int | None:
        """Return where the sentence begins in which a password is given, or None."""
        return self._passwords.sentence(passage)

    def holds_code(self, passage: Passage, hints: Hints, *, anywhere: bool) -> bool:
        """Tell whether a code stands beside a code word, or ``anywhere`` after a code step."""
        return self._codes.held(passage, hints, anywhere=anywhere)

    def names_login(self, passage: Passage) -> bool:
        """Tell whether the words name a login, a code or a password."""
        login = next(self._login.find(passage.words), None) is not None
        return login or self._codes.named(passage) or self._passwords.named(passage)


def _ends(passage: Passage, found: Iterable[Found]) -> tuple[int, ...]:
    return tuple(sorted(passage.words[each.last - 1].end for each in found))
