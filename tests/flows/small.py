"""Small guides for one test, over the organisations and papers of the real content."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from bot.flows.content.condition import parse
from bot.flows.content.guides import YES_NO
from bot.flows.deadlines import Deadline, Offset
from bot.flows.definition import Ask, AskKind, Do, GoTo, Guide, Human, Tell, Term
from bot.flows.text import Text
from tests.flows.walker import real_library

if TYPE_CHECKING:
    from bot.flows.conditions import Condition
    from bot.flows.definition import AnyStep, Library

When = dict[str, object] | None


def library(*guides: Guide) -> Library:
    return replace(real_library(), guides={guide.id: guide for guide in guides})


def guide(guide_id: str, *steps: AnyStep) -> Guide:
    return Guide(
        id=guide_id,
        theme="levensweg",
        topic="levensweg",
        icon="📄",
        title=Text(f"{guide_id}.title", f"Gids {guide_id}"),
        checked=date(2026, 11, 21),
        steps=steps,
        version=hashlib.sha256(repr(steps).encode()).hexdigest()[:12],
    )


def tell(step_id: str, when: When = None) -> Tell:
    return Tell(id=step_id, when=_condition(when), text=Text(f"test/{step_id}.say", f"Zeg {step_id}."))


def ask(  # one argument a field of the definition
    step_id: str,
    when: When = None,
    *,
    kind: AskKind = AskKind.YES_NO,
    answers: tuple[str, ...] = (),
    save: str | None = None,
    sensitive: bool = False,
) -> Ask:
    """A question: yes or no, unless it is given another kind or answers."""
    labels = {answer: Text(f"test/{step_id}.answers.{answer}", answer.title()) for answer in answers}
    return Ask(
        id=step_id,
        when=_condition(when),
        text=Text(f"test/{step_id}.ask", f"Vraag {step_id}?"),
        kind=AskKind.CHOICE if answers else kind,
        answers=labels or (YES_NO if kind is AskKind.YES_NO else {}),
        save=save,
        sensitive=sensitive,
    )


def do(
    step_id: str,
    when: When = None,
    *,
    of: str | None = None,
    until: Offset | None = None,
    start: Offset | None = None,
    where: tuple[str, ...] = (),
    urgent: bool = False,
    sensitive: bool = False,
) -> Do:
    """An action; ``of`` gives it a deadline, by default a week after that date."""
    term = None
    if of is not None:
        rule = Text(f"test/{step_id}.deadline.rule", "Doe dit op tijd.")
        term = Term(Deadline(of, start, until or Offset(weeks=1)), rule)
    return Do(
        id=step_id,
        when=_condition(when),
        title=Text(f"test/{step_id}.do", f"Doe {step_id}"),
        text=Text(f"test/{step_id}.text", f"Zo doet u {step_id}."),
        show=Text(f"test/{step_id}.show", f"Ik doe {step_id}."),
        term=term,
        where=where,
        urgent=urgent,
        sensitive=sensitive,
    )


def go_to(step_id: str, guide_id: str, when: When = None) -> GoTo:
    return GoTo(id=step_id, when=_condition(when), guide=guide_id)


def human(step_id: str) -> Human:
    return Human(id=step_id, text=Text(f"test/{step_id}.human", "Wilt u een mens?"))


def _condition(when: When) -> Condition | None:
    return None if when is None else parse(when)
