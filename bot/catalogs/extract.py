"""From the content and the bot's own words to ``wegwijs.pot`` and one ``.po`` per language.

A message is known by its context (``ww-aanvragen/begin.say``). When its Dutch changed,
the old translation stays in the file as fuzzy, with the Dutch it belonged to: it is
stale, a translator sees both, and the bot does not show it.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

import yaml
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import denormalize, read_po, write_po

from bot.flows import (
    words,
    words_both,
    words_group,
    words_page,
    words_paper,
    words_person,
    words_points,
    words_voice,
)
from bot.flows.content.texts import texts_of_library
from bot.flows.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from bot.flows.definition import Library

DOMAIN = "wegwijs"
DRAFTS = "drafts"
"""The catalogs: of what residents see, and of guides that are being written."""

SOURCE = "nl"


@dataclass(frozen=True)
class Coverage:
    """How complete one catalog is, in messages."""

    translated: int
    stale: int
    missing: int

    @property
    def complete(self) -> bool:
        """Tell whether every message has a translation of today's Dutch."""
        return not self.stale and not self.missing


def all_texts(library: Library) -> Iterator[Text]:
    """Yield every translatable message once: the content's, then the bot's own words, then the page's."""
    yield from texts_of_library(library)
    for module in (
        words,
        words_voice,
        words_person,
        words_points,
        words_both,
        words_group,
        words_page,
        words_paper,
    ):
        yield from (value for value in vars(module).values() if isinstance(value, Text))


def draft_texts(published: Library, everything: Library) -> list[Text]:
    """Return the messages that only drafts use."""
    shown = {text.context for text in all_texts(published)}
    return [text for text in all_texts(everything) if text.context not in shown]


def template(texts: Iterable[Text]) -> Catalog:
    """Return a catalog with every message and no translation."""
    catalog = Catalog(project="Wegwijs", copyright_holder="Wegwijs", fuzzy=False)
    for text in texts:
        catalog.add(message_id(text), context=text.context, auto_comments=[text.context])
    return catalog


def updated(texts: Iterable[Text], old: Catalog, language: str) -> Catalog:
    """Return the catalog of a language brought up to today's Dutch; nothing is lost, stale is marked."""
    by_context = {message.context: message for message in old if message.id}
    fresh = Catalog(locale=language, project="Wegwijs", copyright_holder="Wegwijs", fuzzy=False)
    for text in texts:
        known = by_context.get(text.context)
        if known is None:
            fresh.add(message_id(text), context=text.context)
            continue
        stale = known.id != message_id(text)
        # A message that was stale already belongs to the Dutch before last: keep naming that one.
        before = (_previous(known) or known.id) if stale or known.fuzzy else ()
        fresh.add(
            message_id(text),
            known.string if _same_shape(known.id, message_id(text)) else "",
            context=text.context,
            flags={"fuzzy"} if stale or known.fuzzy else (),
            user_comments=[comment for comment in known.user_comments if not comment.startswith("|")],
            previous_id=[before] if isinstance(before, str) else list(before),
        )
    return fresh


def coverage(texts: Iterable[Text], catalog: Catalog) -> Coverage:
    """Count what a catalog has of these messages, what is stale and what is missing."""
    by_context = {message.context: message for message in catalog if message.id}
    translated = stale = missing = 0
    for text in texts:
        message = by_context.get(text.context)
        if message is None or not filled(message):
            missing += 1
        elif message.fuzzy or message.id != message_id(text):
            stale += 1
        else:
            translated += 1
    return Coverage(translated, stale, missing)


def shown(texts: Iterable[Text], catalog: Catalog) -> Iterator[tuple[Text, tuple[str, ...]]]:
    """Yield each message that has a translation of today's Dutch, with its forms."""
    for text in texts:
        message = catalog.get(message_id(text), context=text.context)
        if message is not None and not message.fuzzy and filled(message):
            yield text, forms(message)


def translated_languages(locales: Path) -> list[str]:
    """Return the languages that have a catalog: all but the source."""
    settings = yaml.safe_load((locales / "languages.yaml").read_text(encoding="utf-8"))
    return [language for language in settings if language != SOURCE]


def po_path(locales: Path, language: str, domain: str = DOMAIN) -> Path:
    """Return where a catalog of a language lives."""
    return locales / language / "LC_MESSAGES" / f"{domain}.po"


def read_all(locales: Path, domain: str = DOMAIN) -> dict[str, Catalog]:
    """Return the catalog of each language."""
    return {
        language: read(po_path(locales, language, domain), language)
        for language in translated_languages(locales)
    }


def read(path: Path, language: str) -> Catalog:
    """Read a catalog; an absent file is an empty catalog."""
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def write(catalog: Catalog, path: Path) -> None:
    """Write a catalog in the form that Poedit and Weblate keep: long lines, no dates that change."""
    path.parent.mkdir(parents=True, exist_ok=True)
    buffer = BytesIO()
    write_po(buffer, catalog, width=0, omit_header=False, include_previous=True)
    lines = buffer.getvalue().decode().splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(('"POT-Creation-Date', '"PO-Revision-Date'))]
    path.write_text("".join(kept), encoding="utf-8")


def filled(message: Message) -> bool:
    """Tell whether every form of a message has a translation."""
    return all(forms(message))


def forms(message: Message) -> tuple[str, ...]:
    """Return the translation of a message: one form, or as many as the language has plurals."""
    strings = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
    return tuple(string or "" for string in strings)


def _previous(message: Message) -> str:
    """Return the Dutch that a stale translation belongs to; Babel reads it as a comment."""
    lines = [
        comment.removeprefix("|").strip() for comment in message.user_comments if comment.startswith("|")
    ]
    quoted = (line.removeprefix("msgid").strip() for line in lines)
    return "".join(denormalize(part) for part in quoted if part.startswith('"'))


def message_id(text: Text) -> str | tuple[str, str]:
    """Return the msgid of a message: its Dutch, with the plural where it counts something."""
    return text.source if text.plural is None else (text.source, text.plural)


def _same_shape(one: object, other: object) -> bool:
    return isinstance(one, str) == isinstance(other, str)
