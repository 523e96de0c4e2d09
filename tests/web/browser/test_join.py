"""Joining a group on a phone of 360 by 740, and on a computer of the library without script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.flows import words_group
from bot.handoff.actors import Actor
from tests.web.browser.conftest import barriers

if TYPE_CHECKING:
    from playwright.async_api import Page

    from tests.web.browser.conftest import Place

NOOR = Actor(id="noor", name="Noor", role="begeleider", team="bibliotheek")
FINGER = 48
"""Pixels that a finger needs."""


async def too_small(page: Page) -> list[str]:
    """What is to be tapped and smaller than a finger, or wider than the screen."""
    found: list[str] = await page.evaluate(
        "[...document.querySelectorAll('button, a.button, input:not([type=hidden])')].filter(one => {"
        f"const box = one.getBoundingClientRect(); return Math.min(box.width, box.height) < {FINGER}"
        " || box.right > innerWidth + 1 || box.left < -1;}).map(one => one.textContent.trim() || one.name)"
    )
    return found


@pytest.mark.parametrize("language", ["nl", "ar", "ti"])
async def test_participant_types_the_code_and_sits_down(place: Place, language: str) -> None:
    group = await place.app.groups.open(NOOR, "Bibliotheek Centrum")
    found = []
    async with place.phone() as phone:
        await phone.page.goto(f"{place.address}/mee")
        found += [await barriers(phone.page), await too_small(phone.page)]
        await phone.page.locator("#code").fill("BCDFGHJK")
        await phone.page.locator("main button").click()
        found += [await barriers(phone.page), await too_small(phone.page)]
        await phone.page.locator("#code").fill(group.code.lower())
        await phone.page.locator("main button").click()
        found += [await barriers(phone.page), await too_small(phone.page)]
        await phone.page.locator(f"a[href='/mee/{group.code}/{language}']").click()
        found += [await barriers(phone.page), await too_small(phone.page)]
        await phone.page.locator("button[name=own][value='1']").click()
        await phone.press(place.app.languages.translate(words_group.HAND_UP, language))
        await phone.sees(place.app.languages.translate(words_group.HAND_IS_UP, language))
        found += [await barriers(phone.page), await too_small(phone.page)]
    seats = await place.app.store.run(lambda unit: unit.seats(group.id))

    assert found == [[]] * 10
    assert [(seat.language, seat.hand_at is not None) for seat in seats] == [(language, True)]
