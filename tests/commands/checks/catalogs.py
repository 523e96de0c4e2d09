"""A catalog of a few messages, as a translator would hand it in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog

from bot.flows.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping


def texts(**dutch: str) -> list[Text]:
    """Return messages; a double underscore in a name is the slash of a context, one a full stop."""
    return [Text(name.replace("__", "/").replace("_", "."), source) for name, source in dutch.items()]


def translated(messages: list[Text], translations: Mapping[str, str], language: str = "ti") -> Catalog:
    """Return the catalog of a language with these translations, by context."""
    catalog = Catalog(locale=language)
    for text in messages:
        catalog.add(text.source, translations.get(text.context, ""), context=text.context)
    return catalog
