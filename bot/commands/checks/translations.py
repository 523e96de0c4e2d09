"""Translations say what the Dutch says: the same placeholders, and not the Dutch itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.catalogs import extract
from bot.flows.text import placeholders

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from babel.messages.catalog import Catalog

    from bot.flows.definition import Library
    from bot.flows.text import Text


def unfinished(texts: Sequence[Text], catalogs: Mapping[str, Catalog]) -> Iterator[str]:
    """Yield a line for each language with messages that are stale or missing."""
    for language, catalog in catalogs.items():
        count = extract.coverage(texts, catalog)
        if not count.complete:
            yield f"{language}: {count.stale} stale, {count.missing} missing; `wegwijs extract` marks them"


def wrong_translations(
    library: Library, texts: Sequence[Text], catalogs: Mapping[str, Catalog]
) -> Iterator[str]:
    """Yield placeholders that differ, and Dutch that was copied."""
    names = _official_names(library)
    for language, catalog in catalogs.items():
        for text, forms in extract.shown(texts, catalog):
            yield from _placeholders(text, forms, language)
            if _copied(text, forms) and text.source.lower() not in names:
                yield f"{text.context} ({language}): the Dutch was copied, not translated"


def _placeholders(text: Text, forms: tuple[str, ...], language: str) -> Iterator[str]:
    wanted = set(placeholders(text.source))
    # A plural form may say the number in a word: "one", "two".
    spare = {"count"} if text.plural is not None else set()
    for form in forms:
        found = set(placeholders(form))
        if not wanted - spare <= found <= wanted:
            yield f"{text.context} ({language}): in braces {sorted(found)}, not {sorted(wanted)}"


def _official_names(library: Library) -> Collection[str]:
    """Return, in lower case, what stays Dutch in every language: names and words on letters."""
    organisations = {one.name.lower() for one in library.organisations.values() if isinstance(one.name, str)}
    return organisations | {
        word.lower() for entry in library.glossary.values() for word in (entry.word, *entry.forms)
    }


def _copied(text: Text, forms: tuple[str, ...]) -> bool:
    """Tell whether Dutch words stand in the place of a translation."""
    words = text.source
    for placeholder in placeholders(text.source):
        words = words.replace(f"{{{placeholder}}}", "")
    return text.source in forms and any(letter.isalpha() for letter in words) and " " in words.strip()
