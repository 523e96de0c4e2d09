"""Official words that residents meet on letters are explained: each has an entry in the glossary."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from bot.flows.text import PLACEHOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from bot.flows.definition import Library
    from bot.flows.text import Text


def official_words(locales: Path) -> AbstractSet[str]:
    """Return the official Dutch words of ``locales/nl/official.yaml``, in lower case."""
    listed: list[str] = yaml.safe_load((locales / "nl" / "official.yaml").read_text(encoding="utf-8"))
    return {word.lower() for word in listed}


def unexplained(library: Library, texts: Sequence[Text], official: AbstractSet[str]) -> Iterator[str]:
    """Yield each message with an official word that the glossary does not explain."""
    explained = {word.lower() for entry in library.glossary.values() for word in (entry.word, *entry.forms)}
    missing = official - explained
    for text in texts:
        said = set(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", PLACEHOLDER.sub(" ", text.source).lower()))
        for word in sorted(said & missing):
            yield f"{text.context}: '{word}' needs an entry in content/glossary.yaml, or a plainer word"
