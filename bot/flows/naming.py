"""The very words of a button, typed instead of pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows.turn import DUTCH

if TYPE_CHECKING:
    from bot.flows.text import Text
    from bot.flows.turn import Turn


def names(turn: Turn, typed: str, label: Text) -> bool:
    """Tell whether she typed the very words of a button, in her language or in Dutch."""
    words = {turn.world.translate(label, code).casefold() for code in (turn.language, DUTCH)}
    return typed.strip().rstrip(".!").casefold() in words
