"""No address and no field of the helpers' pages makes an error of what a database cannot hold."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING

import pytest

from tests.web.hostile import addresses, attacked, broken

if TYPE_CHECKING:
    from tests.web.group.room import Room

pytestmark = pytest.mark.untraced  # every address, again and again; each is traced in its own test

POINT = {"bekend": "", "tekst": "Bel", "datum": "2026-12-01", "uit-brief": "1", "voor-ander": "1"}
FIELDS = {
    "/groep": {"plek": "Bibliotheek", "uren": "2"},
    "/groep/{group}/mee": {},
    "/groep/{group}/weg": {},
    "/groep/{group}/collega": {"wie": "sofie"},
    "/groep/{group}/einde": {"zeker": "1"},
    "/groep/{group}/{seat}/kom": {"terug": "bord"},
    "/groep/{group}/{seat}/zin": {"zin": "goed-bezig", "terug": ""},
    "/groep/{group}/{seat}/punt": {**POINT, "terug": ""},
    "/groep/{group}/{seat}/signaal": {"signaal": "other", "terug": ""},
    "/groep/{group}/{seat}/vrij": {"zeker": "1"},
    "/desk/inloggen": {"naar": "/groep/", "naam": "ria", "wachtwoord": "x"},
    "/desk/code": {"code": "123456"},
    "/desk/code/instellen": {"sleutel": "A" * 32, "code": "123456"},
    "/desk/wachtwoord": {"oud": "x", "nieuw": "paarse olifant eet brood", "nogmaals": "x"},
    "/desk/uitloggen": {},
}
"""Each form with what is right in it."""


async def test_every_address_and_field_ends_in_a_page_or_a_refusal(room: Room) -> None:
    ria, group = await room.opened()
    seat = await room.sits(group, "fatima")
    token = re.search('name="csrf" value="([^"]+)"', (await ria.open("/groep")).text)
    assert token is not None
    ids = {"group": group, "seat": seat.id}

    went = []
    for address in addresses(room.app, "GET"):
        went += await attacked(ria.client, "GET", address, ids, {})
    assert set(addresses(room.app, "POST")) == FIELDS.keys()
    for address, fields in FIELDS.items():
        went += await attacked(ria.client, "POST", address, ids, {**fields, "csrf": token[1]})

    assert broken(went) == []


@pytest.mark.parametrize("path", ["a%00b", "a%00b/kaarten", "a%00b/stroom", "{group}/a%00b", "%00"])
async def test_id_with_nul_is_not_there(room: Room, path: str) -> None:
    ria, group = await room.opened()

    answer = await ria.client.get(f"/groep/{path.format(group=group)}")

    assert answer.status_code == HTTPStatus.NOT_FOUND


async def test_place_with_nul_is_refused_with_the_reason(room: Room) -> None:
    ria = await room.browser("ria")

    await ria.send("/groep", plek="Biblio\0theek", uren="2")

    assert (ria.shown.status_code, "Schrijf waar u bent" in ria.text) == (422, True)
