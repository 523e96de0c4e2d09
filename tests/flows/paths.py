"""The paths through a guide, one by one, without a resident.

A path is one way of answering. Answers that no condition tells apart make one path, so
that a guide has as many paths as there are situations that it distinguishes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.flows.classes import classes
from bot.flows.definition import REFUSED, UNKNOWN, Ask
from bot.flows.subject import Frame, ProfileAnswer, Subject
from bot.flows.walk import Walk, fits

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.flows.definition import AnyStep, Guide, Library


@dataclass(frozen=True)
class Path:
    """One way through a guide: the steps in order, and the answers that led along them."""

    steps: tuple[AnyStep, ...]
    answers: tuple[tuple[str, str], ...]


def paths(library: Library, guide: Guide, today: date) -> Iterator[Path]:
    """Yield every path through a guide for someone of whom nothing is known yet."""
    frame = Frame(guide.id, guide.version)
    yield from _from(library, guide, Subject(stack=(frame,)), today, Path((), ()))


def _from(library: Library, guide: Guide, subject: Subject, today: date, path: Path) -> Iterator[Path]:
    frame = subject.stack[-1]
    walk = Walk(library, guide, frame, subject, today)
    step = walk.current()
    if step is None:
        yield path
        return
    longer = replace(path, steps=(*path.steps, step))
    if not isinstance(step, Ask):
        passed = subject.with_frame(replace(frame, passed=(*frame.passed, step.id)))
        yield from _from(library, guide, passed, today, longer)
        return
    for answer in classes(library, guide, step, today):
        if not fits(step, answer):
            raise ValueError(f"{guide.id}/{step.id} does not take its own answer {answer}")
        answered = subject.with_frame(replace(frame, answers={**frame.answers, step.id: answer}))
        if step.save and answer not in {UNKNOWN, REFUSED}:
            answered = replace(answered, profile={**subject.profile, step.save: ProfileAnswer(answer, today)})
        given = replace(longer, answers=(*path.answers, (step.id, answer)))
        yield from _from(library, guide, answered, today, given)
