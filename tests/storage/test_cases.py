from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.handoff.base import Absence, CaseState, LogLine, Team
from bot.storage.base import Loaded, Stale
from tests.storage.case_examples import REQUESTED, SUMMARY, add
from tests.storage.examples import ANNA, BILAL, DAY, NOW, SECOND

if TYPE_CHECKING:
    from bot.handoff.base import Case
    from bot.storage.base import Store

LONG_AGO = NOW - 30 * DAY
MAX = timedelta(hours=72)


async def test_add_case_is_loaded_as_it_was(store: Store) -> None:
    case = await add(store)

    assert await store.run(lambda unit: unit.case(case.id)) == case
    assert await store.run(lambda unit: unit.case_summary(case.id)) == SUMMARY


async def test_case_of_an_id_that_is_none_is_none(store: Store) -> None:
    assert await store.run(lambda unit: unit.case("BBBBBBBB")) is None
    assert await store.run(lambda unit: unit.case_summary("BBBBBBBB")) is None
    assert await store.run(lambda unit: unit.hold_case("BBBBBBBB")) is None


async def test_lock_tells_of_the_open_case(store: Store) -> None:
    case = await add(store)

    loaded = await store.run(lambda unit: unit.lock(ANNA, NOW))

    assert loaded == Loaded(loaded.contact, ANNA, 0, None, case.id, accompanied=False)


async def test_add_case_refuses_a_second_open_one(store: Store) -> None:
    case = await add(store)

    with pytest.raises(Stale):
        await add(store, case=replace(REQUESTED, id="LMNPQRST"))

    assert await store.run(lambda unit: unit.open_cases("werk")) == [case]


@pytest.mark.parametrize(
    ("state", "case_id", "accompanied"),
    [
        (CaseState.REQUESTED, "BCDFGHJK", False),
        (CaseState.CLAIMED, "BCDFGHJK", True),
        (CaseState.TRANSFERRED, "BCDFGHJK", True),
        (CaseState.WAITING, "BCDFGHJK", True),
        (CaseState.RELEASED, "BCDFGHJK", False),
        (CaseState.CLOSED, None, False),
    ],
)
async def test_save_case_changes_what_a_turn_knows(
    store: Store, *, state: CaseState, case_id: str | None, accompanied: bool
) -> None:
    case = await add(store)

    await store.run(lambda unit: unit.save_case(replace(case, state=state)))

    loaded = await store.run(lambda unit: unit.lock(ANNA, NOW))
    assert (loaded.case_id, loaded.accompanied) == (case_id, accompanied)


async def test_save_case_returns_the_case_with_its_revision(store: Store) -> None:
    changed = replace(
        await add(store),
        state=CaseState.CLAIMED,
        claimed_by="karin",
        claimed_at=NOW + SECOND,
        offered_to="ahmed",
        answered_at=NOW + 2 * SECOND,
        overdue_at=NOW + 3 * SECOND,
        outcome="beantwoord",
        exported_at=NOW + 4 * SECOND,
        expires_at=NOW + 5 * SECOND,
    )

    saved = await store.run(lambda unit: unit.save_case(changed))

    assert saved == replace(changed, revision=1)
    assert await store.run(lambda unit: unit.case(changed.id)) == saved


async def test_save_case_refuses_an_old_revision(store: Store) -> None:
    case = await add(store)
    await store.run(lambda unit: unit.save_case(replace(case, claimed_by="karin")))

    with pytest.raises(Stale):
        await store.run(lambda unit: unit.save_case(replace(case, claimed_by="ahmed")))


async def test_a_closed_case_does_not_take_the_place_of_a_newer_one(store: Store) -> None:
    old = await add(store)
    old = await store.run(lambda unit: unit.save_case(replace(old, state=CaseState.CLOSED, closed_at=NOW)))
    new = await add(store, case=replace(REQUESTED, id="LMNPQRST", requested_at=NOW + DAY))

    await store.run(lambda unit: unit.save_case(replace(old, exported_at=NOW)))

    assert (await store.run(lambda unit: unit.lock(ANNA, NOW))).case_id == new.id
    assert await store.run(lambda unit: unit.last_case(new.contact or "")) == new


