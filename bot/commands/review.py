"""``wegwijs review``: note that a translation was read back, or that a speaker approved it."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.catalogs import extract, reviews
from bot.flows.content.load import load
from bot.locale import CHECKED, SECOND_READ

if TYPE_CHECKING:
    import argparse

    from bot.config import Settings

REFUSED = 2


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Write the entries of these messages; return 2 and write none where one cannot be reviewed."""
    if options.language not in extract.translated_languages(settings.locales):
        return _refuse(f"{options.language} is no language with a catalog")
    texts = list(extract.all_texts(load(settings.content)))
    catalog = extract.read(extract.po_path(settings.locales, options.language), options.language)
    wordings = reviews.hashes(texts, catalog)
    for context in options.messages:
        if context not in wordings:
            return _refuse(f"{context}: there is no such message, or it has no translation of today's Dutch")
    if options.back and len(options.messages) > 1:
        return _refuse("--back is the back-translation of one message")
    entries = reviews.load(settings.locales, options.language)
    for context in options.messages:
        source, translation = wordings[context]
        entries[context] = {"source": source, "translation": translation} | (
            {"status": SECOND_READ, "back": options.back}
            if options.back
            else {"status": CHECKED, "by": options.by, "on": datetime.now(UTC).date().isoformat()}
        )
    reviews.save(entries, settings.locales, options.language)
    return 0


def _refuse(why: str) -> int:
    print(why, file=sys.stderr)  # noqa: T201  the command line speaks here
    return REFUSED
