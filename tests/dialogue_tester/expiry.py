"""What may no longer be said next year: sentences that name a fact of this year, and its amounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from bot.flows import words
from bot.flows.content.texts import texts_of_library
from bot.flows.lines import Expired, Line
from bot.flows.turn import content_values
from bot.locale import SENTENCE_END, amount
from tests.dialogue_tester.outline import of_line, said
from tests.dialogue_tester.transcript import START
from tests.read_once import world

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from bot.flows.text import Text
    from bot.messages import Say

NEXT_YEAR = datetime.fromisoformat("2027-01-02T10:00+01:00")
"""A Saturday on which the facts of 2026 no longer hold."""


@dataclass(frozen=True)
class Gone:
    """A sentence that is left out next year, and the ones of which one is said instead."""

    sentence: str
    instead: tuple[str, ...]


@cache
def gone() -> tuple[Gone, ...]:
    """Return every sentence that an expired fact takes with it, in every language.

    The sentence is what is looked for, and not the value: "6" and "25%" stand in many a
    sentence that is still right.
    """
    return tuple(each for text in texts_of_library(world()[0].library) for each in _of_text(text))


@cache
def amounts_gone() -> tuple[str, ...]:
    """Return the amounts that no longer hold, as they were written. These stand nowhere by chance."""
    facts = world()[0].library.facts.values()
    held = [fact for fact in facts if fact.holds(START.date()) and not fact.holds(NEXT_YEAR.date())]
    return tuple(amount(fact.value) for fact in held if fact.kind == "amount")


def _of_text(text: Text) -> Iterator[Gone]:
    values = content_values(text, world()[0].library, NEXT_YEAR.date()).values()
    whom = [value.ask for value in values if isinstance(value, Expired)]
    if not whom:
        return
    codes = world()[1].codes
    # In every language: what is not translated yet is said in Dutch, with whom to ask in hers.
    instead = [
        of_line(Line(words.FACT_EXPIRED, {"organisation": name}), code) for name in whom for code in codes
    ]
    for code in codes:
        left = _sentences(text, code, NEXT_YEAR.date())
        for sentence in _sentences(text, code, START.date()):
            if sentence not in left:
                yield Gone(sentence, tuple(instead))


def _sentences(text: Text, language: str, day: date) -> list[str]:
    lines = said(text, language, day).splitlines()
    return [sentence for line in lines for sentence in SENTENCE_END.split(line)]


def assert_holds_next_year(says: Iterable[Say]) -> None:
    """Fail if a message is empty, has a gap in it, or says what holds no longer."""
    for say in says:
        assert say.text.strip()
        assert "{" not in say.text
        assert [amount for amount in amounts_gone() if amount in say.text] == []
        assert [each.sentence for each in gone() if each.sentence in say.text] == []
        assert [button.id for button in say.buttons if not button.label.strip()] == []
