"""How far a resident is: numbers, and nothing of what they are about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.flows import actions, place
from bot.flows.subject import ActionStatus

if TYPE_CHECKING:
    from bot.flows.turn import Turn


@dataclass(frozen=True)
class Position:
    """``step`` of ``steps`` in the guide that is open, None where none is.

    ``done`` and ``open`` count the actions of her list that are still needed; ``finished``: she
    walked a guide to its end, and none is open.
    """

    step: int | None = None
    steps: int | None = None
    done: int = 0
    open: int = 0
    finished: bool = False


def position(turn: Turn) -> Position:
    """Return how far she is for whom she asks now."""
    step = place.current_step(turn)
    number, total = (None, None) if step is None else turn.walk().progress(step)
    needed = [one for one in actions.items(turn) if one.needed]
    done = sum(one.action.status is ActionStatus.DONE for one in needed)
    finished = turn.subject.frame is None and bool(turn.subject.finished)
    return Position(number, total, done, len(needed) - done, finished)
