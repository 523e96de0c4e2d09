"""What the translators have done in one language, and what was read a second time.

Both stand in files that only a change makes worth reading again: see ``compiled``.
"""

from __future__ import annotations

from dataclasses import dataclass
from gettext import c2py
from hashlib import sha256
from pathlib import Path
from sys import intern
from typing import TYPE_CHECKING, TypedDict

import yaml

from bot.compiled import compiled
from bot.libyaml import FAST

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Translation:
    """One message of a catalog: its forms (one, or as many as the language has plurals)."""

    source: str
    forms: tuple[str, ...]


@dataclass(frozen=True)
class Catalog:
    """The translations of a language and the states of their reviews, by context.

    ``plural`` chooses among the forms of a message by a number.
    """

    translations: Mapping[str, Translation]
    reviews: Mapping[str, str]
    plural: Callable[[int], int]


NOTHING = Catalog({}, {}, c2py("n != 1"))
"""Of the language that everything is written in."""


def fingerprint(text: str) -> str:
    """Return a short hash of a message in one language, for its review."""
    return sha256(text.encode()).hexdigest()[:16]


def read_catalog(locales: Path, language: str, kept: Path | None = None) -> Catalog:
    """Read the ``.po`` file of a language with its reviews; ``kept`` is the folder of ``compiled``."""
    po, reviews = locales / language / "LC_MESSAGES" / "wegwijs.po", locales / language / "reviews.yaml"
    file = None if kept is None else kept / f"catalog-{language}.json"
    plain: _Plain = compiled(file, (po, reviews, Path(__file__)), lambda: _plain(po, reviews, language))
    translations, states = {}, {}
    for name, (state, dutch, *forms) in plain["messages"].items():
        # The ids and the Dutch are the same in every language: held once.
        context = intern(name)
        translations[context] = Translation(intern(dutch), tuple(forms))
        if state:
            states[context] = intern(state)
    return Catalog(translations, states, c2py(plain["plural"]))


def read_reviews(path: Path) -> dict[str, dict[str, str]]:
    """Return the entries of a ``reviews.yaml`` by the context of their message; none without a file."""
    if not path.exists():
        return {}
    entries: dict[str, dict[str, str]] | None = yaml.load(path.read_text(encoding="utf-8"), Loader=FAST)  # noqa: S506  both are safe loaders
    return entries or {}


class _Plain(TypedDict):
    """A catalog as JSON: by context the state of its review, the Dutch and the forms."""

    plural: str
    messages: Mapping[str, Sequence[str]]


def _plain(po: Path, reviews: Path, language: str) -> _Plain:
    from babel.messages.pofile import read_po  # noqa: PLC0415  few starts read the sources

    with po.open("rb") as file:
        catalog = read_po(file, locale=language, abort_invalid=True)
    translations: dict[str, Translation] = {}
    for message in catalog:
        forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
        if message.id and message.context and all(forms) and not message.fuzzy:
            source = message.id if isinstance(message.id, str) else message.id[0]
            translations[message.context] = Translation(source, tuple(str(form) for form in forms))
    states = _current(read_reviews(reviews), translations)
    return {
        "plural": catalog.plural_expr.removesuffix(";"),
        "messages": {
            context: (states.get(context, ""), one.source, *one.forms)
            for context, one in translations.items()
        },
    }


def _current(
    reviews: Mapping[str, Mapping[str, str]], translations: Mapping[str, Translation]
) -> dict[str, str]:
    """Return the review state per message; a review of another wording counts for nothing."""
    return {
        context: review["status"]
        for context, review in reviews.items()
        if (known := translations.get(context)) is not None
        and review["source"] == fingerprint(known.source)
        and review["translation"] == fingerprint("\0".join(known.forms))
    }
