"""A translation is written in its own script and its own language, not in that of a neighbour."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from bot.catalogs import extract
from bot.flows.content.document import ContentError, Mistake
from bot.flows.text import PLACEHOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from babel.messages.catalog import Catalog

    from bot.flows.text import Text

LATIN = "LATIN"
"""Dutch names and words on letters stand in Latin letters in every language."""

FIELDS = {"script", "characters", "beginnings", "words"}


@dataclass(frozen=True)
class Writing:
    """How a language is written here, of ``locales/<language>/writing.yaml``.

    ``script`` as Unicode names letters. The rest maps what must not appear to what is
    written instead: single characters, beginnings of words, whole words.
    """

    script: str
    characters: Mapping[str, str]
    beginnings: Mapping[str, str]
    words: Mapping[str, str]

    @classmethod
    def load(cls, path: Path) -> Writing:
        """Read the file of one language; raise ``ContentError`` for one that is not well-formed."""
        fields = yaml.safe_load(path.read_text(encoding="utf-8"))
        if not isinstance(fields, dict) or fields.keys() != FIELDS:
            raise ContentError([Mistake(str(path), 1, f"the fields here are {', '.join(sorted(FIELDS))}")])
        return cls(fields["script"], *(fields[name] or {} for name in ("characters", "beginnings", "words")))


def wrong_writing(
    texts: Sequence[Text], catalogs: Mapping[str, Catalog], writings: Mapping[str, Writing]
) -> Iterator[str]:
    """Yield letters of another script, and the characters and words that a language avoids."""
    for language, catalog in catalogs.items():
        for text, forms in extract.shown(texts, catalog):
            for form in forms:
                for fault in faults(PLACEHOLDER.sub(" ", form), writings[language]):
                    yield f"{text.context} ({language}): {fault}"


def faults(text: str, writing: Writing) -> Iterator[str]:
    """Yield what is wrong in one text, each once, in the order of the text."""
    for character in dict.fromkeys(text):
        script = unicodedata.name(character, "").split(" ")[0]
        if character in writing.characters:
            yield f"'{character}': write {writing.characters[character]}"
        elif character.isalpha() and script not in {writing.script, LATIN}:
            yield f"'{character}' is {script.title()}, not {writing.script.title()}"
    for word in dict.fromkeys(re.findall(r"[^\W\d_]+", text)):
        if word in writing.words:
            yield f"'{word}': write {writing.words[word]}"
        yield from (
            f"'{word}': a word begins with {instead} here"
            for beginning, instead in writing.beginnings.items()
            if word.startswith(beginning)
        )
