"""What figures of a month show, and that no arithmetic leads from them to a few people."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from bot.groups.base import Seat
from bot.groups.ending import LEAST, cells, enough, month_of
from bot.groups.figures import Counted, Figures, large, partition
from bot.messages import Address, Command
from bot.storage.tables import attempts
from tests import read_once
from tests.groups.stage import LIBRARY, NOOR, SELAM
from tests.handoff.stage import FATIMA, MONDAY
from tests.stores import connected

if TYPE_CHECKING:
    from bot.groups.base import Group
    from bot.messages import JSON
    from tests.groups.stage import GroupStage

NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)
MONTHS = (NOVEMBER, DECEMBER)
AFTER = datetime(2026, 12, 1, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)

FIGURES = st.dictionaries(st.sampled_from("abcdefgh"), st.tuples(st.integers(1, 30), st.booleans())).map(
    lambda found: [Counted(name, count, several) for name, (count, several) in found.items()]
)


@given(FIGURES)
def test_what_a_partition_hides_cannot_be_computed(figures: list[Counted]) -> None:
    shown = partition(figures)

    hidden = [one for one in figures if one not in shown]
    rest = sum(one.count for one in figures) - sum(one.count for one in shown)  # what anybody can compute
    assert all(one in figures and one.count >= LEAST and one.several for one in shown)
    assert len(hidden) != 1 or not shown
    assert rest == 0 or rest >= LEAST or not shown
    assert not hidden or not shown or any(one.several for one in hidden)


@given(FIGURES)
def test_a_partition_hides_nothing_where_all_is_large(figures: list[Counted]) -> None:
    many = [Counted(one.name, one.count + LEAST - 1, several=True) for one in figures]

    assert sorted(partition(many), key=repr) == sorted(many, key=repr)


@given(FIGURES)
def test_what_counts_few_people_or_may_be_one_person_is_never_shown(figures: list[Counted]) -> None:
    assert large(figures) == [one for one in figures if one.count >= 5 and one.several]


def tallied(people: list[tuple[str, bool]], groups: list[int]) -> dict[str, int]:
    """Return the tallies of a month in which somebody was in a group of these numbers."""
    counted: Counter[str] = Counter()
    in_group: Counter[tuple[int, str]] = Counter()
    for (language, stays), group in zip(people, groups, strict=False):
        spent, stuck = ("120+", "schulden/bel") if stays else ("0-30", "-")
        for cell in ("people", f"language:{language}", f"time:{spent}", f"stuck:{stuck}", "guide:schulden"):
            counted[cell] += 1
            in_group[group, cell] += 1
            counted[f"together:{cell}"] += in_group[group, cell] == enough(cell)
    return dict(+counted)


@given(
    st.lists(st.tuples(st.sampled_from(("nl", "ar", "ti")), st.booleans()), max_size=40),
    st.lists(st.integers(1, 6), min_size=40, max_size=40),
)
def test_figures_of_made_up_months_show_nothing_below_five(
    people: list[tuple[str, bool]], groups: list[int]
) -> None:
    figures = Figures.of(NOVEMBER, tallied(people, groups))

    numbers = [
        count
        for rows in (figures.languages, figures.times, figures.guides, figures.done, figures.stuck)
        for _, count in rows
    ]
    largest = max(Counter(groups[: len(people)]).values(), default=0)
    assert figures.people == (len(people) if largest >= LEAST else None)
    assert [number for number in numbers if number < LEAST] == []
    for rows in (figures.languages, figures.times, figures.stuck):
        rest = (figures.people or 0) - sum(count for _, count in rows)
        assert not rows or rest == 0 or rest >= LEAST


def together(*cells: str) -> dict[str, int]:
    """Return the cells that say that enough people of one group were in these."""
    return dict.fromkeys((f"together:{cell}" for cell in ("people", *cells)), 1)


def test_where_one_language_is_rare_the_next_is_hidden_as_well() -> None:
    tallies = {"people": 23, "language:nl": 12, "language:ar": 8, "language:ti": 3, "time:0-30": 23}

    figures = Figures.of(
        NOVEMBER, tallies | together("language:nl", "language:ar", "language:ti", "time:0-30")
    )

    assert figures == Figures(month=NOVEMBER, people=23, languages=(("nl", 12),), times=(("0-30", 23),))


def test_language_that_may_be_one_regular_is_hidden_and_cannot_be_computed() -> None:
    tallies = {"people": 23, "language:nl": 12, "language:ar": 6, "language:ti": 5}

    figures = Figures.of(NOVEMBER, tallies | together("language:nl"))
    with_two = Figures.of(NOVEMBER, tallies | together("language:nl", "language:ar"))

    assert figures == Figures(month=NOVEMBER, people=23)
    assert with_two == Figures(month=NOVEMBER, people=23, languages=(("nl", 12),))


@pytest.mark.parametrize(
    "tallies",
    [{"people": 4, "guide:schulden": 4} | together("guide:schulden"), {"people": 40, "guide:schulden": 40}],
)
def test_month_without_five_people_in_one_group_has_no_figures(tallies: dict[str, int]) -> None:
    assert Figures.of(NOVEMBER, tallies) == Figures(month=NOVEMBER, people=None)


def test_figures_have_the_largest_first() -> None:
    tallies = {"people": 9, "guide:a": 6, "guide:b": 9, "guide:c": 4, "done:a/x": 5, "done:b/y": 7}

    figures = Figures.of(NOVEMBER, tallies | together(*tallies))

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
    library = read_once.world()[0].library

    counted = cells(seat(MONDAY - spent * MINUTE), [], None, library, MONDAY)

    assert counted == {"people", "language:ti", f"time:{bucket}", "stuck:-"}


def test_what_was_taken_back_or_is_private_does_not_count() -> None:
    library = read_once.world()[0].library
    guide = library.guides["baan-verliezen"]
    do = next(step.id for step in guide.steps if type(step).__name__ == "Do" and not step.private)
    private = next(one for one in library.guides.values() if one.private)
    changed: dict[str, JSON] = {"type": "ActionChanged", "guide": guide.id, "step": do}
    recorded: list[dict[str, JSON]] = [
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


async def visits(stage: GroupStage, *people: Address) -> None:
    """Let these people come to a group of their own, which then ends."""
    group = await stage.opens()
    for who in people:
        await stage.hears(Command("start", f"groep-{group.code}-{'ti' if who is SELAM else 'nl'}"), who)
    stage.clock.now += 40 * MINUTE
    await stage.board.end(NOOR, group.id)


FIVE = tuple(Address("telegram", f"guest-{number}") for number in range(LEAST))


async def test_regular_who_comes_to_five_groups_is_not_five_people(stage: GroupStage) -> None:
    for _ in range(LEAST):
        await visits(stage, SELAM)
    stage.clock.now = AFTER

    assert await stage.board.figures(NOOR, NOVEMBER) == Figures(month=NOVEMBER, people=None)


async def test_figure_that_is_all_of_one_regular_is_hidden(stage: GroupStage) -> None:
    await visits(stage, SELAM, *FIVE, FATIMA)
    for _ in range(LEAST - 1):
        await visits(stage, SELAM)
    stage.clock.now = AFTER

    assert await stage.board.figures(NOOR, NOVEMBER) == Figures(
        month=NOVEMBER, people=11, times=(("30-60", 11),)
    )


async def test_five_people_of_one_group_have_figures_once_the_month_is_over(stage: GroupStage) -> None:
    await visits(stage, *FIVE)
    stage.clock.now = AFTER

    assert await stage.board.figures(NOOR, NOVEMBER) == Figures(
        month=NOVEMBER, people=5, languages=(("nl", 5),), times=(("30-60", 5),)
    )


async def test_group_over_the_end_of_a_month_counts_in_each_for_itself(stage: GroupStage) -> None:
    stage.clock.now = datetime(2026, 11, 30, 22, 40, tzinfo=UTC)
    group = await stage.opens()
    for who in FIVE:
        await stage.hears(Command("start", f"groep-{group.code}-nl"), who)
    for who in FIVE[:2]:
        await stage.presses("more", "leave", "leave-yes", who=who)
    stage.clock.now += 40 * MINUTE
    await stage.board.end(NOOR, group.id)

    found = await stage.store.run(lambda unit: [dict(unit.tallies(LIBRARY, month)) for month in MONTHS])

    several = {"together:language:nl": 1, "together:stuck:-": 1}
    assert found == [
        {"people": 2, "language:nl": 2, "time:0-30": 2, "stuck:-": 2, "together:time:0-30": 1, **several},
        {"people": 3, "language:nl": 3, "time:30-60": 3, "stuck:-": 3, "together:time:30-60": 1, **several},
    ]
