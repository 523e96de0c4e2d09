"""The state of a resident, as those who help her find it in the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows.state import State
from bot.handoff.states import NotAllowed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.messages import JSON


class Unreadable(NotAllowed):
    """A later version stored where she is, before a rollback: nothing can be said to her now."""


def state_of(raw: Mapping[str, JSON]) -> State:
    """Return her state; raise ``Unreadable`` where this version cannot read it."""
    try:
        return State.from_json(raw)
    except (KeyError, TypeError, ValueError) as error:
        raise Unreadable("her state was stored by a later version") from error
