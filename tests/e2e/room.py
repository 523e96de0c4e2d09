"""A room full of people: two helpers before their boards, and twelve participants who just sat down."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.e2e.library import Helper, Library, visited
from tests.e2e.matters import Matter
from tests.e2e.participants import InBrowser, OnTelegram, Participant
from tests.web.browser.conftest import PHONE, SCREEN, opened_chromium

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import ViewportSize

    from tests.e2e.stage import Stage

TABLET: ViewportSize = {"width": 820, "height": 1180}
PLACE = "Bibliotheek Noord"

MATTERS = (
    Matter("samenwonen-trouwen"),
    Matter("verhuizen"),
    Matter("inburgeren"),
    Matter("zorgverzekering"),
    Matter("studeren"),
    Matter("pensioen"),
    Matter("wijziging-doorgeven"),
    Matter("kind-wordt-18"),
    Matter("kind-uit-huis"),
    Matter("nieuw-in-nederland"),
    Matter("baan-verliezen"),
    Matter("schulden"),
)
"""What the participants with the numbers 1 to 12 are busy with. The last one is private as a whole."""

SHOWS = (1, 3)
"""Who shows her step to the helpers. Number 12 does so as well, and there is nothing to see."""


@dataclass(frozen=True)
class Room:
    """Who is in the library. ``group`` is the address of the board, ``code`` that of joining."""

    library: Library
    ria: Helper
    sofie: Helper
    group: str
    code: str
    seats: tuple[Participant, ...]

    def seat(self, number: int) -> Participant:
        return self.seats[number - 1]

    def browser(self, number: int) -> InBrowser:
        seat = self.seat(number)
        assert isinstance(seat, InBrowser)
        return seat

    def phone(self, number: int) -> OnTelegram:
        seat = self.seat(number)
        assert isinstance(seat, OnTelegram)
        return seat


@asynccontextmanager
async def full_room(stage: Stage, url: str) -> AsyncIterator[Room]:
    """Open a group, and let a second helper and twelve participants come in, one after another."""
    async with opened_chromium() as browser, visited(stage, url, chromium=browser) as library:
        ria = await library.helper("ria", "Ria Kok", TABLET)
        await ria.page.get_by_label("Waar bent u?").fill(PLACE)
        await ria.presses("Open de groep")
        code = (await ria.page.locator(".big-code").inner_text()).replace(" ", "")
        group = ria.page.url.removeprefix(library.address)
        sofie = await library.helper("sofie", "Sofie Bakker", SCREEN)
        await sofie.page.get_by_role("button", name="Help mee").click()
        await sofie.page.locator(".big-code").wait_for()
        for helper in (ria, sofie):
            await library.reads_along(helper, group)
        seats: list[Participant] = [
            await library.in_browser("nl", PHONE),
            await library.in_browser("ar", PHONE),
            await library.in_browser("ti", SCREEN, pc=True),
            await library.in_browser("ar", SCREEN, pc=True),
            await library.on_the_page("ar"),
            await library.on_the_page("nl"),
            await library.on_the_page("ti", own=False),
            *(library.on_telegram(language) for language in ("ti", "ar", "nl", "ti", "nl")),
        ]
        for seat in seats:
            await seat.comes_in(code)
        yield Room(library, ria, sofie, group, code, tuple(seats))
