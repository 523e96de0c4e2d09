"""A helper with a board, and who takes part on their phones, each in her own language."""

from __future__ import annotations

from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

import pytest

from bot.flows import words, words_group
from tests.web.browser.conftest import PHONE, SCREEN, barriers
from tests.web.browser.test_poster import codes

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.async_api import ViewportSize

    from bot.flows.text import Text
    from tests.web.browser.conftest import Desk, Phone, Place

pytestmark = [
    pytest.mark.untraced,  # Chromium's time; the same code is traced behind its addresses (tests/web)
    pytest.mark.asyncio(loop_scope="session"),  # that of Chromium, which is started once
]

TABLET: ViewportSize = {"width": 820, "height": 1180}
GUIDE = "digid-aanvragen"
ABOVE_THE_RULES = """() => {
  const opened = [...document.querySelectorAll(".acts details[open] button")].at(-1);
  const rules = document.querySelector(".rules").getBoundingClientRect();
  return opened !== undefined && opened.getBoundingClientRect().bottom <= rules.top;
}"""
"""Whether the last button of what was opened on a card can be seen."""
GONE = "Failed to load resource: the server responded with a status of 404 (Not Found)"
"""What Chromium says of the page of a group that ended."""


def said(place: Place, language: str, text: Text) -> str:
    """Return the label of a button."""
    return place.app.languages.translate(text, language)


async def opened(helper: Desk) -> str:
    """Open a group; return its code."""
    await helper.opens("/groep")
    await helper.page.get_by_label("Waar bent u?").fill("Bibliotheek, eerste verdieping")
    await helper.page.get_by_role("button", name="Open de groep").click()
    return (await helper.page.locator(".big-code").inner_text()).replace(" ", "")


async def joins(place: Place, phone: Phone, language: str, code: str) -> None:
    """Begin a guide on a phone, and take a seat."""
    await phone.page.goto(f"{place.address}/{language}")
    await phone.page.locator("button[name=own][value='1']").click()
    await phone.press(said(place, language, words.TOPIC_DIGID))
    await phone.press(said(place, language, place.app.conversation.engine.world.library.guides[GUIDE].title))
    await phone.press(said(place, language, words.FOR_ME))
    await phone.says(f"/groep {code}")
    await phone.press(said(place, language, words.GO_ON))


async def shares(place: Place, phone: Phone, language: str) -> None:
    """Let the helpers see her step."""
    await phone.press(said(place, language, words_group.HAND))
    await phone.press(said(place, language, words_group.SHOW_STEP))
    await phone.press(said(place, language, words_group.SHOW_YES))
    await phone.press(said(place, language, words.GO_ON))


async def order(helper: Desk) -> list[str]:
    """Return the numbers on the board, in their order."""
    return [text.strip() for text in await helper.page.locator(".cards .number").all_inner_texts()]


async def test_card_moves_first_when_a_hand_goes_up(place: Place) -> None:
    async with AsyncExitStack() as stack:
        ria = await stack.enter_async_context(place.desk("ria", TABLET))
        code = await opened(ria)
        phones = {}
        for language in ("ti", "ar", "nl"):
            phones[language] = await stack.enter_async_context(place.phone())
            await joins(place, phones[language], language, code)
        await ria.page.locator(".cards .card").nth(2).wait_for()  # without a reload
        before = await order(ria)
        await phones["ar"].press(said(place, "ar", words_group.HAND))
        await ria.page.locator(".cards .card.hand").wait_for()
        raised, title = await order(ria), await ria.page.title()
        found = await barriers(ria.page)
        await ria.page.get_by_role("button", name="Ik kom bij nummer 2").click()
        await ria.page.locator(".card", has_text="U helpt hier").wait_for()
        after = await order(ria)

    assert (before, raised, after) == (["1", "2", "3"], ["2", "1", "3"], ["1", "2", "3"])
    assert (title, found) == ("(1) Bibliotheek, eerste verdieping · Wegwijs", [])
    assert [ria.complaints, *(phone.complaints for phone in phones.values())] == [[]] * 4


