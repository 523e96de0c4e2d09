"""What the gate refused: why, and what to do now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows import words
from bot.flows.message import Message
from bot.messages import Refusal

if TYPE_CHECKING:
    from bot.flows.turn import Turn

EXPLANATIONS = {
    Refusal.BSN: words.REFUSED_BSN,
    Refusal.CODE: words.REFUSED_CODE,
    Refusal.PASSWORD: words.REFUSED_PASSWORD,
}


def explain(turn: Turn, refusal: Refusal) -> None:
    """Say what was not kept; to someone whose language is unknown, in every language."""
    if turn.state.language is not None:
        turn.say(EXPLANATIONS[refusal], words.REFUSED_DELETE)
        return
    lines = (turn.line(EXPLANATIONS[refusal]), turn.line(words.REFUSED_DELETE))
    for language in turn.world.languages:
        turn.emit_message(Message(lines, language=language))
