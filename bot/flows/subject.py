"""What is known of one person about whom a contact asks: the guides, the answers and the list.

Positions are never stored: a frame holds what was answered and passed, and the current
step is the first of the guide that still needs the resident. That is why steps can be
inserted, removed and reordered under a running session.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.messages import JSON


class Whom(StrEnum):
    """For whom the guide is walked: each has answers, actions and erase of its own."""

    SELF = "self"
    OTHER = "other"


class ActionStatus(StrEnum):
    """What the resident said of an action. "No longer needed" is derived, never stored."""

    OPEN = "open"
    DONE = "done"
    LATER = "later"


class PointBy(StrEnum):
    """Who put an action point before her: somebody in the library, or the municipality."""

    BEGELEIDER = "begeleider"
    KLANTMANAGER = "klantmanager"


@dataclass(frozen=True, slots=True)
class ProfileAnswer:
    """An answer that holds across guides, and the day on which it was given or confirmed."""

    value: str
    on: date


@dataclass(frozen=True, slots=True)
class Action:
    """A ``do`` step on the contact's own list. ``since`` is the day of first sight."""

    guide: str
    step: str
    status: ActionStatus
    since: date

    @property
    def id(self) -> str:
        """The id under which the action stands on the list."""
        return f"{self.guide}/{self.step}"


@dataclass(frozen=True, slots=True)
class Point:
    """An action point that somebody put before her. On her list only once it is ``accepted``.

    ``known`` is the id of the action that it stands for, None where ``text`` is all of it: Dutch,
    in somebody's own words. ``until`` is a last day that was copied from a letter. ``for_other``:
    it is about the person for whom she acts. ``status`` says nothing where the action that it
    stands for has a status of its own.
    """

    id: str
    known: str | None
    text: str
    by: PointBy
    on: date
    until: date | None = None
    for_other: bool = False
    accepted: bool = False
    status: ActionStatus = ActionStatus.OPEN


@dataclass(frozen=True, slots=True)
class Frame:
    """One guide being walked.

    ``answers`` maps step ids to answers (as text); ``passed`` lists the other steps that
    were seen or dealt with; ``kept`` holds later answers after an undo; ``shown`` is the
    step that the resident last saw.
    """

    guide: str
    version: str
    answers: Mapping[str, str] = field(default_factory=dict)
    passed: tuple[str, ...] = ()
    kept: Mapping[str, str] = field(default_factory=dict)
    shown: str | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """One person about whom the contact asks.

    ``trail`` holds what undoes each answered step, oldest first. ``finished`` maps
    guides to the answers given in them, without the sensitive ones. ``points`` are what
    others put before her, accepted or not answered yet.
    """

    stack: tuple[Frame, ...] = ()
    trail: tuple[JSON, ...] = ()
    profile: Mapping[str, ProfileAnswer] = field(default_factory=dict)
    actions: Mapping[str, Action] = field(default_factory=dict)
    finished: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    points: Mapping[str, Point] = field(default_factory=dict)

    @property
    def frame(self) -> Frame | None:
        """The guide that is being walked now."""
        return self.stack[-1] if self.stack else None

    def with_frame(self, frame: Frame) -> Subject:
        """Return the subject with its top frame replaced."""
        return replace(self, stack=(*self.stack[:-1], frame))

    def with_action(self, action: Action) -> Subject:
        """Return the subject with this action on the list, new or changed."""
        return replace(self, actions={**self.actions, action.id: action})

    def with_point(self, point: Point) -> Subject:
        """Return the subject with this point, new or changed."""
        return replace(self, points={**self.points, point.id: point})

    def without_point(self, point_id: str) -> Subject:
        """Return the subject without a point."""
        return replace(self, points={key: one for key, one in self.points.items() if key != point_id})


def subject_to_json(subject: Subject) -> dict[str, JSON]:
    """Return the stored form of one subject."""
    return {
        "stack": [
            {
                "guide": frame.guide,
                "version": frame.version,
                "answers": dict(frame.answers),
                "passed": dict.fromkeys(frame.passed, 1),
                "kept": dict(frame.kept),
                "shown": frame.shown,
            }
            for frame in subject.stack
        ],
        "trail": list(subject.trail),
        "profile": {
            key: {"value": item.value, "on": item.on.isoformat()} for key, item in subject.profile.items()
        },
        "actions": {
            key: {
                "guide": action.guide,
                "step": action.step,
                "status": action.status.value,
                "since": action.since.isoformat(),
            }
            for key, action in subject.actions.items()
        },
        "finished": {guide: dict(answers) for guide, answers in subject.finished.items()},
        "points": {key: _point_to_json(point) for key, point in subject.points.items()},
    }


def _point_to_json(point: Point) -> dict[str, JSON]:
    return {
        "known": point.known,
        "text": point.text,
        "by": point.by.value,
        "on": point.on.isoformat(),
        "until": None if point.until is None else point.until.isoformat(),
        "for_other": point.for_other,
        "accepted": point.accepted,
        "status": point.status.value,
    }


def _point_from_json(point_id: str, data: Mapping[str, Any]) -> Point:
    return Point(
        id=point_id,
        known=data["known"],
        text=data["text"],
        by=PointBy(data["by"]),
        on=date.fromisoformat(data["on"]),
        until=None if data["until"] is None else date.fromisoformat(data["until"]),
        for_other=data["for_other"],
        accepted=data["accepted"],
        status=ActionStatus(data["status"]),
    )


def subject_from_json(data: Mapping[str, Any]) -> Subject:
    """Read the stored form of one subject."""
    return Subject(
        stack=tuple(Frame(**{**frame, "passed": tuple(frame["passed"])}) for frame in data["stack"]),
        trail=tuple(data["trail"]),
        profile={
            key: ProfileAnswer(item["value"], date.fromisoformat(item["on"]))
            for key, item in data["profile"].items()
        },
        actions={
            key: Action(
                item["guide"], item["step"], ActionStatus(item["status"]), date.fromisoformat(item["since"])
            )
            for key, item in data["actions"].items()
        },
        finished=data["finished"],
        points={key: _point_from_json(key, raw) for key, raw in data.get("points", {}).items()},
    )