async def test_only_the_card_that_changed_is_replaced_and_keeps_its_focus(place: Place) -> None:
    async with place.desk("ria", TABLET) as ria, place.phone() as one, place.phone() as other:
        code = await opened(ria)
        await joins(place, one, "nl", code)
        await joins(place, other, "ti", code)
        await ria.page.locator(".cards .card").nth(1).wait_for()
        await ria.page.evaluate("for (const one of document.querySelectorAll('.card')) one.seenBefore = true")
        await ria.page.get_by_role("button", name="Ik kom bij nummer 2").focus()
        await other.press(said(place, "ti", words_group.HAND))
        await ria.page.locator(".cards .card.hand").wait_for()
        kept = await ria.page.evaluate(
            "[...document.querySelectorAll('.card')].map(one => one.seenBefore === true)"
        )
        focused = await ria.page.evaluate("document.activeElement.textContent")

    assert (kept, focused) == ([False, True], "Ik kom bij nummer 2")


async def test_card_shows_her_step_until_she_refuses_the_helper(place: Place) -> None:
    async with place.desk("ria", TABLET) as ria, place.desk("sofie") as sofie, place.phone() as phone:
        await joins(place, phone, "ar", await opened(ria))
        await sofie.opens("/groep")
        await sofie.page.get_by_role("button", name="Help mee").click()
        await sofie.page.get_by_role("link", name="Nummer 1").click()
        await sofie.page.get_by_role("heading", name="Niet gedeeld").wait_for()

        await shares(place, phone, "ar")
        own = sofie.page.locator(".message .words[lang=ar]")
        await own.wait_for()
        direction = await own.evaluate("one => getComputedStyle(one).direction")
        found = await barriers(sofie.page)
        rules = await sofie.page.locator(".rules").bounding_box()

        await phone.press(said(place, "ar", words_group.HAND))
        await phone.press(said(place, "ar", words_group.MORE))
        await phone.press(said(place, "ar", words_group.WHICH_HELPER))
        await phone.press("✓ Sofie Bakker")
        await sofie.page.get_by_role("heading", name="Deze deelnemer is er niet meer").wait_for()
        await sofie.page.get_by_role("link", name="Naar het bord").click()
        cards = await sofie.page.locator(".cards .card").all_inner_texts()

    assert (direction, found) == ("rtl", [])
    assert [" ".join(text.split()) for text in cards] == ["1 Wil liever een andere begeleider."]
    # The rules are in sight without scrolling.
    assert rules is not None
    assert 0 <= rules["y"] <= SCREEN["height"] - rules["height"]


async def test_phone_of_a_helper_shows_who_waits_without_scrolling(place: Place) -> None:
    small: ViewportSize = {"width": 360, "height": 640}
    async with place.desk("ria", small) as ria, place.phone() as phone:
        await joins(place, phone, "nl", await opened(ria))
        await phone.press(said(place, "nl", words_group.HAND))
        coming = ria.page.locator(".card.hand button")
        await coming.wait_for()
        box, rules = await coming.bounding_box(), await ria.page.locator(".rules").bounding_box()
        found = await barriers(ria.page)
        await ria.page.evaluate("scrollTo(0, document.body.scrollHeight)")
        told = await ria.page.locator("#live").bounding_box()
        await ria.page.get_by_role("link", name="Nummer 1").click()
        await ria.page.get_by_text("Deze stoel is leeg").click()
        await ria.page.wait_for_function(ABOVE_THE_RULES)

    assert found == []
    assert box is not None
    assert rules is not None
    assert 0 <= box["y"] <= rules["y"] - box["height"]
    # That a hand went up is read from the lower end of the board too.
    assert told is not None
    assert 0 <= told["y"] <= rules["y"] - told["height"]


