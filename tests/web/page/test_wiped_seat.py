"""Who leaves a computer of the library leaves her group, and nobody sees anything of her any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.messages import Address
from bot.web.base import CHANNEL
from tests.groups.stage import LIBRARY, NOOR

if TYPE_CHECKING:
    from bot.groups.base import Group
    from bot.storage.base import Unit
    from tests.web.page.conftest import Browser, Pages


async def seated(pages: Pages, browser: Browser) -> Group:
    """Open a group, and give who sits at this browser a seat."""
    group = await pages.app.groups.open(NOOR, "Bibliotheek")
    await browser.begin("nl", own="0")

    def sit(unit: Unit) -> None:
        (address,) = unit.expired_pages(group.ends_at)
        seat = unit.take_seat(
            group.id, unit.lock(Address(CHANNEL, address), group.opened_at).contact, "nl", group.opened_at
        )
        assert seat is not None

    await pages.app.store.run(sit)
    assert len((await pages.app.groups.look(NOOR, group.id)).cards) == 1
    return group


@pytest.mark.parametrize("leaves", ["wipes", "goes away"])
async def test_who_leaves_a_device_of_many_leaves_her_group_and_is_counted(
    pages: Pages, browser: Browser, leaves: str
) -> None:
    group = await seated(pages, browser)

    if leaves == "wipes":
        await browser.post("/klaar", token=await browser.token(), zeker="ja")
    else:
        pages.clock.forward(minutes=15)
        await pages.app.expire_pages()

    month = group.opened_at.date().replace(day=1)
    tallies = await pages.app.store.run(lambda unit: unit.tallies(LIBRARY, month))
    told = await pages.app.store.run(lambda unit: unit.feed(0, 100))
    assert (await pages.app.groups.look(NOOR, group.id)).cards == ()
    assert (tallies["people"], told[-1].kind) == (1, "left")
