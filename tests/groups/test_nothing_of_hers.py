"""Whatever a participant does, the tables of groups hold nothing of what her matter is."""

from __future__ import annotations

import re
from random import Random
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from bot.messages import Command, Text
from bot.storage.group_tables import group_helpers, group_seats, groups
from bot.storage.tables import metadata
from tests.flows.walker import real_library
from tests.handoff.stage import FATIMA, MONDAY
from tests.stores import connected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.groups.base import Group
    from bot.storage.base import Store
    from tests.groups.stage import GroupStage

SENTENCE = "Kwartelkuiken"
"""What she types wherever she may."""

AT_A_SEAT = {
    "id",
    "group",
    "number",
    "contact",
    "language",
    "joined_at",
    "last_at",
    "nickname",
    "hand_at",
    "helping",
    "share",
    "refused",
    "step",
    "steps",
    "done",
    "open",
    "finished",
    "seen",
}

WORD = re.compile(r"[\w-]+")
PRESSES = 40
SOMETIMES = 5


def words_of_guides() -> set[str]:
    """The ids of all guides and steps, and what is pressed and typed in them."""
    guides = real_library().guides.values()
    return {
        SENTENCE,
        *(guide.id for guide in guides),
        *(step.id for guide in guides for step in guide.steps),
    } - {
        "open",  # also the name of a column, and no word of hers there
    }


def stored(url: str) -> Iterator[str]:
    """Every value that the tables of groups and the feed of their boards hold."""
    with connected(url) as connection:
        for table in (groups, group_helpers, group_seats, metadata.tables["feed"]):
            for row in connection.execute(sa.select(table)):
                yield from (str(value) for value in row)


def words_in(url: str) -> set[str]:
    return {word for value in stored(url) for word in WORD.findall(value)}


def test_a_seat_has_no_place_for_anything_else() -> None:
    assert {column.name for column in group_seats.columns} == AT_A_SEAT


@pytest.mark.parametrize("seed", range(4))
async def test_no_guide_step_answer_or_word_of_hers_is_stored(
    stage: GroupStage, group: Group, store_url: str, seed: int
) -> None:
    chance = Random(seed)  # noqa: S311  the same walk each time
    # What stands there before she comes is the helper's: the name of a team may be that of a step.
    private = words_of_guides() - words_in(store_url)
    await stage.hears(Command("start", f"groep-{group.code}-nl"))
    await stage.presses("show-step", "show-yes", "show-answers", "show-yes")
    for turn in range(PRESSES):
        choices = [one for one in stage.choices() if one not in {"leave", "leave-yes", "nickname", "erase"}]
        if turn % SOMETIMES == SOMETIMES - 1:
            await stage.hears(Text(SENTENCE))
        elif "menu" in choices and chance.random() < 1 / PRESSES:
            await stage.presses("menu")
        else:
            away = {"menu", "hand", "language", "human", "danger", "back", "dutch", "both"}
            onward = [one for one in choices if one not in away] or choices
            await stage.presses(chance.choice(onward))
        assert words_in(store_url) & private == set()
    seat = (await stage.store.run(lambda unit: unit.seats(group.id)))[0]
    assert seat.step is not None or seat.done + seat.open > 0 or seat.finished  # she did get somewhere


async def test_turn_of_somebody_in_no_group_asks_nothing_about_groups(
    stage: GroupStage, group: Group
) -> None:
    asked: list[str] = []

    def collect(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    await stage.hears(Command("start", "nl"))
    sa.event.listen(sa.Engine, "before_cursor_execute", collect)
    try:
        await stage.begins()
        await stage.hears(Command("menu"))
        alone = [one for one in asked if "group_" in one or "groups" in one]
        statements = len(asked)
        await stage.hears(Command("start", f"groep-{group.code}"))
        seated = [one for one in asked if "group_" in one or "groups" in one]
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", collect)
    assert alone == []
    assert statements > 0
    assert seated != []  # so that such a statement would have been seen


async def test_looking_away_from_her_group_costs_her_turn_only_her_seat(
    stage: GroupStage, group: Group
) -> None:
    """A turn that shows nothing of the group looks for her seat, stores it and tells the board."""
    await stage.hears(Command("start", f"groep-{group.code}-nl"))
    asked: list[str] = []

    def collect(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if "group_" in statement or "groups" in statement:
            asked.append(statement.split(maxsplit=1)[0])

    sa.event.listen(sa.Engine, "before_cursor_execute", collect)
    try:
        await stage.hears(Command("menu"))
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", collect)
    assert asked == ["SELECT", "UPDATE"]


async def test_state_of_who_left_is_hers_alone(stage: GroupStage, group: Group, store: Store) -> None:
    await stage.hears(Command("start", f"groep-{group.code}-nl"))
    await stage.presses("more", "leave", "leave-yes")
    loaded = await store.run(lambda unit: unit.lock(FATIMA, MONDAY))
    assert loaded.seat_id is None
    assert "group" not in (loaded.state or {})
