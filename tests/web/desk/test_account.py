"""The page of the own account, on both stores."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING

from bot.messages import Address, Command
from bot.staff.notices import NEW_CASE, ON

if TYPE_CHECKING:
    from tests.web.desk.office import Browser, DeskOffice

PATH = "/desk/account"
CHAT = Address("telegram", "karin")


async def made(office: DeskOffice) -> tuple[Browser, str]:
    """Let Karin make a code; return her browser and what it tells her to send."""
    karin = await office.browser("karin")
    await karin.open(PATH)
    await karin.send(f"{PATH}/meldingen")
    found = re.search("/start (balie-[A-Z]{8})", karin.text)
    assert found is not None
    return karin, found[1]


async def notices_of(office: DeskOffice, username: str) -> Address | None:
    account = await office.store.run(lambda unit: unit.account(username))
    assert account is not None
    return account.notices


async def test_code_of_the_page_begins_the_notices_and_a_press_ends_them(office: DeskOffice) -> None:
    karin, code = await made(office)
    said = await office.stage.hears(Command("start", code), CHAT)
    begun = await notices_of(office, "karin")
    await karin.open(PATH)
    shown = "Geen meldingen meer" in karin.text
    await karin.send(f"{PATH}/geen-meldingen")

    assert (said, begun, shown) == ([ON.text], CHAT, True)
    assert (await notices_of(office, "karin"), "Maak een code" in karin.text) == (None, True)


async def test_new_case_reaches_the_chat_of_the_account(office: DeskOffice) -> None:
    _, code = await made(office)
    await office.stage.hears(Command("start", code), CHAT)
    before = await office.stage.seen()

    await office.stage.asks()

    assert [one.delivery for one in office.stage.channel.taken[before:] if one.address == CHAT] == [NEW_CASE]


async def test_code_without_the_token_of_the_form_is_not_made(office: DeskOffice) -> None:
    karin = await office.browser("karin")

    response = await karin.send(f"{PATH}/meldingen", csrf="x")

    assert response.status_code == HTTPStatus.FORBIDDEN


async def test_begeleider_gets_no_code(office: DeskOffice) -> None:
    ria = await office.browser("ria")
    await ria.open("/desk/wachtwoord")

    response = await ria.send(f"{PATH}/meldingen")

    assert response.status_code == HTTPStatus.FORBIDDEN
