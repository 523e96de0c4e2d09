"""A list to print, and how a browser makes a paper of it and goes on from one."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape
from typing import TYPE_CHECKING

import sqlalchemy as sa

from bot.flows.state import State
from bot.flows.subject import Action, ActionStatus
from bot.messages import Address
from bot.storage.tables import addresses
from tests.stores import connected
from tests.web.page.conftest import START

if TYPE_CHECKING:
    from httpx2 import Response

    from bot.storage.base import Unit
    from tests.web.browser.conftest import Place
    from tests.web.page.conftest import Browser, Pages

PIN = "7305"
WRONG = "8406"
TOKEN = "A" * 43
"""What the code of a paper holds, of one that never was."""

SINCE = date(2026, 11, 20)
TOESLAGEN = Action("baan-krijgen", "toeslagen", ActionStatus.OPEN, SINCE)
ACTIVEREN = Action("digid-aanvragen", "activeren", ActionStatus.DONE, SINCE)
INBURGEREN = Action("inburgeren", "*", ActionStatus.LATER, SINCE)
POLITIE = Action("digid-veilig", "politie", ActionStatus.OPEN, SINCE)
"""Whoever reads this one learns what was answered to a sensitive question."""
ERKENNING = Action("kind-krijgen", "erkenning", ActionStatus.OPEN, SINCE)
SCHULDEN = Action("schulden", "*", ActionStatus.LATER, SINCE)
"""Whoever reads one of these learns what its guide is about, and that is enough."""

ANSWERS = {
    "baan-krijgen": {"begindag": "2026-12-01"},
    "digid-aanvragen": {"brief-datum": "2026-11-20"},
    "digid-veilig": {"wat": "geld"},
    "kind-krijgen": {"geboren": "no", "uitgerekend": "2027-02-10", "getrouwd": "no"},
}


def with_list(state: State, *actions: Action) -> State:
    """Return the state with these actions on her list, and the answers with which they apply."""
    listed = {one.id: one for one in actions}
    return state.with_subject(replace(state.subject, actions=listed, finished=ANSWERS))


def led_by(pages: Pages | Place) -> list[Address]:
    """Return every address that leads to a contact."""
    with connected(pages.app.settings.database_url) as connection:
        found = connection.execute(sa.select(addresses.c.channel, addresses.c.address))
        return [Address(*row) for row in found]


async def fill_list(pages: Pages | Place, *actions: Action) -> None:
    """Put these actions on the list of the one contact that there is."""
    (address,) = led_by(pages)

    def fill(unit: Unit) -> None:
        loaded = unit.lock(address, START)
        state = with_list(State.from_json(loaded.state or {}), *actions)
        unit.save(loaded.contact, loaded.revision, state.to_json(), START)

    await pages.app.store.run(fill)


def hidden(page: str) -> dict[str, str]:
    """Return the hidden fields of a page."""
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page)
    return {name: unescape(value) for name, value in found}


async def make_paper(browser: Browser, pin: str = PIN, again: str = "", **more: str) -> Response:
    """Choose a number and have the paper made."""
    fields = hidden((await browser.get("/papier?lijst")).text)
    return await browser.client.post(
        "/papier/maak", data={**fields, "pin": pin, "again": again or pin, **more}
    )


async def go_on(browser: Browser, paper: str, pin: str = PIN, own: str = "1") -> Response:
    """Open what the code of a paper leads to, and type the number there."""
    fields = hidden((await browser.get(f"/verder/{paper}")).text)
    return await browser.client.post("/verder", data={**fields, "pin": pin, "own": own})
