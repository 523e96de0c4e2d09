"""Text with all its vowels, for a language that is written without them.

espeak-ng guesses the vowels of plain Arabic, and guesses wrong. So it only reads text
from ``locales/<language>/vowelled.yaml``, which a second person has read:

    core/button.menu:
      text: "..."
      of: 0123456789abcdef
      review: second-read

``of`` is the fingerprint of the translation the text belongs to; a translation that
changed since makes it stale. A message that counts has an entry for each of its forms,
``core/erase.messages[3]``, the number being the place of the form in the catalog; forms
that are written alike need one. ``text`` is the spoken form: numbers and foreign names in
words, in the language's own script, with the placeholders of the translation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from sys import intern
from typing import TYPE_CHECKING, Final

from bot.compiled import compiled
from bot.flows.content.document import ContentError, read
from bot.flows.text import PLACEHOLDER, placeholder_name
from bot.locale import CHECKED, SECOND_READ
from bot.translations import fingerprint
from bot.voice.silence import NoVoice, Reason
from bot.voice.spoken.scripts import VOWEL_MARKS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.flows.content.document import Document, Mistake
    from bot.voice.base import Speech

DRAFT: Final = "draft"
REVIEWS: Final = (DRAFT, SECOND_READ, CHECKED)
FIELDS: Final = {"text", "of", "review"}

ENDS: Final = (".", "!", "؟", "،", ":", "؛")
"""Marks at which a voice pauses."""

FORM: Final = re.compile(r"\[[0-5]\]$")
"""Ends the key of one form of a message that counts; no language has more than six."""

FEWEST_MARKS: Final = 0.35
"""Marks per letter: fully vowelled Arabic has more, a text with one mark here and there has less."""

_LETTER: Final = re.compile("[\u0621-\u063a\u0641-\u064a]")
_UNREADABLE: Final = re.compile(r"[0-9\u0660-\u0669\u06f0-\u06f9A-Za-z€%]")


@dataclass(frozen=True, slots=True)
class Vowelled:
    """One text with its vowels, the fingerprint of the translation it is of, and who read it."""

    text: str
    of: str
    review: str


class VowelledTexts:
    """The vowelled texts of one language, by message id."""

    def __init__(self, texts: Mapping[str, Vowelled]) -> None:
        self.texts = texts
        self._forms: dict[str, dict[str, Vowelled]] = {}
        for key, one in texts.items():
            self._forms.setdefault(FORM.sub("", key), {}).setdefault(one.of, one)

    @classmethod
    def load(cls, locales: Path, language: str, kept: Path | None = None) -> VowelledTexts:
        """Read the file of a language; raise ``ContentError`` with file and line of each mistake.

        ``kept`` is the folder of ``compiled``: a file that was checked is not read again until it changes.
        """
        path = locales / language / "vowelled.yaml"
        file = None if kept is None else kept / f"vowelled-{language}.json"
        entries = compiled(file, (path, Path(__file__)), lambda: _checked(path, locales.parent))
        return cls(
            {intern(key): Vowelled(text, of, intern(review)) for key, (text, of, review) in entries.items()}
        )

    def say(self, speech: Speech) -> str:
        """Return what an engine reads for a message; raise ``NoVoice`` where nothing may be read."""
        if speech.parts:
            return " ".join(_ended(self.say(part)) for part in speech.parts)
        found = self.find(speech.message_id or "", speech.written)
        return PLACEHOLDER.sub(lambda match: self._value(match, speech.values), found.text)

    def find(self, message_id: str, written: str) -> Vowelled:
        """Return the text that belongs to a wording; raise ``NoVoice`` where nothing may be read."""
        forms = self._forms.get(message_id)
        if forms is None:
            raise NoVoice(Reason.NO_VOWELS)
        found = forms.get(fingerprint(written))
        if found is None:
            raise NoVoice(Reason.STALE_VOWELS)
        if found.review == DRAFT:
            raise NoVoice(Reason.UNREAD_VOWELS)
        return found

    def _value(self, match: re.Match[str], values: Mapping[str, str | Speech]) -> str:
        value = values.get(placeholder_name(match))
        if value is None:
            raise NoVoice(Reason.NO_VALUE)
        return value if isinstance(value, str) else self.say(value)


def _ended(text: str) -> str:
    return text if text.endswith(ENDS) else f"{text}."


def _checked(path: Path, root: Path) -> Mapping[str, Sequence[str]]:
    document = read(path, root)
    data = document.data
    if not isinstance(data, dict):
        raise ContentError([document.mistake((), "this file holds message ids, each with its text")])
    mistakes = [mistake for key, entry in data.items() for mistake in _mistakes(document, key, entry)]
    if mistakes:
        raise ContentError(mistakes)
    return {key: (entry["text"], entry["of"], entry["review"]) for key, entry in data.items()}


def _mistakes(document: Document, key: str, entry: object) -> Iterator[Mistake]:
    if not isinstance(entry, dict) or entry.keys() != FIELDS:
        yield document.mistake((key,), f"'{key}' has text, of and review, and nothing else")
        return
    if not all(isinstance(value, str) for value in entry.values()):
        yield document.mistake((key,), f"text, of and review of '{key}' are texts; put quotes around them")
        return
    if entry["review"] not in REVIEWS:
        yield document.mistake((key, "review"), f"review is one of {', '.join(REVIEWS)}")
    if not re.fullmatch("[0-9a-f]{16}", entry["of"]):
        yield document.mistake((key, "of"), "of is the fingerprint of the translation: 16 digits and a-f")
    text = PLACEHOLDER.sub("", entry["text"])
    if (unreadable := _UNREADABLE.search(text)) is not None:
        yield document.mistake((key, "text"), f"'{unreadable.group()}' is not spoken: write it in words")
    letters, marks = len(_LETTER.findall(text)), len(VOWEL_MARKS.findall(text))
    if marks < FEWEST_MARKS * letters:
        yield document.mistake((key, "text"), f"{marks} vowel marks on {letters} letters: not all are there")
