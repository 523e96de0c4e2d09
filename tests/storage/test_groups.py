from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.groups.base import SEATS, Helper, Seat, Share
from bot.messages import Address
from bot.storage.base import Loaded, Stale
from bot.storage.schema import migrate, revert
from tests.storage.examples import ANNA, BILAL, DAY, NOW, SECOND
from tests.storage.group_examples import GROUP, NOOR, opened, seated, sits
from tests.stores import connected

if TYPE_CHECKING:
    from bot.storage.base import Store, Unit

LONG_AGO = NOW - 30 * DAY
NOVEMBER = date(2026, 11, 1)


async def test_a_group_comes_back_as_it_was_stored(store: Store) -> None:
    await opened(store)
    ended = replace(GROUP, ended_at=NOW + SECOND)
    assert await store.run(lambda unit: unit.group(GROUP.id)) == GROUP

    await store.run(lambda unit: unit.save_group(ended))

    assert await store.run(lambda unit: unit.hold_group(GROUP.id)) == ended
    assert await store.run(lambda unit: unit.group("NOBODYKN")) is None


@pytest.mark.parametrize(
    ("group", "found"),
    [
        (GROUP, True),
        (replace(GROUP, ended_at=NOW), False),
        (replace(GROUP, ends_at=NOW), False),
    ],
)
async def test_only_a_running_group_is_found(store: Store, *, group: object, found: bool) -> None:
    await opened(store, group)  # type: ignore[arg-type]

    assert await store.run(lambda unit: unit.group_of_code(GROUP.code, NOW)) == (group if found else None)
    assert await store.run(lambda unit: unit.groups_of("bibliotheek", NOW)) == ([group] if found else [])
    assert await store.run(lambda unit: unit.groups_of("jeugd", NOW)) == []


async def test_overdue_are_groups_past_their_time_and_ended_ones_with_somebody_in_them(store: Store) -> None:
    later = await opened(store, replace(GROUP, id="LATERBCD", code="LATERBCD", ends_at=NOW + DAY))
    seat = await sits(store)
    at_its_end = GROUP.ends_at
    assert await store.run(lambda unit: unit.overdue_groups(at_its_end - SECOND, 10)) == []
    assert await store.run(lambda unit: unit.overdue_groups(at_its_end, 10)) == [GROUP.id]

    await store.run(lambda unit: unit.save_group(replace(GROUP, ended_at=NOW)))
    assert await store.run(lambda unit: unit.overdue_groups(NOW, 10)) == [GROUP.id]

    await store.run(lambda unit: unit.save_seat(replace(seat, left_at=NOW)))
    assert await store.run(lambda unit: unit.overdue_groups(at_its_end, 10)) == []
    assert await store.run(lambda unit: unit.groups_of("bibliotheek", NOW)) == [later]


async def test_helpers_come_in_the_order_in_which_they_came(store: Store) -> None:
    await opened(store)
    sam = Helper(group=GROUP.id, staff="sam", name="Sam", joined_at=NOW - SECOND)
    gone = replace(NOOR, left_at=NOW + SECOND)
    for helper in (NOOR, sam, gone):
        await store.run(lambda unit, helper=helper: unit.save_helper(helper))  # type: ignore[misc]

    assert await store.run(lambda unit: unit.helpers(GROUP.id)) == [sam, gone]


async def test_who_takes_a_seat_has_it_at_the_next_turn(store: Store) -> None:
    seat = await sits(store)

    loaded = await store.run(lambda unit: unit.lock(ANNA, NOW))

    assert loaded == Loaded(seat.contact, ANNA, 0, None, seat_id=seat.id)
    assert seat == Seat(
        id=seat.id,
        group=GROUP.id,
        number=1,
        contact=loaded.contact,
        language="ti",
        joined_at=NOW,
        last_at=NOW,
    )
    assert await store.run(lambda unit: unit.seat(seat.id)) == seat
    assert await store.run(lambda unit: unit.hold_seat(seat.id)) == (seat, loaded)


async def test_a_second_seat_is_refused(store: Store) -> None:
    await sits(store)

    with pytest.raises(Stale):
        await store.run(seated)


