"""Passwords: told apart from sentences that are only about them.

"Mijn wachtwoord is Geheim123" gives one away, "mijn wachtwoord is verlopen" asks for
help. A number or a mix of letters and digits beside the word is a secret; a plain word
is one only where it is said to be ("wachtwoord: zomer", "mijn wachtwoord is zomer").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.privacy.passage import REACH_AFTER, REACH_BEFORE
from bot.privacy.phrases import Phrases
from bot.privacy.shapes import CODE_DIGITS, looks_secret
from bot.privacy.words import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.privacy.assignment import Assignment
    from bot.privacy.passage import Passage
    from bot.privacy.phrases import Found
    from bot.privacy.words import Word


class Passwords:
    """Finds passwords with the words of every language together."""

    def __init__(self, words: Mapping[str, Sequence[str]], assignment: Assignment) -> None:
        """Compile the lists that are about passwords."""
        self._assignment = assignment
        self._password = Phrases(words["password-words"])
        self._short_password = Phrases(words["short-password-words"])
        self._is_behind = folded(words["is-behind"])
        self._about = folded(words["about"])
        self._askers = folded(words["askers"])

    def named(self, passage: Passage) -> bool:
        """Tell whether a word for a password stands there."""
        return next(self._password.find(passage.words), None) is not None

    def sentence(self, passage: Passage) -> int | None:
        """Return where the sentence begins in which a password is given, or None."""
        starts = (
            next(
                (
                    passage.sentence_start(found.first)
                    for found in phrases.find(passage.words)
                    if gives(passage, found)
                ),
                None,
            )
            for phrases, gives in (
                (self._password, self._gives_password),
                (self._short_password, self._gives_short_password),
            )
        )
        return min((start for start in starts if start is not None), default=None)

    def _gives_password(self, passage: Passage, found: Found) -> bool:
        value = self._assignment.value(passage, found)
        if value is not None and not self._is_about(passage.words[value].form):
            return True
        return (
            self._is_said_before(passage, found)
            or self._is_said_last(passage, found)
            or self._foreign_script(passage, found)
            or any(
                looks_secret(passage.chunk(word))
                for word in _around(passage.words, found)
                if word.start not in passage.ordinary
            )
        )

    def _gives_short_password(self, passage: Passage, found: Found) -> bool:
        """Tell whether a short word with another meaning too (WW) is clearly a password here."""
        value = self._assignment.value(passage, found)
        if value is None:
            return False
        chunk = passage.chunk(passage.words[value])
        return looks_secret(chunk) and not chunk.isdigit()

    def _is_said_before(self, passage: Passage, found: Found) -> bool:
        """Tell whether it reads "<word> is mijn wachtwoord"."""
        words, index = passage.words, found.first - 1
        while index >= 0 and words[index].form in self._assignment.links:
            index -= 1
        if index < 1 or words[index].form not in self._assignment.verbs or not words[index - 1].form:
            return False
        value = words[index - 1].form
        return not self._is_about(value) and value not in self._askers and value not in self._assignment.links

    def _is_said_last(self, passage: Passage, found: Found) -> bool:
        """Tell whether it reads "password <word> is", as Tigrinya puts it."""
        if found.last + 1 >= len(passage.words):
            return False
        value, verb = passage.words[found.last].form, passage.words[found.last + 1].form
        return (
            bool(value)
            and verb in self._is_behind
            and not self._is_about(value)
            and value not in self._askers
        )

    def _foreign_script(self, passage: Passage, found: Found) -> bool:
        """Tell whether a Latin word follows a password word in another script."""
        if passage.words[found.first].form.isascii():
            return False
        return any(
            word.form.isascii()
            and not word.form.isdigit()
            and not self._is_about(word.form)
            and word.form not in self._assignment.links
            and word.form not in self._assignment.verbs
            for word in passage.words[found.last : found.last + 1]
            if word.form
        )

    def _is_about(self, form: str) -> bool:
        return form in self._about or (form.isdigit() and len(form) < CODE_DIGITS.start)


def _around(words: Sequence[Word], found: Found) -> Iterator[Word]:
    yield from (word for word in words[max(0, found.first - REACH_BEFORE) : found.first] if word.form)
    for word in words[found.last : found.last + REACH_AFTER]:
        if not word.form:
            return
        yield word
