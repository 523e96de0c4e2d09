"""Reminders: set when an action is put off, said neutrally, at a decent hour, or not at all."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.flows import actions, words
from bot.flows.events import ReminderCancelled, ReminderSet
from bot.flows.screens import reminder
from bot.flows.subject import ActionStatus, Whom

if TYPE_CHECKING:
    from datetime import date

    from bot.flows.actions import Item
    from bot.flows.deadlines import Window
    from bot.flows.turn import Turn
    from bot.messages import Blocked, Due

KIND = "reminder"

DECENT = (time(9), time(20))
"""Between these hours a message may be sent unasked."""

AT = time(10)
"""When a reminder is due on its day."""

BEFORE_END = timedelta(days=3)
WITHOUT_DEADLINE = timedelta(days=7)
PRESSING = timedelta(days=2)
AT_MOST = timedelta(days=14)
"""A last day far away is no reason to wait: what she put off brings in money, or saves it."""


def remind(turn: Turn, action: str, window: Window | None, *, urgent: bool) -> None:
    """Say that it is on the list, and set a reminder unless she wants none.

    What is urgent without a date, such as reporting for bijstand, comes back tomorrow.
    """
    if turn.state.quiet:
        turn.note(words.LATER_NOTED)
        return
    day = turn.today + timedelta(days=1) if urgent and window is None else _day(window, turn.today)
    due = datetime.combine(day, AT, tzinfo=turn.now.tzinfo)
    turn.emit(ReminderSet(_reference(_whom(turn), action), due.astimezone(UTC)))
    turn.note(turn.line(words.LATER_REMINDED, day=day))


def cancel(turn: Turn, action: str) -> None:
    """Take back the reminder of an action that is done."""
    turn.emit(ReminderCancelled(_reference(_whom(turn), action)))


def cancel_all(turn: Turn, whom: Whom) -> None:
    """Take back every reminder that is about one person."""
    for action in actions.listed(turn.state.subjects[whom]):
        turn.emit(ReminderCancelled(_reference(whom, action)))


def due(turn: Turn, timer: Due) -> None:
    """Decide now whether a reminder is still wanted; say nothing if not."""
    whom, _, action_id = timer.reference.partition(":")
    subject = turn.state.subjects.get(Whom(whom)) if whom in set(Whom) else None
    found = None if subject is None else actions.on_list(turn, subject, action_id)
    if found is None or found.action.status is ActionStatus.DONE or turn.state.quiet:
        return
    if not DECENT[0] <= turn.now.time() < DECENT[1]:
        next_day = turn.today if turn.now.time() < DECENT[0] else turn.today + timedelta(days=1)
        later = datetime.combine(next_day, AT, tzinfo=turn.now.tzinfo)
        turn.emit(ReminderSet(timer.reference, later.astimezone(UTC)))
        return
    if turn.with_person and not _presses(found, turn.today):
        tomorrow = datetime.combine(turn.today + timedelta(days=1), AT, tzinfo=turn.now.tzinfo)
        turn.emit(ReminderSet(timer.reference, tomorrow.astimezone(UTC)))
    elif found.needed:
        reminder.show(turn, Whom(whom), action_id)


def blocked(turn: Turn, content: Blocked) -> None:
    """Send nothing more to someone who blocked the bot."""
    if content.blocked:
        turn.emit(ReminderCancelled(None))


def _day(window: Window | None, today: date) -> date:
    tomorrow = today + timedelta(days=1)
    if window is None:
        return today + WITHOUT_DEADLINE
    if window.start is not None and window.start > tomorrow:
        return window.start
    return max(tomorrow, min(window.end - BEFORE_END, today + AT_MOST))


def _presses(found: Item, today: date) -> bool:
    """Tell whether the last day is so near that she is reminded while a person helps her."""
    return found.window is not None and found.window.end - today <= PRESSING


def _whom(turn: Turn) -> Whom:
    return turn.state.whom or Whom.SELF


def _reference(whom: Whom, action: str) -> str:
    return f"{whom}:{action}"
