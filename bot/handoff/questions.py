"""From a question of a klantmanager to the screen that asks it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows.definition import AskKind
from bot.flows.screens import asked
from bot.handoff.states import NotAllowed

if TYPE_CHECKING:
    from bot.flows.definition import Library

OWN_KINDS = frozenset({AskKind.YES_NO, AskKind.DATE, AskKind.AMOUNT})
"""What can be asked in one's own words: the answer needs no words of its own."""


def question_of(library: Library, question_id: str) -> tuple[dict[str, str], str]:
    """Return the data of the screen that asks a question of the content, and its Dutch."""
    question = library.questions.get(question_id)
    if question is None:
        raise NotAllowed(f"there is no question '{question_id}'")
    return {asked.QUESTION: question_id}, question.text.source


def own_question(text: str, kind: str) -> tuple[dict[str, str], str]:
    """Return the same for a question in somebody's own words."""
    if kind not in OWN_KINDS:
        raise NotAllowed(f"'{kind}' cannot be asked in your own words")
    return {asked.OWN: text, asked.OWN_KIND: kind}, text
