"""What was read a second time and what a speaker checked: ``locales/<language>/reviews.yaml``.

An entry belongs to one wording of the Dutch and of its translation, by their hashes.
Another wording has not been read, whatever the entry says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from bot.catalogs import extract
from bot.translations import fingerprint, read_reviews

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from babel.messages.catalog import Catalog

    from bot.flows.text import Text

HEAD = """\
# Second reads: the translation was turned back into Dutch without the Dutch at hand (`back`),
# and both were compared. No speaker of the language has checked these yet. Hashes: bot/translations.py.
"""

Reviews = dict[str, dict[str, str]]
"""Entries by the context of their message."""


def load(locales: Path, language: str) -> Reviews:
    """Return the reviews of a language as they stand in its file; none where there is no file."""
    return read_reviews(_path(locales, language))


def save(reviews: Reviews, locales: Path, language: str) -> None:
    """Write the reviews of a language, in the order of their contexts."""
    body = yaml.safe_dump(dict(sorted(reviews.items())), allow_unicode=True, width=1000, sort_keys=False)
    _path(locales, language).write_text(HEAD + body, encoding="utf-8")


def hashes(texts: Iterable[Text], catalog: Catalog) -> Mapping[str, tuple[str, str]]:
    """Return, by context, the hashes of today's Dutch and of its translation."""
    return {
        text.context: (fingerprint(text.source), fingerprint("\0".join(forms)))
        for text, forms in extract.shown(texts, catalog)
    }


def current(reviews: Reviews, wordings: Mapping[str, tuple[str, str]]) -> Reviews:
    """Return the entries that belong to the wording that stands there now."""
    return {
        context: entry
        for context, entry in reviews.items()
        if (entry.get("source"), entry.get("translation")) == wordings.get(context)
    }


def _path(locales: Path, language: str) -> Path:
    return locales / language / "reviews.yaml"
