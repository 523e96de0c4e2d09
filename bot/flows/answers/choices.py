"""Picking one of the options of a question in words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.flows.answers.distance import distance
from bot.flows.answers.number_words import said as numbers_said
from bot.flows.answers.phrases import longest_at
from bot.flows.answers.problem import Problem, unreadable
from bot.flows.answers.spelling import words
from bot.flows.answers.yes_no import parse_yes_no

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.flows.lexicon import Lexicon, Phrase

_DIGITS = re.compile(r"(?P<number>[0-9]{1,4})(?P<ending>[^\W\d_]*)")
_SHORTEST_START = 3
_SHORTEST_PART = 4
_SHORTEST_IN_SENTENCE = 6
"""Letters below which a beginning, a part or a misspelling is too little to go by."""
_FEW = 4
"""In more words than these, "de tweede" is about something else than the options."""


def parse_choice(
    text: str, *, options: Mapping[str, Sequence[str]], lexicons: Sequence[Lexicon]
) -> str | Problem:
    """Return the id of the option that ``text`` picks.

    ``options`` maps each id, in the order shown, to its labels: in the resident's
    language and in Dutch. Understood are the number ("2", "nummer 2", "de tweede",
    ፪), the id, the label, its beginning, a label inside a sentence, a part of one label
    only, yes and no for labels that begin so, and slips of the finger. What fits two
    options is a ``Problem``; so is a number that also stands in the label of another.
    """
    if problem := unreadable(text):
        return problem
    said = _spelt(text, lexicons)
    if not said:
        return Problem.NOT_UNDERSTOOD
    labels = {
        option: {phrase for name in names if (phrase := _spelt_label(name, tuple(lexicons)))}
        for option, names in options.items()
    }
    exact = [option for option, phrases in labels.items() if said in phrases or _is_id(said, option)]
    return (
        _only(exact)
        or _by_number(said, labels, lexicons)
        or _by_words(said, labels, lexicons)
        or _by_yes_no(text, labels, lexicons)
        or _by_likeness(said, labels, lexicons)
        or Problem.NOT_UNDERSTOOD
    )


def _spelt(text: str, lexicons: Sequence[Lexicon]) -> Phrase:
    """Return the words of ``text`` with numbers from two up in digits: "een" is mostly no number."""
    return tuple(
        str(numbers[0]) if len(numbers := numbers_said([word], lexicons)) == 1 and numbers[0] > 1 else word
        for word in words(text)
    )


# Labels come from the content and the catalogs, so this keeps no word of a resident.
@lru_cache(maxsize=8192)
def _spelt_label(label: str, lexicons: tuple[Lexicon, ...]) -> Phrase:
    return _spelt(label, lexicons)


def _is_id(said: Phrase, option: str) -> bool:
    # A resident who types 1 does not mean an id that she never saw.
    return said == words(option) and not option.isdigit()


def _only(found: Sequence[str]) -> str | Problem | None:
    if len(found) > 1:
        return Problem.AMBIGUOUS
    return found[0] if found else None


def _by_number(
    said: Phrase, labels: Mapping[str, set[Phrase]], lexicons: Sequence[Lexicon]
) -> str | Problem | None:
    sure = _named_place(said, lexicons)
    place = sure or _bare_number(said, lexicons)
    if place is None:
        return None
    option = list(labels)[place - 1] if 1 <= place <= len(labels) else None
    if sure is None:
        # "2" with the labels "1 kind" and "2 kinderen": the second option, or two children?
        mentioned = {
            name
            for name, phrases in labels.items()
            if any(place in _counted(phrase, lexicons) for phrase in phrases)
        }
        if mentioned - {option}:
            return Problem.AMBIGUOUS
    return option or Problem.NO_SUCH_OPTION


def _named_place(said: Phrase, lexicons: Sequence[Lexicon]) -> int | None:
    """Read "optie 2", "2e", "de tweede", "tweede optie"."""
    for lexicon in lexicons:
        picking = longest_at(said, 0, lexicon.pick)
        if picking and (place := _bare_number(said[picking:], lexicons)) is not None:
            return place
        counted = [at for at in range(len(said)) if longest_at(said, at, lexicon.ordinals)]
        if len(counted) == 1:
            at = counted[0]
            length = longest_at(said, at, lexicon.ordinals)
            rest = said[at + length :]
            if len(said) <= _FEW and (not rest or rest in lexicon.pick):
                return lexicon.ordinals[said[at : at + length]]
        match = _DIGITS.fullmatch(said[-1])
        if match and match["ending"] in lexicon.ordinal_endings and len(said) <= _FEW:
            return int(match["number"])
    return None


def _bare_number(said: Phrase, lexicons: Sequence[Lexicon]) -> int | None:
    figures = _figures(said, lexicons)
    counts = len(said) == 1 and len(figures) == 1
    return figures[0] if counts else None


def _figures(phrase: Phrase, lexicons: Sequence[Lexicon]) -> list[int]:
    """Return the numbers in a phrase, in digits and in words, smallest first."""
    written = [int(word) for word in phrase if word.isascii() and word.isdigit()]
    return sorted(written + numbers_said(["" if word.isdigit() else word for word in phrase], lexicons))


def _by_words(
    said: Phrase, labels: Mapping[str, set[Phrase]], lexicons: Sequence[Lexicon]
) -> str | Problem | None:
    """Compare word for word, with labels that deny exactly when the answer does."""
    alike = {
        option: {phrase for phrase in phrases if _denies(phrase, lexicons) == _denies(said, lexicons)}
        for option, phrases in labels.items()
    }
    begun = [option for option, phrases in alike.items() if any(_begins(said, phrase) for phrase in phrases)]
    if begun:
        return _only(begun)
    held = {phrase for phrases in alike.values() for phrase in phrases if _holds(said, phrase)}
    # "vast contract" also holds "contract": the longer label is meant.
    longest = {phrase for phrase in held if not any(_holds(other, phrase) for other in held - {phrase})}
    if longest:
        return _only([option for option, phrases in alike.items() if phrases & longest])
    if len("".join(said)) < _SHORTEST_PART or _figures(said, lexicons):
        return None
    return _only(
        [option for option, phrases in alike.items() if any(_holds(phrase, said) for phrase in phrases)]
    )


def _by_yes_no(
    text: str, labels: Mapping[str, set[Phrase]], lexicons: Sequence[Lexicon]
) -> str | Problem | None:
    """Take "jazeker" for the one label that begins with a yes."""
    answer = parse_yes_no(text, lexicons=lexicons)
    if isinstance(answer, Problem):
        return None
    meanings = [lexicon.yes if answer else lexicon.no for lexicon in lexicons]
    return _only(
        [
            option
            for option, phrases in labels.items()
            if any(longest_at(phrase, 0, meaning) for phrase in phrases for meaning in meanings)
        ]
    )


def _by_likeness(
    said: Phrase, labels: Mapping[str, set[Phrase]], lexicons: Sequence[Lexicon]
) -> str | Problem | None:
    return _only(
        [
            option
            for option, phrases in labels.items()
            if any(_resembles(said, phrase, lexicons) for phrase in phrases)
        ]
    )


def _resembles(said: Phrase, phrase: Phrase, lexicons: Sequence[Lexicon]) -> bool:
    """Say whether one, misspelt, is the other or a part of it."""
    if _digits(said) != _digits(phrase):
        return False  # 2 kinderen and 3 kinderen are one letter apart
    if _denies(said, lexicons) != _denies(phrase, lexicons):
        return False  # and so are een and geen
    return _near(said, phrase) or _part_near(said, phrase) or _part_near(phrase, said)


def _part_near(longer: Phrase, part: Phrase) -> bool:
    if len("".join(part)) < _SHORTEST_IN_SENTENCE:
        return False
    return any(_near(longer[at : at + len(part)], part) for at in range(len(longer) - len(part) + 1))


def _near(left: Phrase, right: Phrase) -> bool:
    one, other = "".join(left), "".join(right)
    limit = _slips(min(one, other, key=len))
    return limit > 0 and distance(one, other, limit=limit) is not None


def _counted(phrase: Phrase, lexicons: Sequence[Lexicon]) -> list[int]:
    """Return the numbers that a label counts with: "een" in "een mens" is mostly no number."""
    return [figure for figure in _figures(phrase, lexicons) if figure > 1 or str(figure) in phrase]


def _digits(phrase: Phrase) -> list[str]:
    return sorted(word for word in phrase if word.isdigit())


def _slips(label: str) -> int:
    """Return how many slips a word of this length may hold: one in four letters, three at most."""
    return min(len(label) // 4, 3)


def _denies(phrase: Phrase, lexicons: Sequence[Lexicon]) -> bool:
    return any(lexicon.denies(word) for lexicon in lexicons for word in phrase)


def _begins(said: Phrase, label: Phrase) -> bool:
    if label[: len(said)] == said:
        return True
    start = " ".join(said)
    return len(start) >= _SHORTEST_START and " ".join(label).startswith(start)


def _holds(text: Phrase, part: Phrase) -> bool:
    return any(text[at : at + len(part)] == part for at in range(len(text) - len(part) + 1))
