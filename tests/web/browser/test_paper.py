"""Her list on paper in a real browser: made, printed, read by another phone, and gone on with there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from bot.flows import words, words_page, words_paper
from tests.web.browser.conftest import barriers
from tests.web.browser.test_poster import codes
from tests.web.page.lists import ACTIVEREN, INBURGEREN, PIN, TOESLAGEN, fill_list

if TYPE_CHECKING:
    from pathlib import Path

    from bot.flows.text import Text
    from tests.web.browser.conftest import Phone, Place

pytestmark = [
    pytest.mark.untraced,  # Chromium's time; the same code is traced behind its addresses (tests/web)
    pytest.mark.asyncio(loop_scope="session"),  # that of Chromium, which is started once
]

A4 = {"width": 794, "height": 1123}
"""The sheet in the pixels of a browser, 96 to the inch."""

COLUMNS = """(() => {
  const [dutch, own] = document.querySelector(".row.when").children;
  const [one, two] = [dutch.getBoundingClientRect(), own.getBoundingClientRect()];
  return {
    beside: Math.abs(one.top - two.top) < 1 && one.right <= two.left,
    size: parseFloat(getComputedStyle(own).fontSize),
    starts: [getComputedStyle(dutch).direction, getComputedStyle(own).direction],
  };
})()"""
"""How a deadline lies in the two languages, and how large it is."""


TWICE = "button => { button.click(); setTimeout(() => button.click(), 80); }"
"""A second tap while the number is still being hashed, as a finger does it."""


def said(place: Place, language: str, text: Text) -> str:
    return place.app.languages.translate(text, language)


async def paper_of(place: Place, phone: Phone, language: str, picture: Path) -> list[str]:
    """Make a paper in a language and take a picture of it as it is printed; return what keeps people out."""
    page = phone.page
    await page.goto(f"{place.address}/{language}?pc")
    await page.locator("button.first").click()
    await phone.sees(said(place, language, words.WHAT_HAPPENED))
    await fill_list(place, TOESLAGEN, ACTIVEREN, INBURGEREN)
    await phone.says("/menu")
    await phone.press(said(place, language, words.MY_LIST))
    await phone.press(said(place, language, words_paper.PAPER))
    await page.locator("#pin").fill(PIN)
    await page.locator("#again").fill(PIN)
    found = await barriers(page)
    # A finger taps twice: the paper of the first tap is what she sees.
    await page.get_by_role("button", name=said(place, language, words_paper.MAKE)).evaluate(TWICE)
    await page.locator(".home svg").wait_for()
    found += await barriers(page)
    await page.emulate_media(media="print")
    await page.set_viewport_size({"width": A4["width"], "height": A4["height"]})
    await page.screenshot(path=picture, full_page=True)
    return found


@pytest.mark.parametrize(
    ("language", "direction", "other"), [("ar", "rtl", "own"), ("ti", "ltr", "shared"), ("nl", "ltr", "own")]
)
async def test_paper_is_printed_and_leads_another_phone_to_where_she_was(
    place: Place, tmp_path: Path, language: str, direction: str, other: str
) -> None:
    picture = tmp_path / f"{language}.png"
    async with place.phone() as library, place.phone(locale="nl-NL") as home:
        found = await paper_of(place, library, language, picture)
        sheet = await library.page.pdf(path=tmp_path / f"{language}.pdf", prefer_css_page_size=True)
        columns = None if language == "nl" else await library.page.evaluate(COLUMNS)
        (code,) = codes(picture)
        shown = await library.page.locator(".paper").inner_text()

        await home.page.goto(code)
        found += await barriers(home.page)
        await home.page.locator("#pin").fill(PIN)
        own = words_page.OWN_DEVICE if other == "own" else words_page.SHARED_DEVICE
        await home.page.get_by_role("button", name=said(place, language, own)).click()
        await home.sees(said(place, language, words.LIST_TITLE))
        gone_on = await home.page.locator("html").get_attribute("lang")

    assert (found, library.complaints, home.complaints) == ([], [], [])
    assert (gone_on, PIN in shown, code.startswith(f"{place.address}/verder/")) == (language, False, True)
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", sheet)) <= 3
    if columns is not None:
        size = pytest.approx(21.33, abs=0.01)
        assert columns == {"beside": True, "size": size, "starts": ["ltr", direction]}


async def test_paper_is_gone_from_the_screen_when_it_is_closed(place: Place, tmp_path: Path) -> None:
    async with place.phone() as library:
        await paper_of(place, library, "nl", tmp_path / "nl.png")
        await library.page.emulate_media(media="screen")
        await library.page.locator("#close").click()
        await library.page.locator(".talk").wait_for()
        await library.page.go_back()
        await library.page.wait_for_load_state()
        left = await library.page.locator(".home svg").count()

    assert left == 0
