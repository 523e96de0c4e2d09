"""No address and no field of the desk makes an error of what a database cannot hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.web.hostile import addresses, attacked, broken

if TYPE_CHECKING:
    from tests.web.desk.office import DeskOffice

pytestmark = pytest.mark.untraced  # every address, again and again; each is traced in its own test

CASE = "/desk/zaak/{case}"
PHRASE = {"zin": "ik-bel", "papier": "contract", "v-dag": "2026-11-24", "v-tijd": "10:30"}
POINT = {"bekend": "", "tekst": "Bel", "datum": "2026-12-01", "uit-brief": "1", "voor-ander": "1"}
FIELDS = {
    f"{CASE}/neem": {},
    f"{CASE}/zeg": {"tekst": "Hallo", "toch": "1"},
    f"{CASE}/zin": PHRASE,
    f"{CASE}/bekijk-zin": PHRASE,
    f"{CASE}/stel-vraag": {"vraag": "gelezen"},
    f"{CASE}/notitie": {"tekst": "Gebeld"},
    f"{CASE}/actiepunt": POINT,
    f"{CASE}/wacht": {},
    f"{CASE}/geef-door": {"naar": "ahmed"},
    f"{CASE}/geef-terug": {},
    f"{CASE}/antwoord": {"tekst": "Hallo", "toch": "1"},
    f"{CASE}/sluit": {"uitkomst": "solved"},
    "/desk/account/meldingen": {},
    "/desk/account/geen-meldingen": {},
    "/desk/team": {"uren": "24", "per-dag": "10"},
    "/desk/team/afwezig": {
        "wie": "ahmed",
        "vervanger": "karin",
        "eerste": "2026-12-01",
        "laatste": "2026-12-02",
    },
    "/desk/team/terug": {"wie": "ahmed", "eerste": "2026-12-01"},
}
"""Each form with what is right in it."""


async def test_every_address_and_field_ends_in_a_page_or_a_refusal(office: DeskOffice) -> None:
    case = (await office.stage.asks(language="ti")).id
    petra = await office.browser("petra")
    ids = {"case": case}

    went = []
    for address in addresses(office.app, "GET"):
        went += await attacked(petra.client, "GET", address, ids, {})
    entrance = {one for one in addresses(office.app, "POST") if one not in FIELDS}
    for address, fields in FIELDS.items():
        await petra.open(f"/desk/zaak/{case}")
        token = re.search('name="csrf" value="([^"]+)"', petra.shown.text)
        assert token is not None
        await petra.send(f"/desk/zaak/{case}/neem")
        went += await attacked(petra.client, "POST", address, ids, {**fields, "csrf": token[1]})

    assert broken(went) == []
    # These are tried with the helpers' pages.
    assert entrance == {
        "/desk/inloggen",
        "/desk/code",
        "/desk/code/instellen",
        "/desk/wachtwoord",
        "/desk/uitloggen",
    }
