"""``wegwijs extract``: bring the catalogs up to today's Dutch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.catalogs import extract, reviews
from bot.flows.content.load import load

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from pathlib import Path

    from bot.config import Settings
    from bot.flows.text import Text


def run(settings: Settings, options: argparse.Namespace) -> int:  # noqa: ARG001  every command takes both
    """Write the templates and each ``.po``, of residents' messages and of drafts; say what is to do."""
    published = load(settings.content)
    everything = load(settings.content, drafts=True)
    texts = list(extract.all_texts(published))
    _extract(settings.locales, extract.DOMAIN, texts)
    _forget_reviews(settings.locales, texts)
    drafts = extract.draft_texts(published, everything)
    if drafts:
        _extract(settings.locales, extract.DRAFTS, drafts)
    else:
        _remove(settings.locales, extract.DRAFTS)
    return 0


def _extract(locales: Path, domain: str, texts: Sequence[Text]) -> None:
    extract.write(extract.template(texts), locales / f"{domain}.pot")
    for language, old in extract.read_all(locales, domain).items():
        catalog = extract.updated(texts, old, language)
        extract.write(catalog, extract.po_path(locales, language, domain))
        count = extract.coverage(texts, catalog)
        print(  # noqa: T201  the command line speaks here
            f"{domain} {language}: {count.translated} translated, "
            f"{count.stale} stale, {count.missing} missing"
        )


def _forget_reviews(locales: Path, texts: Sequence[Text]) -> None:
    """Take out the reviews of another wording than today's."""
    for language, catalog in extract.read_all(locales).items():
        entries = reviews.load(locales, language)
        kept = reviews.current(entries, reviews.hashes(texts, catalog))
        if len(kept) < len(entries):
            reviews.save(kept, locales, language)
            print(f"reviews {language}: {len(entries) - len(kept)} of another wording taken out")  # noqa: T201


def _remove(locales: Path, domain: str) -> None:
    """Take catalogs away that have no message left: an empty one would puzzle a translator."""
    (locales / f"{domain}.pot").unlink(missing_ok=True)
    for language in extract.translated_languages(locales):
        extract.po_path(locales, language, domain).unlink(missing_ok=True)
