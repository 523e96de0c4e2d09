"""Facts that no longer hold: their sentence is left out, and who knows those of now is named instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows import words
from bot.flows.lines import Expired, Line
from bot.flows.text import placeholders

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.flows.lines import Latin, Value
    from bot.flows.message import Message
    from bot.flows.text import Text


def whom_to_ask(message: Message) -> tuple[Line, ...]:
    """Return what is said in the place of expired facts: who knows those of now."""
    asked: dict[Text | Latin, None] = {}
    for line in message.lines:
        asked |= dict.fromkeys(_expired(line))
    return tuple(Line(words.FACT_EXPIRED, {"organisation": name}) for name in asked)


def names_expired(sentence: str, values: Mapping[str, Value]) -> bool:
    """Tell whether an expired fact stands in a sentence with these values."""
    return any(isinstance(values.get(name), Expired) for name in placeholders(sentence))


def _expired(line: Line) -> list[Text | Latin]:
    """Return whom to ask for each expired fact of a line and of the lines inside it."""
    names: list[Text | Latin] = []
    for value in line.values.values():
        if isinstance(value, Expired):
            names.append(value.ask)
        elif isinstance(value, Line):
            names += _expired(value)
    return names
