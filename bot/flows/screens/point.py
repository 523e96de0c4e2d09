"""An action point that somebody put before her: from whom it is, and whether she wants it on her list."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.flows import listening, points, words
from bot.flows import words_points as said
from bot.flows.events import QuestionOfDeskAnswered
from bot.flows.message import Choice, Message
from bot.flows.screens import asked, danger, erase, handoff, handoff_review, interpret, language
from bot.flows.screens.outcome import Outcome
from bot.flows.show import ways_out
from bot.flows.subject import PointBy, Whom

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.flows.lines import Line
    from bot.flows.points import PointDraft
    from bot.flows.subject import Point
    from bot.flows.text import Text
    from bot.flows.turn import Turn

KIND = "point"

SILENT = frozenset({danger.KIND, erase.KIND, language.KIND})
"""Over these nothing of a helper is shown or said: she finds it on her list."""

UNDISTURBED = SILENT | {asked.KIND, handoff.KIND, handoff_review.KIND, interpret.KIND}
"""What she answers first: nothing of a helper lies over it."""


def offer(turn: Turn, draft: PointDraft, by: PointBy) -> None:
    """Put a point before her; where she is in the middle of a question, only say that it waits.

    Raises ``TooManyOffered`` where too many wait already.
    """
    whom, point = points.add(turn, draft, by)
    screen = turn.state.screen
    kind = "" if screen is None else screen.kind
    if turn.state.language is None or kind in SILENT:
        return
    if kind in UNDISTURBED or kind == KIND:
        turn.say(turn.line(said.WAITS, "📌"))
    else:
        turn.open(KIND, message, whom=whom, point=point.id)


def show_next(turn: Turn) -> bool:
    """Show the oldest point that she has not answered; tell whether there was one."""
    for whom, point in points.waiting(turn.state):
        turn.open(KIND, message, whom=whom, point=point.id)
        return True
    return False


def message(turn: Turn, data: Mapping[str, str]) -> Message:
    """Show what it is, from whom, and that she chooses."""
    point = points.find(turn.state, data["whom"], data["point"])
    if point is None or point.accepted:
        return Message((turn.line(said.GONE),), (Choice("list", words.MY_LIST), *ways_out(turn)))
    choices = (
        Choice("accept", said.ACCEPT),
        Choice("decline", said.DECLINE),
        *points.hear_button(turn, point),
        *ways_out(turn),
    )
    return Message(
        tuple(_lines(turn, point)),
        choices,
        careful=point.until is not None,
        sensitive=True,
        yes="accept",
        no="decline",
    )


def press(turn: Turn, choice: str, data: Mapping[str, str]) -> Outcome:
    """Put it on the list or not, or read it in Dutch."""
    point = points.find(turn.state, data["whom"], data["point"])
    if point is None or point.accepted:
        return Outcome.NOT_MINE
    whom = Whom(data["whom"])
    match choice:
        case "accept":
            points.accept(turn, whom, point)
            return _answered(turn, point, said.ACCEPT, said.LISTED_OTHER if point.for_other else said.LISTED)
        case "decline":
            points.decline(turn, whom, point)
            return _answered(turn, point, said.DECLINE, said.DECLINED)
        case _ if choice == points.HEAR:
            listening.read(turn, points.spoken(point))
            return Outcome.DONE
        case _:
            return Outcome.NOT_MINE


def _lines(turn: Turn, point: Point) -> Iterator[Line]:
    step = points.known_step(turn.library, point.known)
    if step is None:
        yield from points.own_words(turn, point)
    else:
        yield turn.line(step.title, "👉")
    yield from points.about(turn, point)
    yield turn.line(said.OFFERED_OTHER if point.for_other else said.OFFERED)
    yield turn.line(said.FREE)
    if _desk_hears(turn, point):
        yield turn.line(said.ANSWER_GOES)


def _desk_hears(turn: Turn, point: Point) -> bool:
    """Tell whether a klantmanager, who has her case, hears what she chooses."""
    return point.by is PointBy.KLANTMANAGER and turn.desk().case is not None


def _answered(turn: Turn, point: Point, label: Text, note: Text) -> Outcome:
    if _desk_hears(turn, point):
        turn.emit(QuestionOfDeskAnswered(f"Actiepunt: {point.text}", label))
    if points.waiting(turn.state):
        turn.note(note)
        show_next(turn)
        return Outcome.DONE
    if turn.with_person:
        turn.state = replace(turn.state, screen=None)
        turn.say(turn.line(note, "✅"))
        return Outcome.DONE
    turn.note(note)
    return Outcome.LEAVE
