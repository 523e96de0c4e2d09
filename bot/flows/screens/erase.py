"""Erasing: what is held, the question whether to erase it, and the erasure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.flows import actions, reminders, words, words_person
from bot.flows.events import Erased
from bot.flows.lines import Latin
from bot.flows.message import Choice, Message
from bot.flows.screens.outcome import Outcome
from bot.flows.show import in_dutch
from bot.flows.state import State
from bot.flows.subject import Subject, Whom

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.flows.lines import Line
    from bot.flows.turn import Turn

KIND = "erase"

TELEGRAM = "telegram"


def message(turn: Turn, data: Mapping[str, str]) -> Message:
    """Count what is held and ask."""
    subjects = turn.state.subjects.values()
    running = sum(len(frame.answers) for subject in subjects for frame in subject.stack)
    answers = running + sum(
        len(subject.profile) + sum(map(len, subject.finished.values())) for subject in subjects
    )
    lines = (
        turn.line(words.ERASE_WHAT),
        turn.line(words.ERASE_MESSAGES, "•", count=turn.held().messages),
        turn.line(words.ERASE_ANSWERS, "•", count=answers),
        turn.line(words.ERASE_ACTIONS, "•", count=sum(_listed(subject) for subject in subjects)),
        *_stays(turn),
        turn.line(words.ERASE_SURE),
    )
    other = (Choice("other", words.ERASE_OTHER),) if Whom.OTHER in turn.state.subjects else ()
    choices = (Choice("yes", words.ERASE_YES), Choice("no", words.ERASE_NO), *other, *in_dutch(turn))
    return Message(lines, choices, yes="yes", no="no")


def _listed(subject: Subject) -> int:
    """Count what is on a list, and what was put before her and waits for her answer."""
    return len(actions.listed(subject)) + sum(not point.accepted for point in subject.points.values())


def _stays(turn: Turn) -> tuple[Line, ...]:
    """Say what somebody at the desk took: that stays there, for how long, and whom to ask."""
    days = turn.around.stays()
    if days is None:
        return ()
    municipality = turn.library.municipality
    values = {"gemeente": Latin(municipality.name), "phone": Latin(municipality.phone)}
    return (turn.line(words_person.STAYS, "•", count=days, **values),)


def press(turn: Turn, choice: str, data: Mapping[str, str]) -> Outcome:
    """Erase everything, or the other person, or nothing."""
    match choice:
        case "yes":
            turn.say(words.ERASED)
            if turn.inbound.address.channel == TELEGRAM:
                turn.say(words.ERASED_TELEGRAM)
            turn.emit(Erased())
            # How she reads stays for these last words only: the contact itself is gone.
            turn.state = State(language=turn.state.language, both=turn.state.both)
            return Outcome.DONE
        case "other":
            reminders.cancel_all(turn, Whom.OTHER)
            kept = {Whom.SELF: turn.state.subjects.get(Whom.SELF, Subject())}
            turn.state = replace(turn.state, subjects=kept, whom=Whom.SELF)
            turn.note(words.ERASED_OTHER)
        case "no":
            turn.note(words.NOT_ERASED)
        case _:
            return Outcome.NOT_MINE
    return Outcome.LEAVE
