"""A list to print, and how a browser makes a paper of it and goes on from one."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape
from typing import TYPE_CHECKING

from bot.flows.state import Action, ActionStatus, State, Whom
from bot.messages import Address
from tests.web.page.conftest import START

if TYPE_CHECKING:
    from httpx2 import Response

    from tests.web.page.conftest import Browser, Pages

PIN = "7305"
WRONG = "8406"

TOESLAGEN = Action("baan-krijgen", "toeslagen", ActionStatus.OPEN, date(2026, 11, 20))
ACTIVEREN = Action("digid-aanvragen", "activeren", ActionStatus.LATER, date(2026, 11, 20))
DONE = Action("verhuizen", "doorgeven", ActionStatus.DONE, date(2026, 11, 20))
POLITIE = Action("digid-veilig", "politie", ActionStatus.OPEN, date(2026, 11, 20))
LATER = Action("inburgeren", "*", ActionStatus.OPEN, date(2026, 11, 20))

WHAT = {"wat": "geld"}
"""The sensitive answer that shows the action that is private."""


def with_list(state: State, *actions: Action) -> State:
    """Return the state with these actions on her list, and the answers that make them apply."""
    finished = {
        "baan-krijgen": {"begindag": "2026-12-01"},
        "digid-aanvragen": {"brief-datum": "2026-11-20"},
        "digid-veilig": WHAT,
    }
    subject = replace(
        state.subject, actions={one.id: one for one in actions}, finished={**state.subject.finished, **finished}
    )
    return replace(state, whom=Whom.SELF).with_subject(subject)


async def addresses_of(pages: Pages) -> list[Address]:
    """Return every address that leads to a contact."""
    import sqlalchemy as sa  # noqa: PLC0415

    from bot.storage.tables import addresses  # noqa: PLC0415
    from tests.stores import connected  # noqa: PLC0415

    with connected(pages.app.settings.database_url) as connection:
        found = connection.execute(sa.select(addresses.c.channel, addresses.c.address)).all()
    return [Address(*row) for row in found]


async def fill_list(pages: Pages, *actions: Action) -> None:
    """Put these actions on the list of the one contact there is."""
    (address,) = await addresses_of(pages)

    def fill(unit: object) -> None:
        loaded = unit.lock(address, START)  # type: ignore[attr-defined]
        state = with_list(State.from_json(loaded.state), *actions)
        unit.save(loaded.contact, loaded.revision, state.to_json(), START)  # type: ignore[attr-defined]

    await pages.app.store.run(fill)


async def form_of(browser: Browser) -> dict[str, str]:
    """Return the hidden fields of the form that makes a paper."""
    return hidden((await browser.get("/papier")).text)


def hidden(page: str) -> dict[str, str]:
    """Return the hidden fields of a page."""
    return {
        name: unescape(value)
        for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page)
    }


async def make_paper(browser: Browser, pin: str = PIN, **more: str) -> Response:
    """Choose a number and have the paper made."""
    fields = {**await form_of(browser), "pin": pin, "again": pin, **more}
    return await browser.client.post("/papier/maak", data=fields)
