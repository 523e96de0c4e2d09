"""Second reads and checks by speakers belong to the wording that stands there now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.catalogs.reviews import hashes
from bot.locale import CHECKED, SECOND_READ

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from babel.messages.catalog import Catalog

    from bot.catalogs.reviews import Reviews
    from bot.flows.text import Text

FIELDS = {
    SECOND_READ: {"status", "source", "translation", "back"},
    CHECKED: {"status", "source", "translation", "by", "on"},
}
"""What an entry holds: a second read its back-translation, a check who gave it and when."""


def wrong_reviews(
    texts: Sequence[Text], catalogs: Mapping[str, Catalog], reviews: Mapping[str, Reviews]
) -> Iterator[str]:
    """Yield entries without a message, of another wording, or without what they must hold."""
    for language, entries in reviews.items():
        wordings = hashes(texts, catalogs[language])
        for context, entry in entries.items():
            where = f"locales/{language}/reviews.yaml: {context}"
            status = entry.get("status", "")
            if status not in FIELDS:
                yield f"{where}: the status is {SECOND_READ} or {CHECKED}, not '{status}'"
            elif entry.keys() != FIELDS[status] or not all(entry.values()):
                yield f"{where}: a {status} holds {', '.join(sorted(FIELDS[status]))}"
            elif (entry["source"], entry["translation"]) != wordings.get(context):
                yield f"{where}: another wording was read; `wegwijs extract` takes the entry out"


def unread(texts: Sequence[Text], catalog: Catalog, reviews: Reviews) -> int:
    """Count the translations that nobody has read a second time."""
    return sum(context not in reviews for context in hashes(texts, catalog))
