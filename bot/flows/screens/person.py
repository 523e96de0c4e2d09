"""A person: who decides, where to call and where to go, and whether it can be asked here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows import summary, words
from bot.flows import words_person as said
from bot.flows.lines import Latin, name_value
from bot.flows.message import Choice, Message
from bot.flows.screens import case, handoff, person_places
from bot.flows.screens.outcome import Outcome
from bot.flows.show import helper, in_dutch

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.flows.desk import DeskView
    from bot.flows.lines import Line
    from bot.flows.turn import Turn

KIND = "person"


def message(turn: Turn, data: Mapping[str, str]) -> Message:
    """Say whom to call, where to go and when; and what to say there. Offer the desk where there is one."""
    desk = turn.desk()
    if desk.case is not None:
        return case.message(turn, data)
    places = person_places.lines(turn)
    library = turn.line(words.PERSON_LIBRARY, "📚")
    if not desk.on:
        lines = (turn.line(words.PERSON_INTRO), *places, library)
        ask: tuple[Choice, ...] = ()
    else:
        offer = tuple(_offer(turn, desk))
        hurry = tuple(_hurry(turn, desk))
        # What cannot wait goes to a phone or a desk: that stands above the question in the chat.
        rest = (*hurry, *places, *offer) if hurry else (*offer, *places)
        lines = (*_decides(turn), *rest, library)
        ask = (Choice("ask-here", said.ASK_HERE),)
    go_on = (Choice("go-on", words.GO_ON),) if turn.guide() is not None else ()
    exits = (*in_dutch(turn), *helper(turn), Choice("menu", words.MENU))
    choices = (*ask, *go_on, Choice("danger", words.DANGER), *exits)
    return Message(lines, choices)


def press(turn: Turn, choice: str, data: Mapping[str, str]) -> Outcome:
    """Begin to ask, or leave the button to her case or to the common ones."""
    if turn.desk().case is not None:
        return case.press(turn, choice, data)
    if choice != "ask-here":
        return Outcome.NOT_MINE
    handoff.begin(turn)
    return Outcome.DONE


def _decides(turn: Turn) -> Iterator[Line]:
    """Name who decides, where that is not the municipality."""
    organisation = summary.decides(turn)
    if organisation is None:
        return
    name = name_value(organisation)
    yield turn.line(said.DECIDES, "🏛", organisation=name)
    if organisation.phone:
        yield turn.line(said.DECIDES_CALL, "📞", organisation=name, phone=Latin(organisation.phone))
    yield turn.line(said.STILL_A_PERSON, gemeente=Latin(turn.library.municipality.name))


def _hurry(turn: Turn, desk: DeskView) -> Iterator[Line]:
    if not summary.cannot_wait(turn, desk.answer_by):
        return
    yield turn.line(said.DO_NOT_WAIT, "❗")
    last_day = summary.deadline(turn)
    if summary.urgent(turn) or last_day is None:
        yield turn.line(said.SAY_URGENT, "💬")
    else:
        yield turn.line(said.SAY_DEADLINE, "💬", until=last_day)


def _offer(turn: Turn, desk: DeskView) -> Iterator[Line]:
    yield turn.line(said.OFFER, "👤", gemeente=Latin(turn.library.municipality.name))
    if desk.full:
        yield turn.line(said.FULL_TODAY)
    if desk.answer_by is not None:
        yield case.promise(turn, desk.answer_by)
