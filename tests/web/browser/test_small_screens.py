"""What a participant sees on a small phone: her answers are in sight, and nothing goes by one tap."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.flows import words, words_page, words_paper
from tests.web.browser.conftest import barriers
from tests.web.browser.test_group import GUIDE, joins, opened, said

if TYPE_CHECKING:
    from playwright.async_api import Page, ViewportSize

    from tests.web.browser.conftest import Phone, Place

pytestmark = [
    pytest.mark.untraced,  # Chromium's time; the same code is traced behind its addresses (tests/web)
    pytest.mark.asyncio(loop_scope="session"),  # that of Chromium, which is started once
]

SMALL: ViewportSize = {"width": 360, "height": 640}
SIZES: list[ViewportSize] = [SMALL, {"width": 390, "height": 844}]

IN_SIGHT = """() => [...[...document.querySelectorAll(".choices")].at(-1).querySelectorAll("button")]
  .filter(one => one.getBoundingClientRect().top >= document.querySelector(".top").offsetHeight)
  .filter(one => one.getBoundingClientRect().bottom <= innerHeight).length"""
"""How many answers to the newest question are seen whole, without scrolling."""

NARROWEST = """() => Math.min(...[...document.querySelectorAll(".paper p")]
  .map(one => one.getBoundingClientRect().width).filter(width => width > 0))"""


async def settled(page: Page) -> None:
    """Wait until the letters of every script are there: they take another height."""
    await page.evaluate("document.fonts.ready.then(() => new Promise(requestAnimationFrame))")


async def both_languages(place: Place, phone: Phone, language: str) -> None:
    """Stand at a question of a guide with the Dutch along."""
    await phone.page.set_viewport_size(SMALL)
    await phone.page.goto(f"{place.address}/{language}?pc")
    await phone.page.locator("button[name=own]").click()
    await phone.says("Nederlands erbij")
    await phone.page.locator(".second").first.wait_for()
    await presses(phone, "t:digid", f"g:{GUIDE}", "self", "a:nee")


async def presses(phone: Phone, *choices: str) -> None:
    """Press buttons by their ids, each at a question of its own."""
    for choice in choices:
        pressed = phone.page.locator(f".choices button[value$='|{choice}']").last
        whole = await pressed.get_attribute("value")
        await pressed.click()
        await phone.page.locator(f".choices button[value='{whole}']").wait_for(state="detached")
        await phone.page.locator(".choices").last.wait_for()


@pytest.mark.parametrize("language", ["ar", "nl", "ti"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size['width']}x{size['height']}")
async def test_first_message_of_a_group_leaves_an_answer_in_sight(
    place: Place, language: str, size: ViewportSize
) -> None:
    async with place.desk("ria") as ria, place.phone() as phone:
        code = await opened(ria)
        await phone.page.set_viewport_size(size)
        await phone.page.goto(f"{place.address}/mee/{code}/{language}?pc")
        await phone.page.locator("button.first").click()
        await phone.page.locator(".choices").last.wait_for()
        await settled(phone.page)
        seen = await phone.page.evaluate(IN_SIGHT)

    assert seen >= 1


@pytest.mark.parametrize("language", ["ar", "ti"])
async def test_question_in_two_languages_leaves_its_answers_in_sight_each_with_its_dutch(
    place: Place, language: str
) -> None:
    async with place.phone() as phone:
        await both_languages(place, phone, language)
        await settled(phone.page)
        seen = await phone.page.evaluate(IN_SIGHT)
        found = await barriers(phone.page)
        own = phone.page.locator(".choices button").first
        label = " ".join((await own.inner_text()).split())
        boxes = [await own.locator(f"span:nth-child({at})").bounding_box() for at in (1, 2)]
        wide = await phone.page.evaluate("document.documentElement.scrollWidth")

    assert (label, found, wide) == (f"1 {said(place, language, words.YES)} Ja", [], 360)
    assert seen >= 3
    # Her own stands where she begins to read, whatever way that is.
    assert boxes[0] is not None
    assert boxes[1] is not None
    assert (boxes[0]["x"] > boxes[1]["x"]) == (language == "ar")


async def test_who_comes_back_stands_before_the_question_and_not_before_what_she_said_last(
    place: Place,
) -> None:
    async with place.desk("ria") as ria, place.phone() as phone:
        code = await opened(ria)
        await phone.page.set_viewport_size(SMALL)
        await joins(place, phone, "nl", code)
        await ria.page.get_by_role("link", name="Nummer 1").click()
        await ria.page.locator("summary", has_text="Er is meer hulp nodig").click()
        await ria.page.get_by_role("button", name="Digitale hulp blijft nodig").click()
        await phone.page.locator("button[value$='|yes']").wait_for()
        await phone.page.reload()
        await settled(phone.page)
        seen = await phone.page.evaluate(IN_SIGHT)

    assert seen >= 1


@pytest.mark.parametrize("language", ["ar", "nl", "ti"])
async def test_tap_on_done_is_asked_about_and_loses_nothing(place: Place, language: str) -> None:
    async with place.phone() as phone:
        await phone.page.set_viewport_size(SMALL)
        await phone.page.goto(f"{place.address}/{language}?pc")
        await phone.page.locator("button[name=own]").click()
        await phone.says("mijn geheim")
        await phone.sees("mijn geheim")
        await phone.page.locator(".wipe").click()
        await phone.page.get_by_text(said(place, language, words_page.WIPE_SURE)).wait_for()
        asked, found = await phone.page.content(), await barriers(phone.page)
        sizes = [await one.bounding_box() for one in await phone.page.locator("main button").all()]
        await phone.page.get_by_role("button", name=said(place, language, words.ERASE_NO)).click()
        await phone.sees("mijn geheim")

    assert ("mijn geheim" in asked, found, phone.complaints) == (False, [], [])
    assert [box is not None and box["height"] >= 48 for box in sizes] == [True, True]


async def test_question_whether_to_wipe_goes_by_itself(place: Place) -> None:
    async with place.phone() as phone:
        await phone.page.clock.install()
        await phone.page.goto(f"{place.address}/nl?pc")
        await phone.page.locator("button[name=own]").click()
        await phone.page.locator(".wipe").click()
        await phone.page.get_by_text(words_page.WIPE_SURE.source).wait_for()
        place.clock.forward(minutes=2)
        await place.app.expire_pages()
        await phone.page.clock.fast_forward("02:00")
        await phone.page.wait_for_url("**/?gewist")
        left = await phone.page.locator("form[action='/begin']").count()

    assert left == 0  # nothing to go on with


async def test_board_counts_on_in_the_words_with_which_it_began(place: Place) -> None:
    async with place.desk("ria") as ria, place.phone() as phone:
        await ria.page.clock.install()
        await joins(place, phone, "nl", await opened(ria))
        idle = ria.page.locator(".cards .card time").last
        await idle.wait_for()
        shown = [await idle.inner_text()]
        await ria.page.clock.fast_forward("01:30")
        shown.append(await idle.inner_text())

    assert shown == ["net nog bezig", "laatst bezig 1 min geleden"]


@pytest.mark.parametrize("language", ["ar", "ti"])
async def test_paper_is_read_on_a_phone_in_one_column(place: Place, language: str) -> None:
    async with place.phone() as phone:
        await phone.page.set_viewport_size(SMALL)
        await phone.page.goto(f"{place.address}/{language}")
        await phone.page.locator("button[name=own][value='1']").click()
        await presses(phone, "t:digid", f"g:{GUIDE}", "self")
        await phone.page.goto(f"{place.address}/papier")
        for name in ("pin", "again"):
            await phone.page.locator(f"#{name}").fill("7392")
        await phone.page.get_by_role("button", name=said(place, language, words_paper.MAKE)).click()
        await phone.page.locator(".home svg").wait_for()
        found = await barriers(phone.page)
        narrowest = await phone.page.evaluate(NARROWEST)
        wide = await phone.page.evaluate("document.documentElement.scrollWidth")

    assert (found, wide) == ([], 360)
    assert narrowest > SMALL["width"] / 2  # no column beside the code, in which a word breaks into letters
