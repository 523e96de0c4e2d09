"""A guide that changed while somebody was in it: walked again with the answers that it still knows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.flows import words
from bot.flows.definition import Ask
from bot.flows.walk import fits

if TYPE_CHECKING:
    from bot.flows.definition import Guide
    from bot.flows.subject import Frame
    from bot.flows.turn import Turn
    from bot.flows.walk import Walk


def renew(turn: Turn) -> None:
    """Walk a changed guide again with the recorded answers; say so when that moved her."""
    walk = turn.walk()
    if walk.frame.version == walk.guide.version:
        return
    turn.subject = turn.subject.with_frame(_fitting(walk.frame, walk.guide))
    if walk.frame.shown is not None and _moved(turn.walk(), walk.frame.shown):
        turn.note(words.CONTENT_CHANGED)


def _moved(walk: Walk, shown: str) -> bool:
    """Tell whether today's guide leaves out the step that she saw, or wants an earlier one first."""
    step = walk.guide.step(shown)
    if step is None or not walk.applies(step):
        return True
    current = walk.current()
    return current is not None and walk.guide.steps.index(current) < walk.guide.steps.index(step)


def _fitting(frame: Frame, guide: Guide) -> Frame:
    """Return the frame with only what today's guide still knows."""
    questions = {step.id: step for step in guide.steps if isinstance(step, Ask)}
    ids = {step.id for step in guide.steps}
    return replace(
        frame,
        version=guide.version,
        answers={
            key: value
            for key, value in frame.answers.items()
            if key in questions and fits(questions[key], value)
        },
        kept={key: value for key, value in frame.kept.items() if key in questions},
        passed=tuple(step for step in frame.passed if step in ids),
    )
