"""Opening a group, helping in one, and ending it, through the pages."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape
from http import HTTPStatus
from typing import TYPE_CHECKING

import pytest

from bot.staff import demo
from tests.handoff.stage import BSN
from tests.web.desk.office import HASH, STAFF

if TYPE_CHECKING:
    from tests.web.group.room import Room

GONE = "Deze groep is er niet meer"


def texts(page: str, tag: str) -> list[str]:
    """Return what stands in each of these elements, without tags."""
    found = re.findall(f"<{tag}[ >].*?</{tag}>", page, re.DOTALL)
    return [" ".join(unescape(re.sub("<[^>]*>", " ", one)).split()) for one in found]


async def test_log_in_leads_a_begeleider_to_the_groups(room: Room) -> None:
    ria = await room.logs_in("ria")

    assert (ria.shown.url.path, texts(ria.shown.text, "h1")) == ("/groep", ["Groepen"])


async def test_demonstration_has_a_begeleider_who_logs_in_on_this_machine(room: Room) -> None:
    account = demo.helper(password=HASH, team="werk-en-inkomen", now=room.stage.clock.now)
    await room.store.run(lambda unit: unit.save_account(account))

    browser = await room.logs_in(demo.HELPER)

    assert texts(browser.shown.text, "h1") == ["Groepen"]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (31, "Uw account werkt tot do 24 december. Vraag de beheerder om het te verlengen."),
        (32, ""),
        (None, ""),
    ],
)
async def test_helper_reads_in_time_that_her_account_ends(room: Room, days: int | None, said: str) -> None:
    today = room.stage.clock.now.date()
    ends = None if days is None else today + timedelta(days=days)
    (ria,) = [replace(one, expires_on=ends) for one in STAFF if one.username == "ria"]
    await room.store.run(lambda unit: unit.save_account(ria))

    page = await room.browser("ria")

    assert [one for one in texts(page.shown.text, "p") if "account" in one] == ([said] if said else [])


async def test_group_is_opened_and_shows_its_code_its_place_and_its_end(room: Room) -> None:
    ria, group_id = await room.opened()
    group = await room.group(group_id)

    assert f"{group.code[:4]} {group.code[4:]}" in ria.text
    assert "Bibliotheek Einde over 2 uur (om 12.00 uur)" in ria.text
    assert "Nog geen deelnemers Begeleider: Ria Kok (u)" in ria.text


async def test_group_says_how_long_it_still_lasts(room: Room) -> None:
    ria, group_id = await room.opened()
    room.stage.clock.now += timedelta(minutes=94, seconds=30)
    ria = await room.browser("ria")

    await ria.open(f"/groep/{group_id}")

    assert "Einde over 26 minuten" in ria.text


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"plek": " ", "uren": "2"}, "Schrijf waar u bent"),
        ({"plek": "x" * 61, "uren": "2"}, "Schrijf waar u bent"),
        ({"plek": "Bibliotheek", "uren": "5"}, "Dit kan nu niet"),
        ({"plek": "Bibliotheek", "uren": "²"}, "Dit kan nu niet"),
        ({"plek": f"Bij {BSN}", "uren": "2"}, "Hier staat een nummer dat op een BSN lijkt"),
    ],
)
async def test_group_that_cannot_be_is_refused_with_the_reason(
    room: Room, fields: dict[str, str], refusal: str
) -> None:
    ria = await room.browser("ria")

    await ria.send("/groep", **fields)

    assert (ria.shown.status_code, refusal in ria.text) == (HTTPStatus.UNPROCESSABLE_ENTITY, True)
    assert "Er is nu geen groep." in ria.text


async def test_second_helper_joins_from_the_list_and_a_third_does_not(room: Room) -> None:
    _, group_id = await room.opened()
    sofie, noor = await room.browser("sofie"), await room.browser("noor")

    await sofie.send(f"/groep/{group_id}/mee")
    board = sofie.text
    await noor.send(f"/groep/{group_id}/mee")

    assert "Begeleiders: Ria Kok en Sofie Bakker (u)" in board
    assert (noor.shown.status_code, "Er zijn al 2 begeleiders in deze groep." in noor.text) == (422, True)


async def test_helper_leaves_and_the_last_one_cannot(room: Room) -> None:
    ria, group_id = await room.opened()
    sofie = await room.browser("sofie")
    await sofie.send(f"/groep/{group_id}/mee")

    await ria.send(f"/groep/{group_id}/weg")
    left = (await ria.open(f"/groep/{group_id}")).status_code
    await sofie.open(f"/groep/{group_id}")
    asked = "Ik ga weg" in sofie.text
    await sofie.send(f"/groep/{group_id}/weg")

    assert (left, asked, sofie.shown.status_code) == (HTTPStatus.NOT_FOUND, False, 422)


async def test_end_is_asked_twice_and_then_nothing_is_seen(room: Room) -> None:
    ria, group_id = await room.opened()
    seat = await room.sits(group_id, "fatima")

    await ria.send(f"/groep/{group_id}/einde")
    asked = texts(ria.shown.text, "h1")
    told = await room.stage.told(ria.send(f"/groep/{group_id}/einde", zeker="1"))
    paths = ("", "/kaarten", "/aantal", "/code", "/einde", f"/{seat.id}", f"/{seat.id}/kaart")
    seen = [(await ria.open(f"/groep/{group_id}{path}")).status_code for path in paths]
    page = await ria.open(f"/groep/{group_id}")

    assert asked == ["Stop de groep in Bibliotheek?"]
    assert len(told) > 0
    assert seen == [HTTPStatus.NOT_FOUND] * len(paths)
    assert texts(page.text, "h1") == [GONE]


@pytest.mark.parametrize("username", ["dirk", "sofie"])
async def test_group_of_others_is_not_there_whatever_is_tried(room: Room, username: str) -> None:
    ria, group_id = await room.opened()
    seat = await room.sits(group_id, "fatima", hand_at=room.stage.clock.now)
    stranger = await room.browser(username)
    token = re.findall('name="csrf" value="([^"]+)"', stranger.shown.text)[0]
    page = f"/groep/{group_id}"

    gets = ["", "/kaarten", "/aantal", "/code", "/einde", f"/{seat.id}", f"/{seat.id}/kaart"]
    posts = ["/weg", "/einde", f"/{seat.id}/kom", f"/{seat.id}/zin", f"/{seat.id}/vrij"]
    seen = [(await stranger.open(page + path)).status_code for path in gets]
    done = [
        (await stranger.send(page + path, csrf=token, zeker="1", zin="neem-tijd")).status_code
        for path in posts
    ]
    stream = await stranger.open(f"{page}/stroom")
    await ria.open(page)

    assert (set(seen), set(done), stream.status_code) == ({404}, {404}, HTTPStatus.NO_CONTENT)
    assert "Hand omhoog" in ria.text


@pytest.mark.parametrize(
    ("username", "path"), [("karin", "/groep"), ("petra", "/groep"), ("karin", "/groep/cijfers")]
)
async def test_desk_does_not_see_the_groups(room: Room, username: str, path: str) -> None:
    browser = await room.browser(username)

    assert (await browser.open(path)).status_code == HTTPStatus.FORBIDDEN
    assert (await browser.send("/groep", plek="Bibliotheek", uren="2")).status_code == HTTPStatus.FORBIDDEN


async def test_form_without_its_token_does_nothing(room: Room) -> None:
    ria, group_id = await room.opened()

    await ria.send(f"/groep/{group_id}/einde", zeker="1", csrf="wrong")

    assert ria.shown.status_code == HTTPStatus.FORBIDDEN
    assert (await room.group(group_id)).ended_at is None


async def test_codes_lead_to_the_page_and_to_the_bot(room: Room) -> None:
    ria, group_id = await room.opened()
    both = await ria.open(f"/groep/{group_id}/code")
    room.telegram = None
    web = await ria.open(f"/groep/{group_id}/code")

    assert (texts(both.text, "figcaption"), texts(web.text, "figcaption")) == (["Web", "Telegram"], [])
    assert [re.findall('<li lang="([a-z]+)" dir="([a-z]+)"', web.text)] == [
        [("nl", "ltr"), ("ar", "rtl"), ("ti", "ltr")]
    ]
