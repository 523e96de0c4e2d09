"""While a person has the conversation: what she writes goes to the person, and the bot is silent.

It still answers danger (the engine, before this), refusals of the gate (the same), the three
commands that are always hers, and the buttons below what the person or the desk sent.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from bot.flows import controls, hearing, in_group, office_hours, place, pressing, words
from bot.flows import words_person as said
from bot.flows.answering import choice_of
from bot.flows.events import SaidToPerson
from bot.flows.lines import Latin
from bot.flows.message import Choice, Message
from bot.flows.screens import (
    asked,
    case,
    danger,
    erase,
    group,
    interpret,
    item,
    language,
    listing,
    point,
    reading,
    reminder,
    signal,
)
from bot.flows.screens.outcome import Outcome
from bot.messages import Blocked, Command, Due, Press, Text, Unusable

if TYPE_CHECKING:
    from bot.flows.turn import Turn

OWN_SCREENS = frozenset(
    module.KIND
    for module in (
        asked,
        case,
        danger,
        erase,
        group,
        interpret,
        item,
        language,
        listing,
        point,
        reading,
        reminder,
        signal,
    )
)
"""Screens whose buttons work meanwhile: the commands', a reminder's, and what the desk or a helper asks."""

COMMANDS = frozenset({"stop", "wissen", "taal"})


ELSEWHERE = frozenset({"menu", "explain", "back", "listen", "help"})
"""Buttons on those screens that would lead back into the guide."""


def hear(turn: Turn) -> None:
    """Deal with one input while a person has the conversation."""
    match turn.inbound.content:
        case Command(name, _) if name in COMMANDS:
            controls.COMMANDS[name](turn)
        case Command("groep") | Command("help", in_group.HERE) as content if turn.seated:
            controls.command(turn, content)
        case Command():
            turn.open(case.KIND, case.message)
        case Unusable() as content:
            turn.note(controls.CANNOT.get(content.what, words.CANNOT_OTHER))
        case Press(button):
            _press(turn, button)
        case Text(text) if text.strip():
            _text(turn, text)
        case Text() | Due() | Blocked():
            pass
        case _:
            assert_never(turn.inbound.content)


def _press(turn: Turn, button: str) -> None:
    prompt, _, choice = button.partition("|")
    shown = _shown(turn)
    if (
        shown is None
        or prompt != str(turn.state.prompt)
        or choice in ELSEWHERE
        or choice not in {one.id for one in shown.choices}
    ):
        turn.open(case.KIND, case.message)
        return
    pressing.choose(turn, choice, shown)


def _text(turn: Turn, text: str) -> None:
    """Hear an answer to what was asked just now; everything else is for the person."""
    shown, screen = _shown(turn), turn.state.screen
    if shown is not None and screen is not None and screen.kind != case.KIND:
        choice = choice_of(text, shown, turn.labels(shown.choices), turn.world.lexicons)
        if choice is not None and choice not in ELSEWHERE and len(text.split()) <= hearing.ANSWER_WORDS:
            pressing.choose(turn, choice, shown)
            return
        if screen.kind == asked.KIND and asked.hear(turn, text, screen.data) is Outcome.DONE:
            return
        if screen.kind == group.KIND and group.hear(turn, text, screen.data) is Outcome.DONE:
            return
    turn.state = replace(turn.state, screen=None)
    turn.emit(SaidToPerson(text))
    _say_closed(turn)


def _shown(turn: Turn) -> Message | None:
    screen = turn.state.screen
    return place.message(turn) if screen is not None and screen.kind in OWN_SCREENS else None


def _say_closed(turn: Turn) -> None:
    """Say once, each time that nobody is there, when somebody is and what can be done until then."""
    municipality = turn.library.municipality
    opening = office_hours.next_opening(municipality, turn.now)
    if opening is not None and opening <= turn.now:
        opening = turn.around.away_until()
    if opening is None or turn.state.closed_until == opening.isoformat():
        return
    turn.state = replace(turn.state, closed_until=opening.isoformat())
    # Over the screen of her case: its buttons are the ones that work here.
    turn.open(case.KIND, lambda turn, _: _away(turn))


def _away(turn: Turn) -> Message:
    """Say that nobody is there, when the answer comes, whom to call at night, and how to go on."""
    municipality = turn.library.municipality
    lines = [turn.line(said.PERSON_AWAY, "🌙", gemeente=Latin(municipality.name))]
    answer_by = turn.desk().answer_by
    if answer_by is not None:
        lines.append(case.promise(turn, answer_by))
    lines += [turn.line(words.PERSON_NIGHT, "📞", phone=Latin(number)) for number in municipality.night]
    return Message(tuple(lines), (Choice("go-on", said.WITH_GUIDE), Choice("danger", words.DANGER)))
