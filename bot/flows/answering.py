"""From what was typed to an answer in its stored form, or to a button that was meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.flows.answers.amounts import parse_amount, parse_number
from bot.flows.answers.choices import parse_choice
from bot.flows.answers.dates import parse_date
from bot.flows.answers.problem import Problem
from bot.flows.answers.yes_no import is_rather_not, is_unknown, parse_yes_no
from bot.flows.deadlines import shifted
from bot.flows.definition import REFUSED, UNKNOWN, Ask, AskKind
from bot.flows.show import ANSWER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from bot.flows.lexicon import Lexicon
    from bot.flows.message import Message

LONGEST_TEXT = 500
"""Characters of a free answer. More than this nobody can read back in a summary."""


def choice_of(
    typed: str, shown: Message, labels: Mapping[str, Sequence[str]], lexicons: Mapping[str, Lexicon]
) -> str | None:
    """Return the button that a text means, None where it means none for certain.

    Where an answer is typed, a number is that answer and never the number of a button.
    """
    known = tuple(lexicons.values())
    for answer, means in ((f"{ANSWER}{UNKNOWN}", is_unknown), (f"{ANSWER}{REFUSED}", is_rather_not)):
        if answer in labels and means(typed, lexicons=known):
            return answer
    if shown.yes is not None and shown.no is not None:
        said = parse_yes_no(typed, lexicons=known)
        if not isinstance(said, Problem):
            return shown.yes if said else shown.no
    if shown.typed:
        exact = [choice for choice, names in labels.items() if typed.strip().casefold() in _folded(names)]
        return exact[0] if exact else None
    chosen = parse_choice(typed, options=labels, lexicons=known)
    return None if isinstance(chosen, Problem) else chosen


def answer_of(typed: str, step: Ask, today: date, lexicons: Mapping[str, Lexicon]) -> str | Problem:
    """Return the stored form of a typed answer; choices are matched by ``choice_of`` before."""
    known = tuple(lexicons.values())
    match step.kind:
        case AskKind.CHOICE | AskKind.YES_NO:
            return Problem.NO_SUCH_OPTION
        case AskKind.DATE:
            earliest = None if step.earliest is None else shifted(today, step.earliest)
            latest = None if step.latest is None else shifted(today, step.latest)
            day = parse_date(typed, today=today, lexicons=known, earliest=earliest, latest=latest)
            return day if isinstance(day, Problem) else day.isoformat()
        case AskKind.AMOUNT:
            euros = parse_amount(typed, lexicons=known, minimum=step.minimum, maximum=step.maximum)
            return euros if isinstance(euros, Problem) else str(euros)
        case AskKind.NUMBER:
            number = parse_number(typed, lexicons=known, minimum=step.minimum, maximum=step.maximum)
            return number if isinstance(number, Problem) else str(number)
        case AskKind.TEXT:
            stripped = typed.strip()
            if not stripped:
                return Problem.EMPTY
            return stripped if len(stripped) <= LONGEST_TEXT else Problem.TOO_LONG
        case _:
            assert_never(step.kind)


def _folded(names: Sequence[str]) -> set[str]:
    return {name.casefold() for name in names}
