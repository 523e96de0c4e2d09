"""Beginning a guide that the resident chose, typed or was offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows import advance
from bot.flows.screens import again, offer, whom

if TYPE_CHECKING:
    from bot.flows.turn import Turn


def open_guide(turn: Turn, guide: str) -> None:
    """Begin a guide; first ask for whom, and offer rather than repeat one that was finished."""
    if turn.state.whom is None:
        turn.open(whom.KIND, whom.message, guide=guide)
    else:
        again.begin(turn, guide)


def mention_guide(turn: Turn, guide: str) -> None:
    """Answer a text that named a guide: begin it, or offer it where she is in another one."""
    frame = turn.subject.frame
    if frame is None:
        open_guide(turn, guide)
    elif frame.guide == guide:
        advance.present(turn)
    else:
        turn.open(offer.KIND, offer.message, guide=guide)
