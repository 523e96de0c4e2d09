"""From what a klantmanager filled in to what can be said to the resident."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.flows.definition import AskKind
from bot.flows.events import Latin
from bot.flows.screens import asked
from bot.handoff.states import NotAllowed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.flows.events import Value
    from bot.handoff.book import Book, Kind, Phrase

OWN_KINDS = frozenset({AskKind.YES_NO, AskKind.DATE, AskKind.AMOUNT})
"""What can be asked in one's own words: the answer needs no words of its own."""


def values_of(phrase: Phrase, filled: Mapping[str, str]) -> dict[str, Value]:
    """Return the values of a phrase; raise ``NotAllowed`` where one is missing, too many or no date."""
    if filled.keys() != phrase.values.keys() or not all(value.strip() for value in filled.values()):
        raise NotAllowed(f"'{phrase.id}' takes {', '.join(phrase.values) or 'nothing'}")
    return {name: _value(kind, filled[name].strip()) for name, kind in phrase.values.items()}


def question_of(book: Book, question_id: str) -> tuple[dict[str, str], str]:
    """Return the data of the screen that asks a question of the book, and its Dutch."""
    question = book.questions.get(question_id)
    if question is None:
        raise NotAllowed(f"there is no question '{question_id}'")
    return {asked.QUESTION: question_id}, question.text.source


def own_question(text: str, kind: str) -> tuple[dict[str, str], str]:
    """Return the same for a question in somebody's own words."""
    if kind not in OWN_KINDS:
        raise NotAllowed(f"'{kind}' cannot be asked in your own words")
    return {asked.OWN: text, asked.OWN_KIND: kind}, text


def _value(kind: Kind, value: str) -> Value:
    if kind != "date":
        return Latin(value)
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise NotAllowed(f"'{value}' is no date") from None
