"""Phone numbers and sites stand in one place, and are written so that they can be used."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from bot.catalogs import extract
from bot.flows.text import PLACEHOLDER

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from babel.messages.catalog import Catalog

    from bot.flows.definition import Library
    from bot.flows.text import Text

_NUMBER = re.compile(r"(?<![\w€])(?:(?:\+|0)\d[\d \-–]{6,}\d|14 ?0\d{1,2}|0[89]00[ -]?\d{3,4}|11[23])(?!\w)")
_SITE = re.compile(r"(?<![\w@.])[\w-]+(?:\.[\w-]+)*\.(?:nl|com|org|eu|net|info)(?!\w)", re.IGNORECASE)
_WELL_FORMED_SITE = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")
_WELL_FORMED_LINK = re.compile(r"https://(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?:/\S*)?")

_HOME = "organisations/"
"""The messages in which a phone number may stand: those of the organisation itself."""


def wrong_places(
    library: Library, texts: Sequence[Text], catalogs: Mapping[str, Catalog], sites: Collection[str]
) -> Iterator[str]:
    """Yield phone numbers outside organisations.yaml and unknown sites.

    ``sites`` are the addresses that are nobody's own site, of ``content/sites.yaml``.
    """
    known = {one.site for one in library.organisations.values() if one.site} | set(sites)
    for text in texts:
        yield from _in_message(text, "nl", text.source, known)
    for language, catalog in catalogs.items():
        for text, forms in extract.shown(texts, catalog):
            for form in forms:
                yield from _in_message(text, language, form, known)


def other_sites(content: Path) -> Collection[str]:
    """Return the sites that messages may name beside those of organisations."""
    listed: Mapping[str, object] = yaml.safe_load((content / "sites.yaml").read_text(encoding="utf-8"))
    return listed.keys()


def _in_message(text: Text, language: str, form: str, known: Collection[str]) -> Iterator[str]:
    plain = PLACEHOLDER.sub(" ", form)
    if not text.context.startswith(_HOME):
        for number in _NUMBER.findall(plain):
            yield (
                f"{text.context} ({language}): the number {number.strip()} belongs in "
                "content/organisations.yaml; write {phone:…} here"
            )
    for site in _SITE.findall(plain):
        if site.lower() not in known:
            yield f"{text.context} ({language}): {site} is in neither organisations.yaml nor sites.yaml"


def malformed(library: Library) -> Iterator[str]:
    """Yield sites and sources that lead nowhere."""
    for organisation in library.organisations.values():
        if organisation.site is not None and not _WELL_FORMED_SITE.fullmatch(organisation.site):
            where = f"content/organisations.yaml: {organisation.id}"
            yield f"{where}: '{organisation.site}' is no site such as uwv.nl"
    for fact in library.facts.values():
        if "://" in fact.source and not _WELL_FORMED_LINK.fullmatch(fact.source):
            yield f"content/facts.yaml: {fact.id}: '{fact.source}' is no https address"
