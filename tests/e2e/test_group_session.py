"""A session of the DigiD-groep from its begin to its end: twelve participants, two helpers, one service.

Three languages; phones, computers of the library, Telegram. Each has a matter of her own. Four
participants and both helpers sit before real browsers, the others send what a browser would.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
import sqlalchemy as sa
from playwright.async_api import Error

from bot.flows import words, words_group, words_paper
from bot.storage.page_tables import page_visitors
from bot.tokens import digest
from tests.e2e.helping import (
    OFFER,
    POINT,
    QUESTION,
    hands_go_up,
    helper_encourages_in_her_language,
    point_is_accepted_or_declined,
    shares,
    shows,
    signal_ends_as_a_case,
    what_is_private_is_not_seen,
    who_shows_her_step_is_seen_and_can_stop,
)
from tests.e2e.matters import found_in
from tests.e2e.room import MATTERS, SHOWS, Room, full_room
from tests.e2e.wording import label, said
from tests.stores import connected
from tests.web.browser.conftest import PHONE
from tests.web.browser.test_poster import codes

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.e2e.participants import Participant
    from tests.e2e.stage import Stage

pytestmark = pytest.mark.untraced  # a process of its own under load; tests/e2e/test_ending.py is traced

PIN = "7305"
OK, GONE = 200, 404
LANGUAGES = {"nl": "Nederlands", "ar": "Arabisch", "ti": "Tigrinya"}


@dataclass(frozen=True)
class Paper:
    """What the code on a paper says, and where she was who made it."""

    code: str
    where: tuple[str, list[str]]


@pytest_asyncio.fixture
async def room(stage: Stage, sqlite_url: str) -> AsyncIterator[Room]:
    async with full_room(stage, sqlite_url) as room:
        yield room


async def test_session_of_twelve_participants_and_two_helpers(room: Room, tmp_path: Path) -> None:
    await everybody_sits(room)
    await nobody_more_comes_in(room)
    await each_begins_her_own_matter(room)
    await hands_go_up(room)
    await board_that_lost_its_connection_catches_up(room)
    await fifteen_minutes_pass(room)  # the rest goes on meanwhile
    await who_shows_her_step_is_seen_and_can_stop(room)
    await what_is_private_is_not_seen(room)
    await helper_encourages_in_her_language(room)
    await point_is_accepted_or_declined(room)
    await signal_ends_as_a_case(room)
    await helper_is_refused(room)
    await helper_leaves_and_the_other_goes_on(room)
    paper = await paper_is_made_and_the_screen_is_wiped(room, tmp_path)
    await computer_left_open_shows_nothing(room)
    await group_ends_and_everybody_goes_on_alone(room)
    await paper_goes_on_at_home(room, paper)
    nobody_learnt_what_was_not_shown(room)


# --- coming in -----------------------------------------------------------------


async def everybody_sits(room: Room) -> None:
    for helper in (room.ria, room.sofie):
        await helper.reads("12 deelnemers")  # without a reload
        assert await helper.numbers() == list(range(1, 13))
    for number, seat in enumerate(room.seats, start=1):
        assert LANGUAGES[seat.language] in await room.ria.card(number)


async def nobody_more_comes_in(room: Room) -> None:
    late = room.library.on_telegram("ar")
    await late.person.says(f"/start groep-{room.code}-ar")
    await late.sees(said("ar", words_group.FULL))
    other = await room.library.on_the_page("ti")
    await other.comes_in(room.code)
    await other.sees(label(words_group.FULL, "ti"))
    assert await room.ria.numbers() == list(range(1, 13))


async def each_begins_her_own_matter(room: Room) -> None:
    today = datetime.now(UTC).date()
    await asyncio.gather(
        *(matter.begins(seat, today) for seat, matter in zip(room.seats, MATTERS, strict=True))
    )
    for number in range(1, 13):
        await room.ria.sees_on_card(number, "stap")
        assert "Niet gedeeld" in await room.sofie.card(number)


# --- what goes wrong -----------------------------------------------------------


async def fifteen_minutes_pass(room: Room) -> None:
    """Let the time of the computer at which number 4 sits be over, as if nobody had touched it."""
    cookies = {one["name"]: one["value"] for one in await room.browser(4).page.context.cookies()}
    with connected(room.library.url) as connection:
        hers = page_visitors.c.address == digest(cookies["wegwijs"])
        over = datetime.now(UTC) - timedelta(seconds=1)
        assert connection.execute(sa.update(page_visitors).where(hers).values(expires_at=over)).rowcount == 1


async def board_that_lost_its_connection_catches_up(room: Room) -> None:
    board, hand = room.sofie.page, room.sofie.page.locator(".cards .card.hand")
    await board.context.set_offline(True)
    await room.seat(11).chooses("hand")
    await room.ria.page.locator(".cards .card.hand").wait_for()
    await room.sofie.reads("De verbinding is weg.")
    assert await hand.count() == 0

    await board.context.set_offline(False)
    await hand.wait_for()  # by itself: nothing happens in the group meanwhile
    await board.get_by_text("De verbinding is weg.").wait_for(state="detached")
    await room.sofie.presses("Ik kom bij nummer 11")
    await room.seat(11).sees(said("ti", words_group.HELPER_COMES, name="Sofie Bakker"))
    await room.seat(11).chooses("go-on")


async def helper_is_refused(room: Room) -> None:
    address = await room.ria.address(5)
    await room.seat(5).says("/groep")
    await room.seat(5).chooses("more", "which-helper", "h:ria", "before", "go-on")
    await room.ria.sees_on_card(5, "Wil liever een andere begeleider.")
    assert (await room.ria.card(5)).split() == ["5", "Wil", "liever", "een", "andere", "begeleider."]
    assert (await room.ria.session.open(address)).status_code == GONE
    assert "Arabisch" in await room.sofie.card(5)
    assert (await room.sofie.session.open(address)).status_code == OK


async def helper_leaves_and_the_other_goes_on(room: Room) -> None:
    cards = [await room.sofie.address(number) for number in (5, 11)]
    await room.sofie.presses("Ik ga weg")
    await room.sofie.page.get_by_role("heading", name="Groepen").wait_for()
    await asyncio.wait_for(room.sofie.told_to_go.wait(), 20)
    for path in (room.group, f"{room.group}/kaarten", *cards):
        assert (await room.sofie.session.open(path)).status_code == GONE
    heard = len(room.sofie.heard)

    await room.ria.reads("Begeleider: Ria Kok (u)")
    await room.ria.presses("Ik kom bij nummer 11")
    await room.seat(11).sees(said("ti", words_group.HELPER_COMES, name="Ria Kok"))
    await shows(room.seat(11))
    await room.seat(5).says("/groep")
    await room.seat(5).chooses("more", "which-helper", "h:ria", "before", "go-on")
    await room.ria.sees_on_card(5, "Arabisch")
    assert len(room.sofie.heard) == heard


async def computer_left_open_shows_nothing(room: Room) -> None:
    page = room.browser(4).page
    hers = MATTERS[3].words("ar")
    await page.wait_for_url("**/?gewist")
    shown = [await page.content()]
    await page.go_back()
    await page.wait_for_load_state()
    shown.append(await page.content())
    await page.goto(f"{room.library.address}/mee/{room.code}?pc")
    assert await page.locator(f"a[href='/mee/{room.code}/ti?pc']").count() == 1
    shown.append(await page.content())
    assert found_in("\n".join(shown), hers) == []
    await room.ria.page.locator(".cards .card").nth(10).wait_for(state="detached")
    assert 4 not in await room.ria.numbers()


async def paper_is_made_and_the_screen_is_wiped(room: Room, folder: Path) -> Paper:
    page, picture = room.browser(3).page, folder / "paper.png"
    where = await stands_at(room.seat(3))
    await page.goto(f"{room.library.address}/papier?lijst")
    await page.locator("#pin").fill(PIN)
    await page.locator("#again").fill(PIN)
    await page.get_by_role("button", name=label(words_paper.MAKE, "ti")).click()
    await page.locator(".home svg").wait_for()
    await page.screenshot(path=picture, full_page=True)
    printed = await page.locator(".paper").inner_text()
    assert (OFFER in printed, PIN in printed) == (True, False)
    await page.locator("#close").click()
    await page.locator(".wipe").click()
    await page.get_by_role("button", name=label(words.ERASE_YES, "ti")).click()
    await page.wait_for_url("**/?gewist")
    shown = [await page.content()]
    # The question whether all may go was the answer to a form: no browser kept it, and Chromium says so.
    with suppress(Error):
        await page.go_back()
    shown.append(await page.content())
    assert found_in("\n".join(shown), {OFFER, *MATTERS[2].words("ti")}) == []
    await room.ria.page.locator(".cards .card").nth(11).wait_for(state="detached")
    assert 3 not in await room.ria.numbers()
    (code,) = codes(picture)
    return Paper(code, where)


# --- the end ---------------------------------------------------------------------


async def stands_at(who: Participant) -> tuple[str, list[str]]:
    """Return the last line of what she is asked, and what she may answer, wherever she sits."""
    choices = [one for one in (await who.question()).choices if one not in {"hand", "listen"}]
    return (await who.texts())[-1].splitlines()[-1], choices


async def group_ends_and_everybody_goes_on_alone(room: Room) -> None:
    stay = [room.seat(number) for number in (1, 2, 5, 6, 7, 8, 9, 11, 12)]
    before = [await stands_at(one) for one in stay]
    other = await room.ria.page.context.new_page()
    await other.goto(f"{room.library.address}{room.group}")
    await room.ria.page.get_by_role("link", name="Stop de groep").click()
    await room.ria.presses("Ja, stop de groep")
    await room.ria.reads("Er is nu geen groep.")
    await other.get_by_role("heading", name="Deze groep is er niet meer").wait_for()
    await asyncio.wait_for(room.ria.told_to_go.wait(), 20)

    for one in (*stay, room.seat(10)):
        await one.sees(label(words_group.SEES_NO_MORE, one.language))
    assert [await stands_at(one) for one in stay] == before
    assert shares(room) == {}
    for one in stay:
        await MATTERS[room.seats.index(one)].goes_on(one, datetime.now(UTC).date())


async def paper_goes_on_at_home(room: Room, paper: Paper) -> None:
    home = await room.library.in_browser("ti", PHONE)
    await home.page.goto(paper.code)
    assert OFFER not in await home.page.content()
    await home.page.locator("#pin").fill(PIN)
    await home.page.locator("button[name=own][value='1']").click()
    await home.offered("menu")
    assert await stands_at(home) == paper.where


def nobody_learnt_what_was_not_shown(room: Room) -> None:
    shown = {word for number in SHOWS for word in MATTERS[number - 1].words(room.seat(number).language)}
    for helper in (room.ria, room.sofie):
        assert found_in(helper.bodies, MATTERS[SHOWS[0] - 1].words("nl")) != []  # what is shown is found
        for number, (matter, seat) in enumerate(zip(MATTERS, room.seats, strict=True), start=1):
            if number not in SHOWS:
                assert (number, found_in(helper.bodies, matter.words(seat.language) - shown)) == (number, [])
        assert found_in(helper.bodies, {QUESTION, POINT, OFFER}) == []
