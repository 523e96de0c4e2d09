"""What works everywhere: commands, control words and the buttons that every message has."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.flows import (
    actions,
    advance,
    both,
    glossary,
    how_she_reads,
    in_group,
    listening,
    place,
    reminders,
    words,
)
from bot.flows.definition import Do
from bot.flows.events import PersonAsked, ReminderCancelled, StepTakenBack
from bot.flows.screens import danger, erase, language, listing, menu, person
from bot.flows.show import play_button, show_card
from bot.flows.subject import ActionStatus
from bot.flows.undo import take_back

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.flows.turn import Turn
    from bot.messages import Command, Unusable

CANNOT = {
    "photo": words.CANNOT_PHOTO,
    "document": words.CANNOT_PHOTO,
    "voice": words.CANNOT_VOICE,
    "location": words.CANNOT_LOCATION,
    "contact": words.CANNOT_CONTACT,
}


def command(turn: Turn, content: Command) -> None:
    """Answer a slash command; an unknown one gets the help text."""
    if content.name == "start":
        _start(turn, content.argument.strip().lower())
    elif content.name == "groep" and turn.seated:
        in_group.begin(turn, content.argument.strip().lower())
    elif turn.state.language is None:
        turn.open(language.KIND, language.message)
    elif turn.seated and (content.name, content.argument) == ("help", in_group.HERE):
        in_group.arrive(turn)
    else:
        COMMANDS.get(content.name, show_help)(turn)


def unusable(turn: Turn, content: Unusable) -> None:
    """Say kindly why it is of no use here, and show again where she is."""
    if turn.state.language is None:
        turn.open(language.KIND, language.message)
        return
    turn.spoken_to = content.what == "voice"
    turn.note(CANNOT.get(content.what, words.CANNOT_OTHER))
    place.show(turn)


def show_menu(turn: Turn) -> None:
    """Show the menu over whatever there is."""
    turn.open(menu.KIND, menu.message)


def show_help(turn: Turn) -> None:
    """Say in a line how this works, and show again where she is."""
    turn.note(words.HELP_TEXT)
    place.show(turn)


def ask_person(turn: Turn, offered: str = "") -> None:
    """Show how to reach a person. ``offered``: the step that offered one, answered with this."""
    step = place.current_step(turn)
    guide = turn.guide()
    turn.state = replace(turn.state, beside=False)
    turn.emit(PersonAsked(guide.id if guide else None, step.id if step else None))
    turn.open(person.KIND, person.message, offered=offered)


def stop(turn: Turn) -> None:
    """Stop here: her place is kept, and nothing is sent until she writes."""
    turn.emit(ReminderCancelled(None))
    turn.say(words.STOPPED)


def ask_erase(turn: Turn) -> None:
    """Ask whether to erase everything."""
    turn.open(erase.KIND, erase.message)


def show_list(turn: Turn) -> None:
    """Show her own list."""
    turn.open(listing.KIND, listing.message)


def back(turn: Turn) -> None:
    """Leave a screen, or take back the last step."""
    screen = turn.state.screen
    if screen is not None and screen.kind != "after" and turn.subject.frame is not None:
        place.leave_screen(turn)
        return
    before = take_back(turn.subject)
    if before is None:
        turn.note(words.NO_WAY_BACK)
    else:
        turn.subject = before
        turn.emit(StepTakenBack())
    place.leave_screen(turn)


def repeat(turn: Turn) -> None:
    """Show again where she is."""
    place.show(turn)


def explain(turn: Turn) -> None:
    """Explain the hard words of the current step."""
    step = place.current_step(turn)
    lines = glossary.explanation(turn, step) if step is not None else ()
    shown = place.message(turn)
    guide = turn.guide()
    turn.say(
        *(lines or (words.NOTHING_TO_EXPLAIN,)),
        sensitive=shown is not None and shown.sensitive,
        listen=f"{listening.WORDS}{guide.id}/{step.id}" if lines and guide and step else "",
    )
    place.show(turn)


def thank(turn: Turn) -> None:
    """Answer thanks."""
    turn.note(words.THANKED)
    place.show(turn)


def greet(turn: Turn) -> None:
    """Greet; who comes back hears where she was."""
    guide = turn.guide()
    turn.note(turn.line(words.WELCOME_BACK, guide=guide.title) if guide is not None else words.GREETED)
    place.leave_screen(turn)


def done(turn: Turn) -> None:
    """Take "klaar" for the action that is shown."""
    _change(turn, ActionStatus.DONE)


def later(turn: Turn) -> None:
    """Take "later" for the action that is shown."""
    _change(turn, ActionStatus.LATER)


def show_sentence(turn: Turn) -> None:
    """Show the Dutch sentence of the action, and the action again beneath it."""
    step = place.current_step(turn)
    if isinstance(step, Do) and step.show is not None:
        turn.emit_message(show_card(turn, step), play_button(turn, turn.walk().guide, step))
    place.show(turn)


def go_on(turn: Turn) -> None:
    """Take the screen away; a step that offered a person has had its answer."""
    screen = turn.state.screen
    step = place.current_step(turn)
    if screen is not None and step is not None and screen.data.get("offered") == step.id:
        advance.pass_by(turn, step)
    else:
        place.leave_screen(turn)


def show_danger(turn: Turn) -> None:
    """Show the numbers for danger."""
    danger.show(turn)


def _start(turn: Turn, argument: str) -> None:
    """Begin; a link or a poster may name the language, and that she is to be read to: ``ti-voice``."""
    if language.named(turn, argument):
        place.leave_screen(turn)
    elif turn.state.language is None:
        turn.open(language.KIND, language.message)
    else:
        greet(turn)


def _change(turn: Turn, status: ActionStatus) -> None:
    step = place.current_step(turn)
    if not isinstance(step, Do) or turn.state.screen is not None:
        place.show(turn)
        return
    action = f"{turn.walk().guide.id}/{step.id}"
    if status is ActionStatus.DONE:
        turn.note(words.WELL_DONE)
        reminders.cancel(turn, action)
    else:
        found = actions.item(turn, turn.subject, turn.subject.actions[action])
        reminders.remind(turn, action, found.window if found else None, urgent=step.urgent)
    advance.pass_by(turn, step, status)


COMMANDS: dict[str, Callable[[Turn], None]] = {
    "menu": show_menu,
    "taal": how_she_reads.choose_language,
    "mens": ask_person,
    "stop": stop,
    "wissen": ask_erase,
    "groep": in_group.show,
    "help": show_help,
}
"""Slash commands. ``start`` takes an argument and stands apart."""

CONTROL_WORDS: dict[str, Callable[[Turn], None]] = {
    "greet": greet,
    "thanks": thank,
    "repeat": repeat,
    "back": back,
    "done": done,
    "later": later,
    "explain": explain,
    "human": ask_person,
    "language": how_she_reads.choose_language,
    "listen": how_she_reads.listen,
    "stop": stop,
    "erase": ask_erase,
    "menu": show_menu,
    "emergency": show_danger,
}
"""What a text may ask for; ``affirm`` and ``deny`` are answers, see ``hearing``."""

BUTTONS: dict[str, Callable[[Turn], None]] = {
    "back": back,
    "human": ask_person,
    "menu": show_menu,
    "dutch": place.in_dutch,
    "explain": explain,
    "show": show_sentence,
    "done": done,
    "later": later,
    "help": ask_person,
    "list": show_list,
    "language": how_she_reads.choose_language,
    "listen": how_she_reads.listen,
    "reading": how_she_reads.choose_reading,
    both.BUTTON: how_she_reads.choose_both,
    "danger": show_danger,
    "erase": ask_erase,
    "go-on": go_on,
    "hand": in_group.call_helper,
}
"""Buttons that mean the same wherever they stand."""
