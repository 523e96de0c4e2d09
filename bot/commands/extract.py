"""``wegwijs extract``: bring the catalogs up to today's Dutch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.catalogs import extract
from bot.flows.content.load import load

if TYPE_CHECKING:
    import argparse

    from bot.config import Settings


def run(settings: Settings, options: argparse.Namespace) -> int:  # noqa: ARG001  every command takes both
    """Write the templates and each ``.po``, of residents' messages and of drafts; say what is to do."""
    published = load(settings.content)
    everything = load(settings.content, drafts=True)
    for domain, texts in (
        (extract.DOMAIN, list(extract.all_texts(published))),
        (extract.DRAFTS, extract.draft_texts(published, everything)),
    ):
        extract.write(extract.template(texts), settings.locales / f"{domain}.pot")
        for language, old in extract.read_all(settings.locales, domain).items():
            catalog = extract.updated(texts, old, language)
            extract.write(catalog, extract.po_path(settings.locales, language, domain))
            count = extract.coverage(texts, catalog)
            print(  # noqa: T201  the command line speaks here
                f"{domain} {language}: {count.translated} translated, {count.stale} stale, "
                f"{count.missing} missing"
            )
    return 0
