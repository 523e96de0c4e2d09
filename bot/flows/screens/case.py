"""Her question to a person: where it is, when the answer comes, who read it; and taking it back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.flows import words
from bot.flows import words_person as said
from bot.flows.events import CaseWithdrawn
from bot.flows.lines import Latin
from bot.flows.message import Choice, Message
from bot.flows.screens import person_places
from bot.flows.screens.outcome import Outcome
from bot.flows.show import helper, in_dutch

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from bot.flows.desk import CaseView
    from bot.flows.lines import Line
    from bot.flows.turn import Turn

KIND = "case"

SEEN = {"klantmanager": said.SEEN_KLANTMANAGER, "coordinator": said.SEEN_COORDINATOR}


def message(turn: Turn, data: Mapping[str, str]) -> Message:
    """Say how her question stands; where there is none any more, how to reach a person."""
    case = turn.desk().case
    lines = () if case is None else tuple(_lines(turn, case))
    guide = turn.guide() is not None
    go_on: tuple[Choice, ...] = ()
    if turn.around.accompanied or guide:
        go_on = (Choice("go-on", said.WITH_GUIDE if turn.around.accompanied else words.GO_ON),)
    withdraw = (Choice("withdraw", said.WITHDRAW),) if case is not None and not case.taken else ()
    again = () if turn.around.accompanied else (Choice("menu", words.MENU),)
    choices = (*go_on, *withdraw, Choice("danger", words.DANGER), *in_dutch(turn), *helper(turn), *again)
    return Message((*lines, *person_places.lines(turn)), choices)


def press(turn: Turn, choice: str, data: Mapping[str, str]) -> Outcome:
    """Take the question back, or go on with the guide beside the person."""
    match choice:
        case "withdraw":
            case = turn.desk().case
            if case is None or case.taken:
                turn.note(said.NOT_WITHDRAWN)
                turn.prompt(message(turn, data))
                return Outcome.DONE
            turn.emit(CaseWithdrawn())
            turn.has_case(None)
            turn.note(said.WITHDRAWN)
        case "go-on" if turn.around.accompanied:
            turn.state = replace(turn.state, beside=True)
        case _:
            return Outcome.NOT_MINE
    return Outcome.LEAVE


def promise(turn: Turn, answer_by: datetime, *, late: bool = False) -> Line:
    """Return the line that says when the answer comes. ``late``: it was promised before."""
    at = answer_by.astimezone(turn.now.tzinfo)
    text = said.LATE_UNTIL if late else said.PROMISE
    return turn.line(text, "🕘", day=at.date(), time=Latin(f"{at.hour}.{at.minute:02d}"))


def _lines(turn: Turn, case: CaseView) -> Iterator[Line]:
    municipality = turn.library.municipality
    name = Latin(municipality.name)
    if turn.around.accompanied:
        yield turn.line(said.WITH_PERSON, "👤", gemeente=name)
    else:
        yield turn.line(said.WAITING, "👤", gemeente=name)
        if case.late:
            yield turn.line(said.LATE, gemeente=name, phone=Latin(municipality.phone))
        yield promise(turn, case.promised_at, late=case.late)
    if turn.guide() is not None:
        yield turn.line(said.MEANWHILE)
    yield turn.line(said.REFERENCE, reference=Latin(case.reference))
    yield from (turn.line(SEEN[role], "👁", day=day) for role, day in case.seen if role in SEEN)
