"""What the gate refused: why, and what to do now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows import hearing, place, words
from bot.flows.screens import language
from bot.messages import Refusal, Text

if TYPE_CHECKING:
    from bot.flows.turn import Turn

EXPLANATIONS = {
    Refusal.BSN: words.REFUSED_BSN,
    Refusal.CODE: words.REFUSED_CODE,
    Refusal.PASSWORD: words.REFUSED_PASSWORD,
}


def refuse(turn: Turn, refusal: Refusal) -> None:
    """Explain what was not kept; what remains of the message is heard all the same."""
    turn.say(EXPLANATIONS[refusal], words.REFUSED_DELETE)
    content = turn.inbound.content
    if isinstance(content, Text) and content.text.strip():
        hearing.text(turn, content.text)
    elif turn.state.language is None:
        turn.open(language.KIND, language.message)
    else:
        place.show(turn)
