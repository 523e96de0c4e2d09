"""What the resident hears when something happens to her case. Each takes a ``Turn`` and speaks in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.flows import place
from bot.flows import words_person as said
from bot.flows.lines import Latin, Line
from bot.flows.message import Choice, Message
from bot.flows.screens import asked, case, interpret
from bot.flows.words import DANGER

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from bot.flows.text import Text
    from bot.flows.turn import Turn


def taken(turn: Turn) -> None:
    """Say that somebody reads her question now."""
    turn.open(case.KIND, _taken)


def _taken(turn: Turn, _data: Mapping[str, str]) -> Message:
    line = turn.line(said.TAKEN, "👤", gemeente=_municipality(turn))
    return Message((line,), (Choice("go-on", said.WITH_GUIDE), Choice("danger", DANGER)))


def passed_on(turn: Turn) -> None:
    """Say that a colleague takes over, who knows all of it."""
    turn.say(turn.line(said.PASSED_ON, "👤"))


def released(turn: Turn) -> None:
    """Say that the bot is back, and show where she was."""
    _bot_is_back(turn, said.RELEASED)


def silent_too_long(turn: Turn) -> None:
    """Say that nothing was heard of her, and that the bot is back."""
    _bot_is_back(turn, said.SILENT_TOO_LONG)


def late(promised_at: datetime) -> Callable[[Turn], None]:
    """Return what says that the promise was not kept, whom to call, and when the answer comes now."""

    def speak(turn: Turn) -> None:
        phone = Latin(turn.library.municipality.phone)
        turn.say(
            turn.line(said.LATE, "🕘", gemeente=_municipality(turn), phone=phone),
            case.promise(turn, promised_at, late=True),
        )

    return speak


def ended(text: str | None) -> Callable[[Turn], None]:
    """Return what says that her question has ended, with the last words of the person if there are any."""

    def speak(turn: Turn) -> None:
        if text:
            _say_person(turn, said.FROM_PERSON, text)
        _bot_is_back(turn, said.ENDED)

    return speak


def answered(text: str) -> Callable[[Turn], None]:
    """Return what says the answer of a person who does not take the conversation."""

    def speak(turn: Turn) -> None:
        _say_person(turn, said.ANSWERED, text)
        _bot_is_back(turn, said.ENDED)

    return speak


def wrote(text: str) -> Callable[[Turn], None]:
    """Return what says what a person wrote; to who does not read Dutch with the way to an interpreter."""

    def speak(turn: Turn) -> None:
        if turn.language == "nl":
            _say_person(turn, said.FROM_PERSON, text)
        else:
            turn.open(interpret.KIND, interpret.message, **{interpret.DUTCH: text})

    return speak


def phrase(message: Message) -> Callable[[Turn], None]:
    """Return what says a fixed sentence in her language."""

    def speak(turn: Turn) -> None:
        head = turn.line(said.FROM_PERSON, "👤", gemeente=_municipality(turn))
        turn.emit_message(replace(message, lines=(head, *message.lines), sensitive=True))

    return speak


def question(data: Mapping[str, str]) -> Callable[[Turn], None]:
    """Return what asks a question with buttons. ``data`` is that of the screen ``asked``."""

    def speak(turn: Turn) -> None:
        turn.open(asked.KIND, asked.message, **data)

    return speak


def _say_person(turn: Turn, head: Text, text: str) -> None:
    first = turn.line(head, "👤", gemeente=_municipality(turn))
    turn.say(first, Line(Latin(text), once=True), sensitive=True)


def _bot_is_back(turn: Turn, text: Text) -> None:
    turn.note(text)
    turn.state = replace(turn.state, screen=None)
    place.show(turn)


def _municipality(turn: Turn) -> Latin:
    return Latin(turn.library.municipality.name)
