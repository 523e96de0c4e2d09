"""The resident's own list over all guides: what applies, when it is due, what comes first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bot.flows.deadlines import Standing, standing
from bot.flows.definition import Do
from bot.flows.state import ActionStatus, Frame
from bot.flows.walk import Walk

if TYPE_CHECKING:
    from bot.flows.deadlines import Window
    from bot.flows.definition import Guide
    from bot.flows.state import Action, Subject
    from bot.flows.text import Text
    from bot.flows.turn import Turn

WHOLE_GUIDE = "*"
"""The step of an action that stands for a whole guide, to be walked later."""


@dataclass(frozen=True)
class Item:
    """An action as it stands today. ``step`` None: a whole guide to be walked.

    ``needed`` False: a changed answer or a changed guide made it needless.
    """

    action: Action
    title: Text
    step: Do | None
    window: Window | None
    needed: bool

    def order(self, today: date) -> tuple[bool, bool, date, str]:
        """Return what sorts the most urgent first."""
        finished = not self.needed or self.action.status is ActionStatus.DONE
        urgent = self.step is None or self.step.urgent  # a whole guide may hold a deadline
        not_yet = self.window is not None and standing(self.window, today) is Standing.UPCOMING
        end = self.window.end if self.window else date.max
        return finished, not urgent or not_yet, end, self.action.id


def items(turn: Turn) -> list[Item]:
    """Return the current subject's actions, the most urgent first, finished ones last."""
    found = [item(turn, turn.subject, action) for action in turn.subject.actions.values()]
    return sorted((one for one in found if one is not None), key=lambda one: one.order(turn.today))


def item(turn: Turn, subject: Subject, action: Action) -> Item | None:
    """Return one of a subject's actions as it stands today; None when its step no longer exists."""
    guide = turn.library.guides.get(action.guide)
    if guide is None:
        return None
    if action.step == WHOLE_GUIDE:
        walked = action.guide in subject.finished
        return Item(action, guide.title, None, None, needed=not walked)
    step = guide.step(action.step)
    if not isinstance(step, Do):
        return None
    walk = walk_of(turn, subject, guide)
    return Item(action, step.title, step, walk.window(step), needed=walk.applies(step))


def walk_of(turn: Turn, subject: Subject, guide: Guide) -> Walk:
    """Return the walk of a guide with the answers of now, or of when it was finished."""
    running = next((frame for frame in subject.stack if frame.guide == guide.id), None)
    frame = running or Frame(guide.id, guide.version, answers=subject.finished.get(guide.id, {}))
    return Walk(turn.library, guide, frame, subject, turn.today)
