"""A reminder: a neutral line, because someone else may read the phone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.flows import words
from bot.flows.message import Choice, Message
from bot.flows.screens import item, listing
from bot.flows.screens.outcome import Outcome
from bot.flows.screens.whom import switched
from bot.flows.show import in_dutch
from bot.flows.state import Screen
from bot.flows.subject import Whom

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.flows.turn import Turn

KIND = "reminder"

SEVERAL = ""
"""Stands for the action where more than one waits: the reminder then leads to the list."""


def show(turn: Turn, whom: Whom, action: str) -> None:
    """Say that there is a reminder. What she has not opened yet is not lost, nor said twice a day."""
    today = turn.today.isoformat()
    unread = turn.state.screen
    if unread is not None and unread.kind == KIND and unread.data["whom"] == whom:
        if unread.data["on"] == today:
            turn.state = replace(turn.state, screen=Screen(KIND, {**unread.data, "action": SEVERAL}))
            return
        action = SEVERAL
    turn.open(KIND, message, action=action, whom=whom, on=today)


def put_aside(turn: Turn) -> None:
    """Take a reminder away for who writes something else: that answers what was asked before it came."""
    if turn.state.screen is not None and turn.state.screen.kind == KIND:
        turn.state = replace(turn.state, screen=None)


def message(turn: Turn, data: Mapping[str, str]) -> Message:
    """Say only that there is a reminder."""
    return Message(
        (turn.line(words.REMINDER),),
        (Choice("open", words.SHOW), *in_dutch(turn), Choice("menu", words.MENU)),
        yes="open",
    )


def press(turn: Turn, choice: str, data: Mapping[str, str]) -> Outcome:
    """Open the action, or all of them, of the person whom it is about."""
    if choice != "open":
        return Outcome.NOT_MINE
    turn.state = switched(turn, Whom(data["whom"]))
    if data["action"] == SEVERAL:
        turn.open(listing.KIND, listing.message)
    else:
        item.show(turn, data["action"])
    return Outcome.DONE
