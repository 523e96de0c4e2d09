from __future__ import annotations

from dataclasses import replace

import pytest

from bot.handoff.base import ACCOMPANIED, OPEN, CaseState
from bot.handoff.states import TRANSITIONS, NotAllowed, moved
from tests.storage.case_examples import REQUESTED

EVERY = [(before, after) for before in CaseState for after in CaseState]


@pytest.mark.parametrize(("before", "after"), [pair for pair in EVERY if pair[1] in TRANSITIONS[pair[0]]])
def test_moved_goes_where_the_table_says(before: CaseState, after: CaseState) -> None:
    case = replace(REQUESTED, state=before)

    assert moved(case, after) == replace(case, state=after)


@pytest.mark.parametrize(("before", "after"), [pair for pair in EVERY if pair[1] not in TRANSITIONS[pair[0]]])
def test_moved_goes_nowhere_else(before: CaseState, after: CaseState) -> None:
    with pytest.raises(NotAllowed):
        moved(replace(REQUESTED, state=before), after)


def test_what_has_ended_stays_so() -> None:
    assert [state for state in CaseState if not TRANSITIONS[state]] == [CaseState.CLOSED, CaseState.WITHDRAWN]


def test_a_person_accompanies_only_in_an_open_case() -> None:
    assert ACCOMPANIED < OPEN


def test_every_open_case_can_be_ended() -> None:
    ends = {CaseState.CLOSED}

    assert [state for state in OPEN if not TRANSITIONS[state] & ends] == []
