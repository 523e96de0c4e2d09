"""The pages into a group, to a printer and from paper: nobody is kept out, and all fits a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.web.browser.conftest import barriers
from tests.web.browser.test_group import opened

if TYPE_CHECKING:
    from tests.web.browser.conftest import Phone, Place

pytestmark = [
    pytest.mark.untraced,  # Chromium's time; the same code is traced behind its addresses (tests/web)
    pytest.mark.asyncio(loop_scope="session"),  # that of Chromium, which is started once
]

UNPROCESSABLE = "Failed to load resource: the server responded with a status of 422 (Unprocessable Entity)"
"""What Chromium says of a page that refuses a code."""


async def judged(phone: Phone) -> tuple[list[str], int]:
    """Return what keeps people out of the page that is open, and how wide it is."""
    wide: int = await phone.page.evaluate("document.documentElement.scrollWidth")
    return await barriers(phone.page), wide


async def test_pages_with_a_field_for_a_code_keep_nobody_out_and_fit(place: Place) -> None:
    found: dict[str, tuple[list[str], int]] = {}
    async with place.phone() as phone:
        for path, field in (("/mee", "code"), ("/papier", "code"), (f"/verder/{'A' * 43}", "pin")):
            await phone.page.goto(f"{place.address}{path}")
            found[path] = await judged(phone)
            typed = phone.page.locator(f"input[name={field}]")
            await typed.fill("BCDFGHJK" if field == "code" else "7305")
            await phone.page.locator(f"form:has(input[name={field}]) button").first.click()
            await phone.page.get_by_role("alert").wait_for()
            found[f"{path}, refused"] = await judged(phone)

    assert found == dict.fromkeys(found, ([], 360))
    assert phone.complaints == [UNPROCESSABLE] * 3


@pytest.mark.parametrize("language", ["ar", "nl", "ti"])
async def test_pages_into_a_group_and_to_a_printer_keep_nobody_out_and_fit(
    place: Place, language: str
) -> None:
    found: dict[str, tuple[list[str], int]] = {}
    async with place.desk("ria") as ria, place.phone() as phone:
        code = await opened(ria)
        for path in (f"/mee/{code}", f"/mee/{code}/{language}", f"/mee/{code}/{language}?pc"):
            await phone.page.goto(f"{place.address}{path}")
            found[path] = await judged(phone)
        await phone.page.locator("button.first").click()
        await phone.page.locator(".choices").last.wait_for()
        found["her place"] = await judged(phone)
        await phone.page.goto(f"{place.address}/mee/{code}")
        found["known already"] = await judged(phone)
        await phone.page.goto(f"{place.address}/papier?lijst")
        found["number"] = await judged(phone)
        await phone.page.locator("form[action='/papier/elders'] button").click()
        await phone.page.locator(".code").wait_for()
        found["printer elsewhere"] = await judged(phone)

    assert found == dict.fromkeys(found, ([], 360))
    assert phone.complaints == []
