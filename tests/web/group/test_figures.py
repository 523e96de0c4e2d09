"""The page of figures: whole months that are over, and nothing of a few people."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.flows.definition import Do
from bot.web.group.figures import over
from tests.web.group.test_groups import texts

if TYPE_CHECKING:
    from tests.web.group.room import Room

OCTOBER = date(2026, 10, 1)
STEP = "baan-verliezen/intrekken"


async def counted(room: Room, people: int, *cells: str) -> None:
    """Count these people, who were all in one group."""
    every = {"people", *cells}
    together = {f"together:{cell}" for cell in every}
    for _ in range(people):
        await room.store.run(lambda unit: unit.tally("werk-en-inkomen", OCTOBER, every | together))


@pytest.mark.parametrize("username", ["ria", "petra"])
async def test_figures_are_shown_in_the_words_of_the_content(room: Room, username: str) -> None:
    await counted(room, 6, "language:ti", "time:30-60", "guide:baan-verliezen", f"done:{STEP}")
    browser = await room.browser(username)

    await browser.open("/groep/cijfers?maand=2026-10")

    guide = room.parts.library.guides["baan-verliezen"]
    step = guide.step("intrekken")
    assert isinstance(step, Do)
    assert texts(browser.shown.text, "tbody") == [
        "Tigrinya 6",
        "Een half uur tot 1 uur 6",
        f"{guide.title.source} 6",
        f"{guide.title.source}: {step.title.source} 6",
    ]


async def test_figures_name_who_chose_no_language(room: Room) -> None:
    await counted(room, 6, "language:-")
    ria = await room.browser("ria")

    await ria.open("/groep/cijfers?maand=2026-10")

    assert texts(ria.shown.text, "tbody") == ["Nog geen taal gekozen 6"]


async def test_page_says_from_when_on_there_are_figures(room: Room) -> None:
    ria = await room.browser("ria")

    await ria.open("/groep/cijfers")

    assert "Er zijn alleen cijfers als er in 1 groep 5 mensen of meer waren." in ria.text


async def test_figures_of_few_people_are_not_shown(room: Room) -> None:
    await counted(room, 4, "language:ti")
    ria = await room.browser("ria")

    await ria.open("/groep/cijfers?maand=2026-10")

    assert (texts(ria.shown.text, "tbody"), "er niets om te laten zien" in ria.text) == ([], True)


@pytest.mark.parametrize("asked", ["2026-11", "2027-01", "", "x"])
async def test_month_that_is_not_over_shows_the_last_that_is(room: Room, asked: str) -> None:
    ria = await room.browser("ria")

    await ria.open(f"/groep/cijfers?maand={asked}")

    assert '<option value="2026-10" selected>oktober 2026</option>' in ria.shown.text


def test_months_that_are_over_go_back_a_year() -> None:
    found = over(date(2026, 3, 31))

    assert (found[0], found[2], found[-1], len(found)) == (
        date(2026, 2, 1),
        date(2025, 12, 1),
        date(2025, 3, 1),
        12,
    )
