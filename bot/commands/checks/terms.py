"""The words chosen for official terms are well-formed, and no message uses a word that was replaced."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from bot.catalogs import extract
from bot.commands.checks.writing import faults

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from babel.messages.catalog import Catalog

    from bot.commands.checks.writing import Writing
    from bot.flows.text import Text

FILE = "locales/terms.yaml"

FIELDS = frozenset({"term", "note", "not"})
"""``term`` is used, ``note`` says why; ``not`` lists what was used before and may not come back."""

Term = dict[str, object]


def load_terms(locales: Path) -> Sequence[Term]:
    """Return the terms as they stand in ``terms.yaml``, in its order."""
    terms: Sequence[Term] = yaml.safe_load((locales / "terms.yaml").read_text(encoding="utf-8"))
    return terms


def wrong_terms(
    terms: Sequence[Term],
    texts: Sequence[Text],
    catalogs: Mapping[str, Catalog],
    writings: Mapping[str, Writing],
) -> Iterator[str]:
    """Yield entries that are twice, incomplete or miswritten, and messages with a replaced word."""
    seen: set[str] = set()
    replaced: dict[str, dict[str, str]] = {language: {} for language in catalogs}
    for entry in terms:
        dutch = entry.get("dutch")
        if not isinstance(dutch, str) or not dutch:
            yield f"{FILE}: an entry begins with `dutch:`, not {sorted(entry)}"
            continue
        if dutch.lower() in seen:
            yield f"{FILE}: '{dutch}' stands here twice"
        seen.add(dutch.lower())
        for language, word in entry.items():
            if language != "dutch":
                yield from _word(dutch, language, word, writings, replaced)
    for language, catalog in catalogs.items():
        yield from _used(texts, language, catalog, replaced[language])


def _word(
    dutch: str,
    language: str,
    word: object,
    writings: Mapping[str, Writing],
    replaced: Mapping[str, dict[str, str]],
) -> Iterator[str]:
    if language not in writings:
        yield f"{FILE}: '{dutch}': '{language}' is no language of languages.yaml"
        return
    if not isinstance(word, dict) or not word.get("term") or not word.keys() <= FIELDS:
        yield f"{FILE}: '{dutch}' ({language}): it has a term, and may have a note and not"
        return
    for fault in faults(str(word["term"]), writings[language]):
        yield f"{FILE}: '{dutch}' ({language}): {fault}"
    for old in word.get("not", ()):
        replaced[language][str(old)] = str(word["term"])


def _used(
    texts: Sequence[Text], language: str, catalog: Catalog, replaced: Mapping[str, str]
) -> Iterator[str]:
    if not replaced:
        return
    # Letters of the same word may stand before it ("ال", "ን"), none behind it.
    pattern = re.compile("|".join(rf"{re.escape(old)}(?!\w)" for old in _longest_first(replaced)))
    for text, forms in extract.shown(texts, catalog):
        for found in dict.fromkeys(match for form in forms for match in pattern.findall(form)):
            yield f"{text.context} ({language}): '{found}': write {replaced[found]} ({FILE})"


def _longest_first(words: Collection[str]) -> Sequence[str]:
    return sorted(words, key=len, reverse=True)
