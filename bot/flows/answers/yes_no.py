"""Yes, no, "I do not know" and "I would rather not say"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows.answers.phrases import contains, longest_at
from bot.flows.answers.problem import Problem, unreadable
from bot.flows.answers.spelling import words

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from bot.flows.lexicon import Lexicon, Phrase

_YES_SIGNS = frozenset("👍✅✔☑🆗")
_NO_SIGNS = frozenset("👎❌✖🚫")
_QUESTION_SIGNS = frozenset("?؟፧🤷❓")
_FEW = 3
"""So many words may stand around "weet ik niet" before it is part of another story."""


def parse_yes_no(text: str, *, lexicons: Sequence[Lexicon]) -> bool | Problem:
    """Return True for yes and False for no: "jazeker", "nee dank u", "la", 👍.

    The word must begin or end the answer. The number of a button is for ``parse_choice``.
    """
    if problem := unreadable(text):
        return problem
    if not words(text):
        return _from_signs(text)
    if is_unknown(text, lexicons=lexicons) or is_rather_not(text, lexicons=lexicons):
        return Problem.NOT_UNDERSTOOD
    return _from_words(words(text), lexicons)


def is_unknown(text: str, *, lexicons: Sequence[Lexicon]) -> bool:
    """Say whether ``text`` means that the resident does not know: "weet ik niet", "?"."""
    if unreadable(text):
        return False
    if _QUESTION_SIGNS.intersection(text) and not words(text):
        return True
    return _means(text, [lexicon.unknown for lexicon in lexicons])


def is_rather_not(text: str, *, lexicons: Sequence[Lexicon]) -> bool:
    """Say whether ``text`` means that the resident keeps the answer to herself."""
    return not unreadable(text) and _means(text, [lexicon.rather_not for lexicon in lexicons])


def _from_signs(text: str) -> bool | Problem:
    yes, no = bool(_YES_SIGNS.intersection(text)), bool(_NO_SIGNS.intersection(text))
    if yes and no:
        return Problem.AMBIGUOUS
    return yes if yes or no else Problem.NOT_UNDERSTOOD


def _from_words(said: Phrase, lexicons: Sequence[Lexicon]) -> bool | Problem:
    for lexicon in lexicons:
        if said in lexicon.yes | lexicon.no:
            return said in lexicon.yes
    yes = any(_leads_or_ends(said, lexicon.yes) for lexicon in lexicons)
    no = any(_leads_or_ends(said, lexicon.no) for lexicon in lexicons)
    against_yes = any(contains(said, lexicon.no) or any(map(lexicon.denies, said)) for lexicon in lexicons)
    against_no = any(contains(said, lexicon.yes) for lexicon in lexicons)
    if (yes and against_yes) or (no and against_no):
        return Problem.AMBIGUOUS
    return yes if yes or no else Problem.NOT_UNDERSTOOD


def _leads_or_ends(said: Sequence[str], phrases: Collection[Phrase]) -> bool:
    ends = any(tuple(said[at:]) in phrases for at in range(max(len(said) - _FEW, 0), len(said)))
    return ends or longest_at(said, 0, phrases) > 0


def _means(text: str, meanings: Sequence[Collection[Phrase]]) -> bool:
    """Say whether ``text`` is a phrase of ``meanings``, or a long one with a few words around it."""
    said = words(text)
    if any(said in phrases for phrases in meanings):
        return True
    if any(word[0].isdigit() for word in said):
        return False
    for at in range(len(said)):
        length = max((longest_at(said, at, phrases) for phrases in meanings), default=0)
        if length > 1 and len(said) - length <= _FEW:
            return True
    return False
