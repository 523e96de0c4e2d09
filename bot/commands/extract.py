"""``wegwijs extract``: bring the catalogs up to today's Dutch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.catalogs import extract
from bot.flows.content.load import load

if TYPE_CHECKING:
    import argparse

    from bot.config import Settings


def run(settings: Settings, options: argparse.Namespace) -> int:  # noqa: ARG001  every command takes both
    """Write ``wegwijs.pot`` and each ``.po``; say per language what is to do."""
    library = load(settings.content)
    extract.write(extract.template(library), settings.locales / f"{extract.DOMAIN}.pot")
    for language in extract.translated_languages(settings.locales):
        path = extract.po_path(settings.locales, language)
        catalog = extract.updated(library, extract.read(path, language), language)
        extract.write(catalog, path)
        count = extract.coverage(library, catalog)
        print(  # noqa: T201  the command line speaks here
            f"{language}: {count.translated} translated, {count.stale} stale, {count.missing} missing"
        )
    return 0
