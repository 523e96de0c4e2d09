"""What the resident pressed, or chose from the buttons that she sees in words of her own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.flows import advance, controls, listening, place, reminders, standing, words
from bot.flows.actions import WHOLE_GUIDE
from bot.flows.definition import Ask, GoTo, Human
from bot.flows.events import ButtonPressed
from bot.flows.screens import language
from bot.flows.screens.outcome import Outcome
from bot.flows.screens.registry import SCREENS
from bot.flows.show import ANSWER

if TYPE_CHECKING:
    from bot.flows.message import Message
    from bot.flows.turn import Turn


def press(turn: Turn, button: str) -> None:
    """Answer a button, if it is on the newest message; else show where she is."""
    prompt, _, choice = button.partition("|")
    if prompt == str(listening.STANDING) and turn.state.language is not None:
        standing.press(turn, choice)
        return
    shown = place.message(turn)
    if shown is None or prompt != str(turn.state.prompt) or choice not in {one.id for one in shown.choices}:
        if turn.state.language is None:
            turn.open(language.KIND, language.message)
            return
        turn.note(words.OLD_BUTTON)
        place.show(turn)
        return
    choose(turn, choice, shown)


def choose(turn: Turn, choice: str, shown: Message) -> None:
    """Do what a button of the message that she sees means."""
    label = next(one.label for one in shown.choices if one.id == choice)
    turn.emit(ButtonPressed(label, shown.sensitive))
    turn.state = replace(turn.state, misses=0)
    screen = turn.state.screen
    if screen is not None and screen.kind in SCREENS:
        match SCREENS[screen.kind].press(turn, choice, screen.data):
            case Outcome.DONE:
                return
            case Outcome.LEAVE:
                place.leave_screen(turn)
                return
            case Outcome.NOT_MINE:
                pass
    elif _choose_at_step(turn, choice):
        return
    controls.BUTTONS[choice](turn)


def _choose_at_step(turn: Turn, choice: str) -> bool:
    step = place.current_step(turn)
    match step:
        case Ask() if choice.startswith(ANSWER):
            advance.answer(turn, step, choice.removeprefix(ANSWER))
        case Ask() if choice == "confirm":
            advance.confirm(turn, step)
        case Ask() if choice == "ask":
            advance.ask_again(turn, step)
        case GoTo() if choice == "go":
            advance.go_to(turn, step)
        case GoTo() if choice == "later":
            reminders.remind(turn, f"{step.guide}/{WHOLE_GUIDE}", None, urgent=True)
            advance.put_off(turn, step)
        case GoTo() | Human() if choice == "no":
            advance.pass_by(turn, step)
        case Human() if choice == "human":
            controls.ask_person(turn, offered=step.id)
        case _:
            return False
    return True
