"""The resident's own list over all guides: what applies, when it is due, what comes first.

On it stand her actions, and the action points that she accepted from somebody else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bot.flows import points
from bot.flows.deadlines import Standing, standing
from bot.flows.definition import Do
from bot.flows.lines import Latin
from bot.flows.subject import Action, ActionStatus, Frame, Point
from bot.flows.walk import Walk

if TYPE_CHECKING:
    from bot.flows.deadlines import Window
    from bot.flows.definition import Guide
    from bot.flows.subject import Subject
    from bot.flows.text import Text
    from bot.flows.turn import Turn

WHOLE_GUIDE = "*"
"""The step of an action that stands for a whole guide, to be walked later."""


@dataclass(frozen=True)
class Item:
    """An action as it stands today. ``step`` None: a whole guide to be walked, or a point in own words.

    ``needed`` False: a changed answer or a changed guide made it needless. ``point``: somebody put
    it before her; ``window`` is then the last day of a letter where there is one.
    """

    action: Action | Point
    title: Text | Latin
    step: Do | None
    window: Window | None
    needed: bool
    point: Point | None = None

    @property
    def from_letter(self) -> bool:
        """Tell whether the last day was copied from a letter, and not counted from her answers."""
        return self.point is not None and self.point.until is not None

    @property
    def in_own_words(self) -> bool:
        """Tell whether it is a point in somebody's own Dutch words."""
        return isinstance(self.action, Point)

    def order(self, today: date) -> tuple[bool, bool, date, str]:
        """Return what sorts the most urgent first."""
        finished = not self.needed or self.action.status is ActionStatus.DONE
        # A whole guide may hold a deadline.
        urgent = not self.in_own_words if self.step is None else self.step.urgent
        not_yet = self.window is not None and standing(self.window, today) is Standing.UPCOMING
        end = self.window.end if self.window else date.max
        return finished, not urgent or not_yet, end, self.action.id


def items(turn: Turn) -> list[Item]:
    """Return the current subject's actions, the most urgent first, finished ones last."""
    subject = turn.subject
    found = [item(turn, subject, action) for action in listed(subject).values()]
    return sorted((one for one in found if one is not None), key=lambda one: one.order(turn.today))


def listed(subject: Subject) -> dict[str, Action | Point]:
    """Return what stands on a subject's list, by id: her actions, and the points that she accepted.

    A point for a known action is that action, also where she has not come past it in a guide.
    """
    found: dict[str, Action | Point] = dict(subject.actions)
    for point in subject.points.values():
        if not point.accepted:
            continue
        if point.known is None:
            found[point.id] = point
        elif point.known not in found:
            guide, _, step = point.known.partition("/")
            found[point.known] = Action(guide, step, point.status, point.on)
    return found


def on_list(turn: Turn, subject: Subject, action_id: str) -> Item | None:
    """Return what stands on a subject's list under this id, None where nothing does any more."""
    action = listed(subject).get(action_id)
    point = subject.points.get(action_id)
    if action is None and point is not None and point.accepted:
        action = point  # what it stood for is gone from the content
    return None if action is None else item(turn, subject, action)


def item(turn: Turn, subject: Subject, action: Action | Point) -> Item | None:
    """Return one of a subject's actions as it stands today; None when its step no longer exists."""
    if isinstance(action, Point):
        return Item(action, Latin(action.text), None, points.window(action), needed=True, point=action)
    point = _point_for(subject, action.id)
    guide = turn.library.guides.get(action.guide)
    step = None if guide is None else guide.step(action.step)
    if guide is not None and action.step == WHOLE_GUIDE:
        walked = action.guide in subject.finished
        return Item(action, guide.title, None, None, needed=not walked)
    if guide is None or not isinstance(step, Do):
        # What somebody put on her list stays there, in the Dutch of that day.
        return None if point is None else item(turn, subject, point)
    walk = walk_of(turn, subject, guide)
    window = None if point is None else points.window(point)
    return Item(
        action,
        step.title,
        step,
        window or walk.window(step),
        needed=point is not None or walk.applies(step),
        point=point,
    )


def _point_for(subject: Subject, action_id: str) -> Point | None:
    """Return the point that put an action on the list; of more the last, or one with a letter's day."""
    found = [point for point in subject.points.values() if point.accepted and point.known == action_id]
    return max(found, key=lambda one: (one.until is not None, one.on, one.id), default=None)


def walk_of(turn: Turn, subject: Subject, guide: Guide) -> Walk:
    """Return the walk of a guide with the answers of now, or of when it was finished."""
    running = next((frame for frame in subject.stack if frame.guide == guide.id), None)
    frame = running or Frame(guide.id, guide.version, answers=subject.finished.get(guide.id, {}))
    return Walk(turn.library, guide, frame, subject, turn.today)
