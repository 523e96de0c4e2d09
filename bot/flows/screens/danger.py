"""Danger: the numbers, first of all, in her language, or in every one when hers is unknown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.flows import words
from bot.flows.events import EmergencyAnswered, MessageSent, ReminderCancelled
from bot.flows.lines import Latin, name_value
from bot.flows.message import Choice, Message
from bot.flows.screens.outcome import Outcome
from bot.flows.show import in_dutch
from bot.messages import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.flows.turn import Turn

KIND = "danger"

ALARM = "noodnummer"
HOME = "veilig-thuis"
SELF = "zelfmoordpreventie"
"""The entries of organisations.yaml that content must have: see ``bot/flows/content``."""

WROTE = "wrote"
"""Set where she wrote of danger, rather than pressed a button."""


def show(turn: Turn) -> None:
    """Show the numbers. Where she is in a guide does not change."""
    turn.emit(EmergencyAnswered())
    data = {WROTE: "yes"} if isinstance(turn.inbound.content, Text) else {}
    if turn.state.language is None:
        numbers = Message(message(turn, data).lines, sensitive=True)
        for language in turn.world.languages[1:]:
            turn.emit(MessageSent(replace(numbers, language=language)))
    turn.open(KIND, message, **data)


def message(turn: Turn, data: Mapping[str, str]) -> Message:
    """Say whom to call, that words of hers were not kept, and how to stay safe here."""
    organisations = turn.library.organisations

    def number(organisation: str) -> Latin:
        return Latin(organisations[organisation].phone or "")

    lines = (
        turn.line(words.DANGER_NOW, "🆘", phone=number(ALARM)),
        turn.line(words.DANGER_HOME, "🏠", organisation=name_value(organisations[HOME]), phone=number(HOME)),
        turn.line(words.DANGER_SELF, "💙", organisation=name_value(organisations[SELF]), phone=number(SELF)),
        *((turn.line(words.DANGER_NOT_KEPT),) if WROTE in data else ()),
        turn.line(words.DANGER_SAFE),
    )
    quiet = Choice("loud", words.MESSAGES_AGAIN) if turn.state.quiet else Choice("quiet", words.NO_MESSAGES)
    choices = (
        Choice("erase", words.ERASE_THIS),
        quiet,
        *in_dutch(turn),
        Choice("human", words.PERSON),
        Choice("go-on", words.GO_ON),
    )
    return Message(lines, choices, sensitive=True)


def press(turn: Turn, choice: str, data: Mapping[str, str]) -> Outcome:
    """Promise never to write first, or take that promise back."""
    if choice not in {"quiet", "loud"}:
        return Outcome.NOT_MINE
    turn.state = replace(turn.state, quiet=choice == "quiet")
    if turn.state.quiet:
        turn.emit(ReminderCancelled(None))
    turn.note(words.QUIET_NOW if turn.state.quiet else words.MESSAGES_ON)
    turn.prompt(message(turn, data))
    return Outcome.DONE