async def test_delete_case_takes_all_of_it(store: Store) -> None:
    case = await add(store)
    line = LogLine(at=NOW, staff="karin", role="klantmanager", what="opened")
    await store.run(lambda unit: unit.log_case(case.id, line))

    await store.run(lambda unit: unit.delete_case(case.id))

    assert await store.run(lambda unit: unit.case(case.id)) is None
    assert await store.run(lambda unit: unit.case_log(case.id)) == []
    assert (await store.run(lambda unit: unit.lock(ANNA, NOW))).case_id is None


async def test_hold_finds_a_contact_where_it_is_now(store: Store) -> None:
    contact = (await store.run(lambda unit: unit.lock(ANNA, NOW))).contact

    assert await store.run(lambda unit: unit.hold(contact)) == Loaded(contact, ANNA, 0, None)
    assert await store.run(lambda unit: unit.hold("nobody")) is None


async def test_hold_case_locks_both(store: Store) -> None:
    case = await add(store)

    held = await store.run(lambda unit: unit.hold_case(case.id))

    assert held == (case, Loaded(case.contact or "", ANNA, 0, None, case.id))


async def test_forget_takes_a_case_that_nobody_took(store: Store) -> None:
    case = await add(store)

    await store.run(lambda unit: unit.forget(case.contact or ""))

    assert await store.run(lambda unit: unit.case(case.id)) is None


async def test_forget_leaves_a_case_that_somebody_took_to_nobody(store: Store) -> None:
    case = await add(store)
    claimed = await store.run(lambda unit: unit.save_case(replace(case, state=CaseState.CLAIMED)))

    await store.run(lambda unit: unit.forget(case.contact or ""))

    held = await store.run(lambda unit: unit.hold_case(case.id))
    assert held == (replace(claimed, contact=None), None)


async def test_open_cases_are_of_one_team_the_oldest_first(store: Store) -> None:
    young = await add(store)
    old = await add(store, BILAL, replace(REQUESTED, id="LMNPQRST", requested_at=NOW - DAY))
    await store.run(lambda unit: unit.save_case(replace(young, state=CaseState.RELEASED)))

    assert await store.run(lambda unit: [case.id for case in unit.open_cases("werk")]) == [old.id, young.id]
    assert await store.run(lambda unit: unit.open_cases("jeugd")) == []


@pytest.mark.parametrize(
    ("state", "last_at", "promised_at", "late"),
    [
        (CaseState.REQUESTED, NOW, NOW, True),
        (CaseState.REQUESTED, NOW, NOW + SECOND, False),
        (CaseState.WAITING, NOW - MAX - SECOND, NOW, True),
        (CaseState.WAITING, NOW - MAX, NOW - DAY, False),
        (CaseState.CLAIMED, NOW - 9 * DAY, NOW - 9 * DAY, False),
    ],
)
async def test_late_cases_are_those_that_need_the_clock(
    store: Store, *, state: CaseState, last_at: object, promised_at: object, late: bool
) -> None:
    case = await add(store)
    await store.run(
        lambda unit: unit.save_case(replace(case, state=state, last_at=last_at, promised_at=promised_at))  # type: ignore[arg-type]
    )

    found = await store.run(lambda unit: unit.late_cases(NOW, silent_since=NOW - MAX, limit=10))

    assert found == ([case.id] if late else [])


async def test_a_case_of_which_she_was_told_is_late_no_more(store: Store) -> None:
    case = await add(store, case=replace(REQUESTED, promised_at=NOW))
    await store.run(lambda unit: unit.save_case(replace(case, overdue_at=NOW)))

    assert await store.run(lambda unit: unit.late_cases(NOW, silent_since=LONG_AGO, limit=10)) == []


