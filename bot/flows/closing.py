"""What is said around the actions of a guide: that chat is no application, what is done, what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows import words
from bot.flows.definition import Do
from bot.flows.lines import Latin, name_value
from bot.flows.listening import APPLICATION
from bot.flows.screens import after
from bot.flows.subject import ActionStatus

if TYPE_CHECKING:
    from bot.flows.definition import Application, Guide
    from bot.flows.lines import Line
    from bot.flows.turn import Turn
    from bot.flows.walk import Walk


def say_not_an_application(turn: Turn, guide: Guide, application: Application) -> None:
    """Say that this chat is no application, where to report, that the date there counts."""
    lines = not_an_application(turn, application)
    turn.say(*lines, careful=True, listen=f"{APPLICATION}{guide.id}/")


def not_an_application(turn: Turn, application: Application) -> tuple[Line, ...]:
    """Return the lines that say so."""
    organisation = turn.library.organisations[application.at]
    lines = [
        turn.line(application.text, "❗"),
        turn.line(application.proof, "📎"),
        turn.line(application.without_digid),
    ]
    if organisation.phone:
        lines.append(
            turn.line(
                words.NOT_AN_APPLICATION_CALL,
                "📞",
                organisation=name_value(organisation),
                phone=Latin(organisation.phone),
            )
        )
    return tuple(lines)


def say_finished(turn: Turn, walk: Walk) -> None:
    """Say at the end of a guide what is done and what is still to do."""
    statuses = [
        action.status
        for step in walk.applicable()
        if isinstance(step, Do) and (action := turn.subject.actions.get(f"{walk.guide.id}/{step.id}"))
    ]
    done = statuses.count(ActionStatus.DONE)
    left = len(statuses) - done
    lines = [turn.line(words.FINISHED, walk.guide.icon, guide=walk.guide.title)]
    if done:
        lines.append(turn.line(words.FINISHED_DONE, "✅", count=done))
    lines.append(
        turn.line(words.FINISHED_OPEN, "▫️", count=left) if left else turn.line(words.FINISHED_NOTHING_OPEN)
    )
    turn.say(*lines)
    if walk.guide.application:
        say_not_an_application(turn, walk.guide, walk.guide.application)


def after_last_guide(turn: Turn) -> None:
    """Show where to go when no guide is left."""
    turn.open(after.KIND, after.message)
