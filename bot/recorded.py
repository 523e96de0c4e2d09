"""What is kept of the events of a turn."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.flows.events import (
    ActionChanged,
    ButtonPressed,
    CaseRequested,
    CaseWithdrawn,
    EmergencyAnswered,
    Erased,
    GroupLeft,
    GuideFinished,
    GuideStarted,
    HandLowered,
    HandRaised,
    HelperRefused,
    LanguageChanged,
    LimitReached,
    MessageSent,
    NotUnderstood,
    PaperAsked,
    PersonAsked,
    PointChanged,
    QuestionAnswered,
    QuestionOfDeskAnswered,
    ReadAloud,
    ReminderCancelled,
    ReminderSet,
    SaidToPerson,
    SeatNamed,
    ShareChanged,
    StepTakenBack,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.flows.events import Event
    from bot.messages import JSON


def recorded(events: Iterable[Event]) -> list[dict[str, JSON]]:
    """Return what is kept of them, in order."""
    return [kept for event in events if (kept := record(event)) is not None]


def record(event: Event) -> dict[str, JSON] | None:  # noqa: C901, PLR0911, PLR0912  one case an event
    """Return what is kept of an event: no text, no answer, nothing sensitive."""
    match event:
        case GuideStarted(guide):
            return {"type": "GuideStarted", "guide": guide}
        case GuideFinished(guide):
            return {"type": "GuideFinished", "guide": guide}
        case LanguageChanged(language):
            return {"type": "LanguageChanged", "language": language}
        case QuestionAnswered(guide, step, sensitive):
            return None if sensitive else {"type": "QuestionAnswered", "guide": guide, "step": step}
        case ActionChanged(guide, step, status, sensitive):
            if sensitive:
                return None
            return {"type": "ActionChanged", "guide": guide, "step": step, "status": status.value}
        case PointChanged(known, by, what):
            return {"type": "PointChanged", "known": known, "by": by.value, "what": what}
        case StepTakenBack():
            return {"type": "StepTakenBack"}
        case PersonAsked(guide, _):
            return {"type": "PersonAsked", "guide": guide}
        case CaseRequested():
            return {"type": "CaseRequested"}
        case CaseWithdrawn():
            return {"type": "CaseWithdrawn"}
        case NotUnderstood():
            return {"type": "NotUnderstood", "misses": event.misses}
        case (
            MessageSent()
            | ReadAloud()
            | ButtonPressed()
            | EmergencyAnswered()
            | Erased()
            | ReminderSet()
            | ReminderCancelled()
            | PaperAsked()
            | LimitReached()
            | SaidToPerson()
            | QuestionOfDeskAnswered()
            # What she does in a group stays at her seat, and goes with it.
            | HandRaised()
            | HandLowered()
            | ShareChanged()
            | HelperRefused()
            | SeatNamed()
            | GroupLeft()
        ):
            return None
        case _:
            assert_never(event)
