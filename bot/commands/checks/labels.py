"""Labels fit on the buttons of every channel, in every language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.catalogs import extract
from bot.channels.profiles import NARROW, TELEGRAM

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from babel.messages.catalog import Catalog

    from bot.flows.text import Text

BUTTON_LENGTHS = {
    "core/button.": NARROW.button_length,
    "core/answer.": NARROW.button_length,
    "core/topic.": TELEGRAM.button_length,
}
"""Characters that a label may have, by the beginning of its context."""

ENDING_LENGTHS = {".title": TELEGRAM.button_length, ".do": 40}
"""The same, by the end of its context: the title of a guide is a button in the menu."""

ANSWER_LENGTH = NARROW.list_row_length


def wrong_labels(texts: Sequence[Text], catalogs: Mapping[str, Catalog]) -> Iterator[str]:
    """Yield each label that is longer than its button, with the language."""
    for text in texts:
        limit = _limit(text)
        if limit is None:
            continue
        labels = {extract.SOURCE: text.source}
        for language, catalog in catalogs.items():
            message = catalog.get(text.source, context=text.context)
            if message is not None and isinstance(message.string, str):
                labels[language] = message.string
        for language, label in labels.items():
            if len(label) > limit:
                yield f"{text.context} ({language}): '{label}' is longer than {limit}"


def _limit(text: Text) -> int | None:
    for beginning, limit in BUTTON_LENGTHS.items():
        if text.context.startswith(beginning):
            return limit
    if ".answers." in text.context:
        return ANSWER_LENGTH
    for ending, limit in ENDING_LENGTHS.items():
        if text.context.endswith(ending) and not text.context.startswith("core/"):
            return limit
    return None
