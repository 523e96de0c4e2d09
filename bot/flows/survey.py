"""What all paths through a guide have in common, without walking each of them.

What can still come depends on the step and on the answers that later conditions read, and
on nothing else. So each such situation is looked at once, however many paths lead to it:
a guide with thousands of paths has some hundreds of situations.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.flows.classes import classes
from bot.flows.conditions import leaves
from bot.flows.definition import REFUSED, UNKNOWN, Ask, Do, GoTo, Human
from bot.flows.subject import Frame, ProfileAnswer, Subject
from bot.flows.walk import Walk

if TYPE_CHECKING:
    from datetime import date

    from bot.flows.definition import Guide, Library

MOST_PATHS = 5_000
"""A guide with more is too much for an editor to oversee, and asks too much."""

MOST_QUESTIONS = 5
"""Questions before the first action that names an organisation and a deadline or paper."""

Answers = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Survey:
    """What is true of all paths from somewhere in a guide to its end.

    ``paths`` counts them. ``questions`` is the most that any of them asks before an action that
    can be done: one which names an organisation and a deadline or a paper, or another guide.
    ``dead_end`` holds the answers of one on which there is nothing to do and nobody to ask,
    None where there is none.
    """

    paths: int
    questions: int
    dead_end: Answers | None


END = Survey(paths=1, questions=0, dead_end=())


def survey(library: Library, guide: Guide, today: date) -> Survey:
    """Look at a guide for someone of whom nothing is known yet.

    "For whom?", which the bot asks once before the first guide, is counted in ``questions``.
    """
    found = _Surveyor(library, guide, today).look(Subject(stack=(Frame(guide.id, guide.version),)))
    return replace(found, questions=found.questions + 1)


class _Surveyor:
    def __init__(self, library: Library, guide: Guide, today: date) -> None:
        self.library = library
        self.guide = guide
        self.today = today
        self.read_later = self._read_later()
        self.answers = {
            step.id: classes(library, guide, step, today) for step in guide.steps if isinstance(step, Ask)
        }
        self.known: dict[tuple[str, Answers], Survey] = {}

    def _read_later(self) -> dict[str, frozenset[str]]:
        """Return, per step, the keys that its own condition or that of a later step reads."""
        found: dict[str, frozenset[str]] = {}
        keys: frozenset[str] = frozenset()
        for step in reversed(self.guide.steps):
            if step.when is not None:
                keys |= {leaf.key for leaf in leaves(step.when)}
            found[step.id] = keys
        return found

    def look(self, subject: Subject) -> Survey:
        frame = subject.stack[-1]
        step = Walk(self.library, self.guide, frame, subject, self.today).current()
        if step is None:
            return END
        situation = (step.id, self._matters(subject, self.read_later[step.id]))
        if situation not in self.known:
            self.known[situation] = self._beyond(subject, step.id)
        return self.known[situation]

    def _matters(self, subject: Subject, keys: frozenset[str]) -> Answers:
        given = {key: value for key, value in subject.stack[-1].answers.items() if key in keys}
        given |= {key: kept.value for key, kept in subject.profile.items() if key in keys}
        return tuple(sorted(given.items()))

    def _beyond(self, subject: Subject, step_id: str) -> Survey:
        frame = subject.stack[-1]
        step = self.guide.step(step_id)
        if not isinstance(step, Ask):
            rest = self.look(subject.with_frame(replace(frame, passed=(*frame.passed, step_id))))
            counted = isinstance(step, GoTo) or (
                isinstance(step, Do) and bool(step.where) and bool(step.term or step.bring)
            )
            helped = isinstance(step, (Do, GoTo, Human))
            return replace(
                rest,
                questions=0 if counted else rest.questions,
                dead_end=None if helped else rest.dead_end,
            )
        surveys = [
            (answer, self.look(self._answered(subject, step, answer))) for answer in self.answers[step_id]
        ]
        dead = [((step_id, answer), *one.dead_end) for answer, one in surveys if one.dead_end is not None]
        return Survey(
            paths=sum(one.paths for _, one in surveys),
            questions=1 + max(one.questions for _, one in surveys),
            dead_end=dead[0] if dead else None,
        )

    def _answered(self, subject: Subject, step: Ask, answer: str) -> Subject:
        frame = subject.stack[-1]
        answered = subject.with_frame(replace(frame, answers={**frame.answers, step.id: answer}))
        if step.save and answer not in {UNKNOWN, REFUSED}:
            profile = {**subject.profile, step.save: ProfileAnswer(answer, self.today)}
            return replace(answered, profile=profile)
        return answered