async def test_answered_since_gives_both_times(store: Store) -> None:
    case = await add(store)
    await store.run(lambda unit: unit.save_case(replace(case, answered_at=NOW + DAY)))

    assert await store.run(lambda unit: unit.answered_since("werk", NOW + DAY)) == [(NOW, NOW + DAY)]
    assert await store.run(lambda unit: unit.answered_since("werk", NOW + DAY + SECOND)) == []
    assert await store.run(lambda unit: unit.answered_since("jeugd", LONG_AGO)) == []


async def test_requested_since_counts(store: Store) -> None:
    await add(store)

    assert await store.run(lambda unit: unit.requested_since("werk", NOW)) == 1
    assert await store.run(lambda unit: unit.requested_since("werk", NOW + SECOND)) == 0


async def test_unexported_are_the_closed_ones_that_no_archive_has(store: Store) -> None:
    case = await add(store)
    assert await store.run(lambda unit: unit.unexported(10)) == []
    closed = replace(case, state=CaseState.CLOSED, closed_at=NOW)
    closed = await store.run(lambda unit: unit.save_case(closed))

    assert await store.run(lambda unit: unit.unexported(10)) == [closed]

    await store.run(lambda unit: unit.save_case(replace(closed, exported_at=NOW)))
    assert await store.run(lambda unit: unit.unexported(10)) == []


async def test_case_log_keeps_order(store: Store) -> None:
    case = await add(store)
    lines = [
        LogLine(at=NOW + SECOND, staff=None, role="inwoner", what="requested"),
        LogLine(at=NOW, staff="karin", role="klantmanager", what="opened"),
    ]

    for line in lines:
        await store.run(lambda unit, line=line: unit.log_case(case.id, line))  # type: ignore[misc]

    assert await store.run(lambda unit: unit.case_log(case.id)) == lines


async def test_expire_deletes_cases_at_their_day(store: Store) -> None:
    case = await add(store)
    await store.run(lambda unit: unit.save_case(replace(case, expires_at=NOW)))

    assert await store.run(lambda unit: unit.expire(NOW - SECOND, idle_before=LONG_AGO)) == 0
    assert await store.run(lambda unit: unit.expire(NOW, idle_before=LONG_AGO)) == 1
    assert await store.run(lambda unit: unit.case(case.id)) is None


async def test_team_settings_are_the_last_that_were_set(store: Store) -> None:
    assert await store.run(lambda unit: unit.team_settings("werk")) is None
    await store.run(lambda unit: unit.set_team(Team(id="werk", name="Werk", answer_time=timedelta(hours=4))))
    newer = Team(id="werk", name="Werk en Inkomen", answer_time=timedelta(hours=8), daily_capacity=12)

    await store.run(lambda unit: unit.set_team(newer))

    assert await store.run(lambda unit: unit.team_settings("werk")) == newer


async def test_absences_of_some_staff(store: Store) -> None:
    today = NOW.date()
    away = Absence(staff="karin", first=today, last=today + DAY, replacement="ahmed")
    longer = replace(away, last=today + 5 * DAY)
    other = Absence(staff="piet", first=today, last=today)
    for absence in (away, other, longer):
        await store.run(lambda unit, absence=absence: unit.set_absence(absence))  # type: ignore[misc]

    assert await store.run(lambda unit: unit.absences(["karin"])) == [longer]
    await store.run(lambda unit: unit.end_absence("karin", today))
    assert await store.run(lambda unit: unit.absences(["karin", "piet"])) == [other]


async def test_closed_cases_are_those_of_the_team_since_then_the_last_first(store: Store) -> None:
    async def closed(case_id: str, ago: timedelta, team: str = "werk") -> Case:
        case = await add(store, case=replace(REQUESTED, id=case_id, team=team))
        ended = replace(case, state=CaseState.CLOSED, closed_at=NOW - ago, outcome="helped")
        return await store.run(lambda unit: unit.save_case(ended))

    before, just = await closed("BBBBBBBB", 2 * DAY), await closed("CCCCCCCC", DAY)
    await closed("DDDDDDDD", 3 * DAY)
    await closed("FFFFFFFF", DAY, team="jeugd")
    await add(store, BILAL)

    assert await store.run(lambda unit: unit.closed_cases("werk", NOW - 2 * DAY)) == [just, before]
