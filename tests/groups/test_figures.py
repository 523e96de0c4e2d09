"""What figures of a month show, and that no arithmetic leads from them to a few people."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from bot.groups.base import Seat
from bot.groups.ending import cells, month_of
from bot.groups.figures import LEAST, Figures, large, partition
from bot.messages import Command
from bot.storage.tables import attempts
from tests.groups.stage import LIBRARY, NOOR, SELAM
from tests.handoff.stage import MONDAY, real
from tests.stores import connected

if TYPE_CHECKING:
    from bot.groups.base import Group
    from tests.groups.stage import GroupStage

NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)
MINUTE = timedelta(minutes=1)

COUNTS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 30))


@given(COUNTS)
def test_what_a_partition_hides_cannot_be_computed(counts: dict[str, int]) -> None:
    shown = partition(counts)

    hidden = {name: count for name, count in counts.items() if name not in shown}
    rest = sum(counts.values()) - sum(shown.values())  # what anybody can compute
    assert shown.items() <= counts.items()
    assert all(count >= LEAST for count in shown.values())
    assert len(hidden) != 1 or not shown
    assert rest == 0 or rest >= LEAST or not shown


@given(COUNTS)
def test_a_partition_hides_nothing_where_all_is_large(counts: dict[str, int]) -> None:
    many = {name: count + LEAST - 1 for name, count in counts.items()}

    assert partition(many) == many


@given(COUNTS)
def test_what_counts_few_people_is_never_shown(counts: dict[str, int]) -> None:
    assert large(counts) == {name: count for name, count in counts.items() if count >= 5}


@given(st.lists(st.tuples(st.sampled_from(("nl", "ar", "ti")), st.booleans()), max_size=40))
def test_figures_of_made_up_months_show_nothing_below_five(people: list[tuple[str, bool]]) -> None:
    tallies: dict[str, int] = {}
    for language, stays in people:
        spent, stuck = ("120+", "schulden/bel") if stays else ("0-30", "-")
        for cell in ("people", f"language:{language}", f"time:{spent}", f"stuck:{stuck}", "guide:schulden"):
            tallies[cell] = tallies.get(cell, 0) + 1

    figures = Figures.of(NOVEMBER, tallies)

    numbers = [
        count
        for rows in (figures.languages, figures.times, figures.guides, figures.done, figures.stuck)
        for _, count in rows
    ]
    assert figures.people == (len(people) if len(people) >= LEAST else None)
    assert [number for number in numbers if number < LEAST] == []
    for rows in (figures.languages, figures.times, figures.stuck):
        rest = (figures.people or 0) - sum(count for _, count in rows)
        assert not rows or rest == 0 or rest >= LEAST


def test_where_one_language_is_rare_the_next_is_hidden_as_well() -> None:
    figures = Figures.of(
        NOVEMBER, {"people": 23, "language:nl": 12, "language:ar": 8, "language:ti": 3, "time:0-30": 23}
    )

    assert figures == Figures(month=NOVEMBER, people=23, languages=(("nl", 12),), times=(("0-30", 23),))


def test_fewer_than_five_people_have_no_figures() -> None:
    assert Figures.of(NOVEMBER, {"people": 4, "guide:schulden": 4}) == Figures(month=NOVEMBER, people=None)


def test_figures_have_the_largest_first() -> None:
    tallies = {"people": 9, "guide:a": 6, "guide:b": 9, "guide:c": 4, "done:a/x": 5, "done:b/y": 7}

    figures = Figures.of(NOVEMBER, tallies)

    assert (figures.guides, figures.done) == ((("b", 9), ("a", 6)), (("b/y", 7), ("a/x", 5)))


# --- what is counted of one person ---------------------------------------------------


def seat(joined_at: datetime = MONDAY) -> Seat:
    return Seat(
        id="STBCDFGH",
        group="GRPBCDFG",
        number=1,
        contact="contact",
        language="ti",
        joined_at=joined_at,
        last_at=joined_at,
    )


@pytest.mark.parametrize(
    ("spent", "bucket"),
    [(0, "0-30"), (29, "0-30"), (30, "30-60"), (60, "60-120"), (120, "120+"), (900, "120+")],
)
def test_how_long_somebody_took_part_is_counted_in_a_few_steps(spent: int, bucket: str) -> None:
    library = real()[0].library

    counted = cells(seat(MONDAY - spent * MINUTE), [], None, library, MONDAY)

    assert counted == {"people", "language:ti", f"time:{bucket}", "stuck:-"}


def test_what_was_taken_back_or_is_private_does_not_count() -> None:
    library = real()[0].library
    guide = library.guides["baan-verliezen"]
    do = next(step.id for step in guide.steps if type(step).__name__ == "Do" and not step.private)
    private = next(one for one in library.guides.values() if one.private)
    changed = {"type": "ActionChanged", "guide": guide.id, "step": do}
    recorded = [
        {"type": "GuideStarted", "guide": guide.id},
        {"type": "GuideStarted", "guide": private.id},
        {"type": "GuideStarted", "guide": "gone-since"},
        {**changed, "status": "done"},
        {**changed, "guide": private.id, "status": "done"},
    ]

    counted = cells(seat(), recorded, None, library, MONDAY)
    taken_back = cells(seat(), [*recorded, {**changed, "status": "open"}], None, library, MONDAY)

    common = {"people", "language:ti", "time:0-30", "stuck:-", f"guide:{guide.id}"}
    assert (counted, taken_back) == (common | {f"done:{guide.id}/{do}"}, common)


def test_the_month_is_that_of_the_municipality() -> None:
    assert month_of(datetime(2026, 11, 30, 22, 59, tzinfo=UTC)) == NOVEMBER
    assert month_of(datetime(2026, 11, 30, 23, 0, tzinfo=UTC)) == DECEMBER


async def test_who_took_part_is_counted_once_when_the_group_ends(stage: GroupStage, group: Group) -> None:
    await stage.sits(group, language="nl")
    await stage.begins()
    await stage.board.end(NOOR, group.id)
    await stage.board.tick()

    tallies = await stage.store.run(lambda unit: unit.tallies(LIBRARY, NOVEMBER))

    assert tallies == dict.fromkeys(
        ("people", "language:nl", "time:0-30", "guide:baan-verliezen", "stuck:baan-verliezen/ontslag"), 1
    )


async def test_who_joins_and_leaves_five_times_is_one_person(stage: GroupStage, group: Group) -> None:
    for _ in range(LEAST):
        await stage.hears(Command("start", f"groep-{group.code}-ti"))
        await stage.presses("more", "leave", "leave-yes")
        stage.clock.now += 20 * MINUTE
    await stage.hears(Command("start", f"groep-{group.code}-ti"))
    await stage.board.end(NOOR, group.id)

    tallies = await stage.store.run(lambda unit: unit.tallies(LIBRARY, NOVEMBER))

    assert tallies == dict.fromkeys(("people", "language:ti", "time:0-30", "stuck:-"), 1)


async def test_who_comes_to_another_group_is_counted_there_too(stage: GroupStage, group: Group) -> None:
    other = await stage.opens(place="Bibliotheek Noord")
    for one in (group, other):
        await stage.hears(Command("start", f"groep-{one.code}-ti"))
    await stage.sits(other, SELAM)
    await stage.board.end(NOOR, other.id)

    tallies = await stage.store.run(lambda unit: unit.tallies(LIBRARY, NOVEMBER))

    assert tallies["people"] == 3


async def test_that_somebody_was_counted_is_known_for_a_day_and_says_nobody_s_name(
    stage: GroupStage, group: Group, store_url: str
) -> None:
    seat = await stage.sits(group)
    await stage.board.end(NOOR, group.id)
    with connected(store_url) as connection:
        kept = list(connection.execute(sa.select(attempts.c.bucket, attempts.c.until)))
    assert [until for bucket, until in kept if bucket.startswith("counted:")] == [MONDAY + timedelta(days=1)]
    assert [bucket for bucket, _ in kept if seat.contact in bucket or group.id in bucket] == []

    await stage.store.run(lambda unit: unit.expire_attempts(MONDAY + timedelta(days=1)))
    with connected(store_url) as connection:
        assert list(connection.scalars(sa.select(attempts.c.bucket))) == []


async def test_figures_are_shown_once_the_month_is_over(stage: GroupStage) -> None:
    for _ in range(LEAST):
        await stage.store.run(lambda unit: unit.tally(LIBRARY, NOVEMBER, {"people", "guide:schulden"}))
    stage.clock.now = datetime(2026, 12, 1, 9, tzinfo=UTC)

    assert await stage.board.figures(NOOR, NOVEMBER) == Figures(
        month=NOVEMBER, people=LEAST, guides=(("schulden", LEAST),)
    )