@pytest.mark.parametrize("ended", [replace(GROUP, ended_at=NOW), replace(GROUP, ends_at=NOW)])
async def test_a_group_that_ended_has_no_seat(store: Store, ended: object) -> None:
    await opened(store, ended)  # type: ignore[arg-type]

    assert await store.run(seated) is None
    assert (await store.run(lambda unit: unit.lock(ANNA, NOW))).seat_id is None


async def test_twelve_who_come_at_once_have_twelve_seats_and_the_thirteenth_none(
    store: Store, other_store: Store
) -> None:
    await opened(store)
    comers = [Address("telegram", f"chat-{number}") for number in range(SEATS + 1)]

    taken = await asyncio.gather(
        *(
            (store, other_store)[number % 2].run(lambda unit, comer=comer: seated(unit, comer))  # type: ignore[misc]
            for number, comer in enumerate(comers)
        )
    )

    assert sorted(seat.number for seat in taken if seat) == list(range(1, SEATS + 1))
    assert taken.count(None) == 1


async def test_a_seat_is_passed_on_with_all_that_belongs_to_it(store: Store) -> None:
    seat = await sits(store)
    bilal = await store.run(lambda unit: unit.lock(BILAL, NOW))

    await store.run(lambda unit: unit.pass_seat(replace(seat, share=Share.STEP), bilal.contact))

    passed = replace(seat, contact=bilal.contact, share=Share.STEP)
    both = await store.run(lambda unit: unit.hold_both(ANNA, BILAL))
    assert both is not None
    assert [one.seat_id for one in both] == [None, seat.id]
    assert await store.run(lambda unit: unit.hold_seat(seat.id)) == (passed, both[1])
    await store.run(lambda unit: unit.forget(seat.contact))
    assert await store.run(lambda unit: unit.seat(seat.id)) == passed


async def test_a_seat_is_not_passed_on_to_who_has_one(store: Store) -> None:
    first, second = await sits(store), await sits(store, BILAL)

    with pytest.raises(Stale):
        await store.run(lambda unit: unit.pass_seat(first, second.contact))

    assert list(await store.run(lambda unit: unit.seats(GROUP.id))) == [first, second]
    assert (await store.run(lambda unit: unit.lock(ANNA, NOW))).seat_id == first.id


@pytest.mark.parametrize("other", [ANNA, BILAL])
async def test_two_that_are_not_two_are_not_held(store: Store, other: Address) -> None:
    await sits(store)

    assert await store.run(lambda unit: unit.hold_both(ANNA, other)) is None
    assert await store.run(lambda unit: unit.hold_both(other, ANNA)) is None


async def test_the_seat_of_who_left_is_the_next_to_be_taken(store: Store) -> None:
    first = await sits(store)
    await sits(store, BILAL)

    await store.run(lambda unit: unit.save_seat(replace(first, left_at=NOW)))

    assert await store.run(lambda unit: unit.seat(first.id)) is None
    assert await store.run(lambda unit: unit.hold_seat(first.id)) is None
    assert (await store.run(lambda unit: unit.lock(ANNA, NOW))).seat_id is None
    again = await sits(store)
    assert (again.number, again.id == first.id) == (1, False)
    assert [seat.number for seat in await store.run(lambda unit: unit.seats(GROUP.id))] == [1, 2]


async def test_save_seat_keeps_all_of_it(store: Store) -> None:
    changed = replace(
        await sits(store),
        language="ar",
        last_at=NOW + SECOND,
        nickname="Zon",
        hand_at=NOW + 2 * SECOND,
        helping="noor",
        share=Share.ANSWERS,
        refused=frozenset({"sam", "kim"}),
        step=3,
        steps=8,
        done=1,
        open=2,
        finished=True,
        seen={"noor": NOW + 3 * SECOND},
    )

    await store.run(lambda unit: unit.save_seat(changed))

    assert await store.run(lambda unit: unit.seat(changed.id)) == changed


async def test_who_erases_herself_leaves_no_seat(store: Store) -> None:
    seat = await sits(store)

    await store.run(lambda unit: unit.forget(seat.contact))

    assert await store.run(lambda unit: unit.seats(GROUP.id)) == []
    assert await store.run(lambda unit: unit.hold_seat(seat.id)) is None
    assert await store.run(lambda unit: unit.state_of(seat.contact)) == (None, False)


