"""What a participant hears of what a helper does. Each takes a ``Turn`` and speaks in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.flows import listening, place
from bot.flows import words_group as said
from bot.flows.lines import Latin
from bot.flows.message import Choice, Message
from bot.flows.screens import group, point

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.flows.text import Text
    from bot.flows.turn import Turn


def ended(turn: Turn) -> None:
    """Say that the group has ended, and show where she was."""
    _alone(turn, said.ENDED)


def freed(turn: Turn) -> None:
    """Say that her seat was taken away, and show where she was."""
    _alone(turn, said.SEAT_FREED)


def helper_comes(name: str) -> Callable[[Turn], None]:
    """Return what says that a helper comes to her."""

    def speak(turn: Turn) -> None:
        turn.say(turn.line(said.HELPER_COMES, "🤝", name=Latin(name)))

    return speak


def helper_joined(name: str) -> Callable[[Turn], None]:
    """Return what says that one more helper sees what she shares, and that she may refuse that one."""

    def speak(turn: Turn) -> None:
        line = turn.line(said.HELPER_JOINED, "🤝", name=Latin(name))
        # Beside what she does: the question that she has goes on working.
        turn.emit_message(Message((line,)), (Choice(listening.WHO_HELPS, said.WHICH_HELPER),))

    return speak


def encouraged(name: str, phrase: str) -> Callable[[Turn], None]:
    """Return what says an encouragement of a helper, to be heard as well. ``phrase`` is its id.

    Below danger and the like nothing is said: there it would be out of place.
    """

    def speak(turn: Turn) -> None:
        screen = turn.state.screen
        if screen is not None and screen.kind in point.SILENT:
            return
        text = turn.library.encouragements[phrase]
        lines = (turn.line(said.FROM_HELPER, "🤝", name=Latin(name)), turn.line(text))
        heard = Message(lines[1:])
        standing = listening.standing_button(turn, heard, f"{listening.CHEER}{phrase}")
        turn.emit_message(Message(lines), standing)

    return speak


def _alone(turn: Turn, text: Text) -> None:
    turn.note(text, said.SEES_NO_MORE)
    screen = turn.state.screen
    if screen is not None and screen.kind == group.KIND:
        turn.state = replace(turn.state, screen=None)
    place.show(turn)
