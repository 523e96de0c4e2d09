"""Where a resident stands in a guide: derived from her answers, never stored.

The current step is the first one whose condition does not say no and that was not dealt
with. Each step is dealt with at most once, so that a walk always ends.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, assert_never

from bot.flows.conditions import Skipped, evaluate
from bot.flows.deadlines import Window, window
from bot.flows.definition import REFUSED, UNKNOWN, Ask, AskKind, Tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.flows.conditions import Value
    from bot.flows.definition import AnyStep, Do, Guide, Library
    from bot.flows.subject import Frame, Subject

FRESH = timedelta(days=183)
"""Half a year: after that a profile answer is confirmed before it is used again."""


@dataclass(frozen=True)
class Walk:
    """One guide, for one subject, on one day. A ``Scope`` for conditions."""

    library: Library
    guide: Guide
    frame: Frame
    subject: Subject
    today: date
    _applying: dict[str, bool] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What ``applies`` found, by step: conditions lean on each other, and progress asks for all of them."""

    def value(self, key: str) -> Value:
        """Return the answer under a step id or a profile key of this guide."""
        step = self.guide.questions.get(key)
        if step is None:
            saved = self.subject.profile.get(key)
            return None if saved is None else self._typed_elsewhere(key, saved.value)
        if step.save not in self.subject.profile and not self.applies(step):
            return Skipped.SKIPPED  # also where it was answered before another answer left it out
        answer = self.answer(step)
        return None if answer is None else typed(step, answer)

    def fact(self, fact_id: str) -> Decimal | None:
        """Return the value of a fact, None when it does not hold today."""
        fact = self.library.facts[fact_id]
        return fact.value if fact.holds(self.today) else None

    def applies(self, step: AnyStep) -> bool:
        """Tell whether the step is for this resident. What is not known counts as yes."""
        if step.when is None:
            return True
        found = self._applying.get(step.id)
        if found is None:
            found = self._applying[step.id] = evaluate(step.when, self) is not False
        return found

    def answer(self, step: Ask) -> str | None:
        """Return the answer as it is stored: from the profile if it is there, else from here."""
        saved = self.subject.profile.get(step.save) if step.save else None
        given = saved.value if saved is not None else self.frame.answers.get(step.id)
        return given if given is None or fits(step, given) else None

    def must_confirm(self, step: Ask) -> bool:
        """Tell whether the profile holds an answer that is too old to use unasked."""
        saved = self.subject.profile.get(step.save) if step.save else None
        return saved is not None and self.today - saved.on > FRESH and fits(step, saved.value)

    def handled(self, step: AnyStep) -> bool:
        """Tell whether the resident is past this step."""
        if isinstance(step, Ask):
            return self.answer(step) is not None and not self.must_confirm(step)
        return step.id in self.frame.passed

    def current(self) -> AnyStep | None:
        """Return the step that is next, None at the end of the guide."""
        return self._current

    @cached_property
    def _current(self) -> AnyStep | None:
        # Asked several times in a turn, of a walk in which nothing changes.
        return next((step for step in self.applicable() if not self.handled(step)), None)

    def applicable(self) -> Iterator[AnyStep]:
        """Yield the steps that are for this resident, as far as is known now."""
        return (step for step in self.guide.steps if self.applies(step))

    def progress(self, at: AnyStep) -> tuple[int, int]:
        """Return which of how many steps that want something of the resident this one is."""
        wanting = [step.id for step in self.applicable() if not isinstance(step, Tell)]
        return wanting.index(at.id) + 1, len(wanting)

    def window(self, step: Do) -> Window | None:
        """Return the days in which an action is due; None without a deadline or a known date."""
        if step.term is None:
            return None
        of = step.term.window.of
        if of == "today":
            action = self.subject.actions.get(f"{self.guide.id}/{step.id}")
            base: Value = action.since if action else self.today
        else:
            base = self.value(of)
        if not isinstance(base, date):
            return None
        try:
            return window(step.term.window.start, step.term.window.end, base)
        except OverflowError:
            return None  # a date that was typed may lie at the end of time: then the rule is said

    def _typed_elsewhere(self, key: str, answer: str) -> Value:
        for guide in self.library.guides.values():
            for step in guide.steps:
                if isinstance(step, Ask) and step.save == key:
                    return typed(step, answer) if fits(step, answer) else None
        return None


def fits(step: Ask, answer: str) -> bool:
    """Tell whether a stored answer is still one that the question takes."""
    if answer == UNKNOWN:
        return True
    if answer == REFUSED:
        return step.sensitive
    if step.answers:
        return answer in step.answers
    return typed(step, answer) is not None


def typed(step: Ask, answer: str) -> Value:
    """Return a stored answer as a date, a number or a word; None when it is not one."""
    if answer in {UNKNOWN, REFUSED}:
        return answer
    match step.kind:
        case AskKind.DATE:
            try:
                return date.fromisoformat(answer)
            except ValueError:
                return None
        case AskKind.AMOUNT | AskKind.NUMBER:
            # Stored by ourselves with str(); a word here comes from a guide that has changed.
            return Decimal(answer) if answer.lstrip("-").replace(".", "", 1).isdecimal() else None
        case AskKind.CHOICE | AskKind.YES_NO | AskKind.TEXT:
            return answer
        case _:
            assert_never(step.kind)