async def test_state_of_is_what_the_last_turn_saved(store: Store) -> None:
    seat = await sits(store)
    assert await store.run(lambda unit: unit.state_of(seat.contact)) == (None, False)

    await store.run(lambda unit: unit.save(seat.contact, 0, {"language": "ti"}, NOW))

    assert await store.run(lambda unit: unit.state_of(seat.contact)) == ({"language": "ti"}, False)


async def test_events_since_are_of_one_contact_in_order(store: Store) -> None:
    def job(unit: Unit) -> str:
        contact = unit.lock(ANNA, NOW).contact
        unit.record(contact, [{"type": "GuideStarted", "guide": "before"}], NOW - SECOND)
        unit.record(contact, [{"type": "GuideStarted", "guide": "one"}], NOW)
        unit.record(contact, [{"type": "GuideStarted", "guide": "two"}], NOW + SECOND)
        unit.record(unit.lock(BILAL, NOW).contact, [{"type": "GuideStarted", "guide": "his"}], NOW)
        return contact

    contact = await store.run(job)

    found = await store.run(lambda unit: unit.events_since(contact, NOW))
    assert [event["guide"] for event in found] == ["one", "two"]


async def test_tallies_count_people_per_team_and_month(store: Store, other_store: Store) -> None:
    await asyncio.gather(
        store.run(lambda unit: unit.tally("werk", NOVEMBER, {"people", "language:ti"})),
        other_store.run(lambda unit: unit.tally("werk", NOVEMBER, {"language:ar", "people"})),
        store.run(lambda unit: unit.tally("jeugd", NOVEMBER, {"people"})),
        store.run(lambda unit: unit.tally("werk", date(2026, 12, 1), set())),
    )

    assert await store.run(lambda unit: unit.tallies("werk", NOVEMBER)) == {
        "people": 2,
        "language:ti": 1,
        "language:ar": 1,
    }
    assert await store.run(lambda unit: unit.tallies("werk", date(2026, 12, 1))) == {}


async def test_expire_takes_a_group_a_day_after_its_end_but_not_with_somebody_in_it(store: Store) -> None:
    seat = await sits(store)
    await store.run(lambda unit: unit.save_helper(NOOR))
    await store.run(lambda unit: unit.save_group(replace(GROUP, ended_at=NOW)))
    assert await store.run(lambda unit: unit.expire(NOW + DAY, idle_before=LONG_AGO)) == 0

    await store.run(lambda unit: unit.save_seat(replace(seat, left_at=NOW)))

    assert await store.run(lambda unit: unit.expire(NOW + DAY - SECOND, idle_before=LONG_AGO)) == 0
    assert await store.run(lambda unit: unit.expire(NOW + DAY, idle_before=LONG_AGO)) == 1
    assert await store.run(lambda unit: unit.group(GROUP.id)) is None
    assert await store.run(lambda unit: unit.helpers(GROUP.id)) == []


async def test_expire_takes_figures_after_two_years(store: Store) -> None:
    await store.run(lambda unit: unit.tally("werk", NOVEMBER, {"people"}))
    after = NOW.replace(year=2026, month=11, day=1) + 731 * DAY

    assert await store.run(lambda unit: unit.expire(after, idle_before=LONG_AGO)) == 0
    assert await store.run(lambda unit: unit.expire(after + DAY, idle_before=LONG_AGO)) == 1


async def test_the_migration_keeps_the_feed_of_the_desk_both_ways(bare_url: str) -> None:
    migrate(bare_url)
    revert(bare_url, "0006")
    with connected(bare_url) as connection:
        connection.exec_driver_sql(
            "INSERT INTO feed (id, at, team, \"case\", kind) VALUES (1, 0, 'werk', 'BCDFGHJK', 'said')"
        )

    migrate(bare_url)

    with connected(bare_url) as connection:
        connection.exec_driver_sql(
            "INSERT INTO feed (id, at, topic, about, kind) VALUES (2, 0, 'groep:GRPBCDFG', 'x', 'hand')"
        )
        rows = connection.exec_driver_sql("SELECT topic, about FROM feed ORDER BY id").all()
    revert(bare_url, "0006")
    with connected(bare_url) as connection:
        back = connection.exec_driver_sql('SELECT id, team, "case", kind FROM feed').all()
    assert [tuple(row) for row in rows] == [("werk", "BCDFGHJK"), ("groep:GRPBCDFG", "x")]
    assert [tuple(row) for row in back] == [(1, "werk", "BCDFGHJK", "said")]
