"""How a case goes from one state to another, and how it cannot."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.handoff.base import CaseState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.handoff.base import Case

TRANSITIONS: Mapping[CaseState, frozenset[CaseState]] = {
    CaseState.REQUESTED: frozenset({CaseState.CLAIMED, CaseState.CLOSED, CaseState.WITHDRAWN}),
    CaseState.CLAIMED: frozenset(
        {CaseState.TRANSFERRED, CaseState.WAITING, CaseState.RELEASED, CaseState.CLOSED}
    ),
    CaseState.WAITING: frozenset(
        {CaseState.CLAIMED, CaseState.TRANSFERRED, CaseState.RELEASED, CaseState.CLOSED}
    ),
    CaseState.TRANSFERRED: frozenset({CaseState.CLAIMED, CaseState.RELEASED, CaseState.CLOSED}),
    CaseState.RELEASED: frozenset({CaseState.CLAIMED, CaseState.REQUESTED, CaseState.CLOSED}),
    CaseState.CLOSED: frozenset(),
    CaseState.WITHDRAWN: frozenset(),
}
"""From each state to those that may follow it."""


class NotAllowed(Exception):  # noqa: N818  reads as what happened
    """This cannot be done with the case as it is, or not by this person."""


class NotFound(Exception):  # noqa: N818  reads as what happened
    """There is no such case in the team of who asks."""


def moved(case: Case, state: CaseState) -> Case:
    """Return the case in another state; raise ``NotAllowed`` where that state cannot follow."""
    if state not in TRANSITIONS[case.state]:
        raise NotAllowed(f"a case that is {case.state} does not become {state}")
    return replace(case, state=state)