async def test_end_leaves_nothing_on_any_board(place: Place) -> None:
    async with place.desk("ria", TABLET) as ria, place.desk("sofie") as sofie, place.phone() as phone:
        await joins(place, phone, "nl", await opened(ria))
        await sofie.opens("/groep")
        await sofie.page.get_by_role("button", name="Help mee").click()
        await sofie.page.get_by_role("link", name="Nummer 1").wait_for()
        await ria.page.get_by_role("button", name="Sofie Bakker is weg").wait_for()  # without a reload

        await ria.page.get_by_role("link", name="Stop de groep").click()
        await ria.page.get_by_role("button", name="Ja, stop de groep").click()
        await ria.page.get_by_text("Er is nu geen groep.").wait_for()
        await sofie.page.get_by_role("heading", name="Deze groep is er niet meer").wait_for()
        left = await sofie.page.locator(".card").count()
        found = await barriers(sofie.page)
        await phone.sees(said(place, "nl", words_group.SEES_NO_MORE))
        await sofie.page.go_back()
        again = await sofie.page.get_by_text("Nummer 1").count()

    assert (left, again, found) == (0, 0, [])
    assert set(sofie.complaints) == {GONE}


async def test_board_that_lost_its_connection_says_so_and_catches_up(place: Place) -> None:
    async with place.desk("ria") as ria, place.phone() as phone:
        code = await opened(ria)
        await ria.page.route("**/stroom*", lambda route: route.abort())
        await ria.page.reload()
        await ria.page.get_by_text("De verbinding is weg.").wait_for()
        await joins(place, phone, "nl", code)
        empty = await ria.page.locator(".cards .card").count()
        await ria.page.unroute("**/stroom*")
        await ria.page.locator(".cards .card").wait_for()
        await ria.page.get_by_text("De verbinding is weg.").wait_for(state="detached")

    assert empty == 0


@pytest.mark.parametrize("width", [1280, 820, 360])
async def test_pages_of_a_group_keep_nobody_out_and_fit(place: Place, width: int) -> None:
    found: dict[str, tuple[list[str], int]] = {}
    async with place.desk("ria", {"width": width, "height": 800}) as ria, place.phone() as phone:
        code = await opened(ria)
        board = ria.page.url.removeprefix(place.address)
        await joins(place, phone, "ti", code)
        await ria.page.locator(".cards .card a").wait_for()
        card = await ria.page.locator(".cards .card a").get_attribute("href")
        assert card is not None
        for path in ("/groep", board, card, f"{board}/code", f"{board}/einde", "/groep/cijfers"):
            await ria.opens(path)
            for folded in await ria.page.locator("details").all():
                await folded.evaluate("one => { one.open = true; }")
            wide = await ria.page.evaluate("document.documentElement.scrollWidth")
            found[path] = (await barriers(ria.page), wide)

    assert found == dict.fromkeys(found, ([], width))


async def test_board_works_without_script(place: Place) -> None:
    async with place.desk("ria", PHONE, java_script_enabled=False) as ria, place.phone() as phone:
        code = await opened(ria)
        await joins(place, phone, "nl", code)
        await ria.page.get_by_role("link", name="Laad het bord opnieuw").click()
        await ria.page.get_by_role("link", name="Nummer 1").click()
        await ria.page.locator("summary", has_text="Stuur een bemoediging").click()
        await ria.page.get_by_role("button", name="Neem de tijd die u nodig hebt.").click()
        await ria.page.get_by_text("Verstuurd.").wait_for()
        await phone.sees("Neem de tijd die u nodig hebt.")


@pytest.mark.parametrize("size", [PHONE, TABLET, SCREEN])
async def test_codes_on_the_whole_screen_lead_into_the_group(
    place: Place, tmp_path: Path, size: ViewportSize
) -> None:
    picture = tmp_path / "code.png"
    async with place.desk("ria", size) as ria, place.phone() as phone:
        code = await opened(ria)
        await ria.page.get_by_role("link", name="Toon de code groot").click()
        await ria.page.locator(".big-codes svg").first.wait_for()
        await ria.page.screenshot(path=picture, full_page=True)
        web, telegram = sorted(codes(picture))
        await phone.page.goto(web)
        await phone.page.locator("a[href$='/ti']").click()
        await phone.page.locator("button[name=own][value='1']").click()
        await phone.page.locator(".choices").last.wait_for()
        await ria.page.get_by_text("1 deelnemer").wait_for()

    assert (web, telegram) == (
        f"{place.address}/mee/{code}",
        f"https://t.me/wegwijs_bot?start=groep-{code}",
    )
