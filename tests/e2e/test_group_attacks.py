"""Attacks on a group through HTTP, each with the real session of somebody who is no stranger there."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from itertools import count
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
import sqlalchemy as sa

from bot import devices
from bot.flows import words_group, words_page
from bot.storage.group_tables import group_seats
from tests.e2e.library import visited
from tests.e2e.matters import Matter, found_in
from tests.e2e.stage import staged
from tests.e2e.wording import label
from tests.stores import connected

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.e2e.library import Library
    from tests.e2e.participants import OnThePage
    from tests.web.desk.office import Browser as Session

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.untraced,  # a process of its own; tests/e2e/test_ending.py is traced
]

OK, SEE_OTHER, FORBIDDEN, NOT_FOUND, UNPROCESSABLE, TOO_MANY = 200, 303, 403, 404, 422, 429
NO_CONTENT = 204
UNKNOWN = "BCDFGHJK"
SECRET = "Kwartelkuiken"

LOOKS = ("", "/kaarten", "/aantal", "/code", "/einde")
"""What a helper may look at in a group."""

ACTS = ("kom", "zin", "punt", "signaal", "vrij")
"""What she may do at a seat."""

FIELDS = {
    "zeker": "1",
    "zin": "neem-tijd",
    "tekst": "Bel de school over de laptop",
    "signaal": "digital",
}


@dataclass(frozen=True)
class Group:
    """A group with somebody in it who shows all that she can. ``seat`` is the address of her card."""

    address: str
    code: str
    seat: str
    hers: OnThePage

    @property
    def id(self) -> str:
        return self.address.rpartition("/")[2]

    def with_id_of(self, other: Group) -> str:
        """Return the address of a card with the seat of the other group in this one."""
        return f"{self.address}/{other.seat.rpartition('/')[2]}"


MATTER = Matter("samenwonen-trouwen")
PLACES = (f"Bibliotheek Noord, tafel {number}" for number in count(1))
"""The same place twice in a minute is one group."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def library(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Library]:
    """Run one service for all attacks: each opens a group of its own."""
    folder = tmp_path_factory.mktemp("attacks")
    url = f"sqlite:///{shutil.copy(migrated_file, folder / 'wegwijs.db')}"
    async with staged(folder) as stage, visited(stage, url, voice=False) as library:
        yield library


async def opened(library: Library, helper: Session) -> Group:
    """Open a group in which somebody shows her step and her answers, with her hand up."""
    await helper.open("/groep")
    await helper.send("/groep", plek=next(PLACES), uren="2")
    address = helper.shown.url.path
    code = re.sub(r"\W", "", re.findall(r'class="big-code"[^>]*>([^<]+)<', helper.shown.text)[0])
    hers = await library.on_the_page("nl")
    await hers.comes_in(code)
    await MATTER.begins(hers, datetime.now(UTC).date())
    await hers.says("/groep")
    await hers.chooses("show-step", "show-yes", "show-answers", "show-yes", "hand-up", "go-on")
    board = (await helper.open(address)).text
    seat = re.findall(rf'<h3><a href="({address}/[A-Z]{{8}})">', board)
    assert len(seat) == 1
    assert found_in(board, MATTER.words("nl")) != []
    return Group(address, code, seat[0], hers)


async def refused_everything(who: Session, group: Group, seat: str | None = None) -> None:
    """Try all that can be looked at and done; nothing is there, and nothing is said of anybody."""
    seat = seat or group.seat
    before = await group.hers.texts()
    looked = [f"{group.address}{path}" for path in LOOKS] if seat == group.seat else []
    bodies = []
    for path in (*looked, seat, f"{seat}/kaart"):
        shown = await who.open(path)
        assert (path, shown.status_code) == (path, NOT_FOUND)
        bodies.append(shown.text)
    if seat == group.seat:
        stream = await who.client.get(f"{group.address}/stroom")
        assert (stream.status_code, stream.text) == (NO_CONTENT, "")
    acts = [f"{seat}/{act}" for act in ACTS]
    acts += [f"{group.address}/weg", f"{group.address}/einde"] if seat == group.seat else []
    for path in acts:
        await who.open("/groep")  # the token of a form that is hers
        done = await who.send(path, **FIELDS)
        assert (path, done.status_code) == (path, NOT_FOUND)
        bodies.append(done.text)
    assert found_in("\n".join(bodies), {*MATTER.words("nl"), "Nummer 1", group.code}) == []
    assert await group.hers.texts() == before


def hands(library: Library, group: Group) -> list[bool]:
    """Return of each seat of a group whether its hand is up."""
    with connected(library.url) as connection:
        of_group = group_seats.c["group"] == group.id
        rows = connection.execute(sa.select(group_seats.c.hand_at).where(of_group))
        return [row.hand_at is not None for row in rows]


# --- helpers -------------------------------------------------------------------


async def test_helper_of_another_team_finds_nothing(library: Library) -> None:
    group = await opened(library, await library.session("ria"))
    dirk = await library.session("dirk")
    assert group.id not in (await dirk.open("/groep")).text
    assert (await dirk.send(f"{group.address}/mee")).status_code == NOT_FOUND
    await refused_everything(dirk, group)
    assert hands(library, group) == [True]


async def test_helper_of_the_team_who_does_not_help_there_finds_nothing(library: Library) -> None:
    group = await opened(library, await library.session("ria"))
    await refused_everything(await library.session("noor"), group)
    assert hands(library, group) == [True]


async def test_third_helper_is_not_let_in(library: Library) -> None:
    group = await opened(library, await library.session("ria"))
    sofie, noor = await library.session("sofie"), await library.session("noor")
    assert (await sofie.send(f"{group.address}/mee")).url.path == group.address
    refused = await noor.send(f"{group.address}/mee")
    assert (refused.status_code, "Er zijn al 2 begeleiders" in noor.text) == (UNPROCESSABLE, True)
    await refused_everything(noor, group)


async def test_seat_of_another_group_is_not_in_hers(library: Library) -> None:
    ria, noor = await library.session("ria"), await library.session("noor")
    hers, other = await opened(library, ria), await opened(library, noor)
    await refused_everything(ria, other, hers.with_id_of(other))
    await refused_everything(ria, other, f"{hers.address}/{UNKNOWN}")
    assert (hands(library, hers), hands(library, other)) == ([True], [True])
    assert (await ria.open(hers.seat)).status_code == OK


async def test_helper_who_left_and_every_helper_after_the_end_find_nothing(library: Library) -> None:
    ria, sofie = await library.session("ria"), await library.session("sofie")
    group = await opened(library, ria)
    await sofie.open("/groep")
    await sofie.send(f"{group.address}/mee")
    assert (await sofie.open(group.seat)).status_code == OK
    await sofie.open(group.address)
    await sofie.send(f"{group.address}/weg")
    await refused_everything(sofie, group)
    assert hands(library, group) == [True]

    await ria.open(f"{group.address}/einde")
    await ria.send(f"{group.address}/einde", zeker="1")
    await group.hers.sees(label(words_group.SEES_NO_MORE, "nl"))
    for helper in (ria, sofie):
        await refused_everything(helper, group)
        await helper.open("/groep")
        assert (await helper.send(f"{group.address}/mee")).status_code == NOT_FOUND


@pytest.mark.parametrize("username", ["karin", "petra", None])
async def test_who_is_no_helper_sees_no_board(library: Library, username: str | None) -> None:
    group = await opened(library, await library.session("ria"))
    who = await library.session(username or "nobody")
    for path in (group.address, f"{group.address}/kaarten", group.seat, f"{group.address}/stroom"):
        shown = await who.client.get(path)
        assert (path, shown.status_code in {SEE_OTHER, FORBIDDEN, NOT_FOUND}) == (path, True)
        assert found_in(shown.text, MATTER.words("nl")) == []


async def test_cookie_of_a_participant_opens_no_board(library: Library) -> None:
    group = await opened(library, await library.session("ria"))
    for path in (group.address, f"{group.address}/kaarten", group.seat):
        shown = await group.hers.client.get(path)
        assert (shown.status_code, shown.headers["location"].startswith("/desk/inloggen")) == (
            SEE_OTHER,
            True,
        )


async def test_form_of_another_session_does_nothing(library: Library) -> None:
    ria, sofie = await library.session("ria"), await library.session("sofie")
    group = await opened(library, ria)
    theirs = re.findall('name="csrf" value="([^"]+)"', (await sofie.open("/groep")).text)[0]
    for csrf in (theirs, ""):
        done = await ria.client.post(f"{group.seat}/kom", data={"csrf": csrf})
        assert done.status_code == FORBIDDEN
    assert hands(library, group) == [True]


# --- participants -----------------------------------------------------------------


async def test_participants_do_not_reach_each_other(library: Library) -> None:
    ria = await library.session("ria")
    one = (await opened(library, ria)).hers
    other = await library.on_the_page("nl")
    await other.client.post("/begin", data={"language": "nl", "own": "1"}, follow_redirects=True)
    await other.says(SECRET)
    hers = await one.page()
    assert SECRET not in hers
    assert found_in(await other.page(), MATTER.words("nl") & {"Wat verandert er bij u?"}) == []

    before, theirs = await one.texts(), await other.texts()
    acts: dict[str, dict[str, str]] = {
        "/zeg": {"text": SECRET},
        "/klaar": {"zeker": "ja"},
        "/apparaat": {},
        "/papier/maak": {"pin": "7305", "again": "7305"},
    }
    for path, more in acts.items():
        done = await other.client.post(path, data={"token": await one.token(), **more})
        assert found_in(done.text, MATTER.words("nl")) == []
    assert (await one.texts(), await other.texts()) == (before, theirs)


# --- codes ------------------------------------------------------------------------


async def test_guessing_on_telegram_is_stopped_and_the_right_code_then_as_well(library: Library) -> None:
    group = await opened(library, await library.session("ria"))
    guesser = library.on_telegram("nl")
    await guesser.person.says("/start nl")
    await guesser.offered("t:werk")
    for last in "BCDFGHJKLM"[: devices.MOST_TRIES]:
        await guesser.person.says(f"/groep BCDFGHJ{last}")
        assert label(words_group.NO_SUCH_GROUP, "nl") in (await guesser.person.told())[0]
    await guesser.person.says(f"/groep {group.code}")
    await guesser.sees(label(words_page.CODE_TOO_OFTEN, "nl"))
    assert len(hands(library, group)) == 1


async def test_guessing_on_the_page_is_stopped_and_the_right_code_then_as_well(library: Library) -> None:
    group = await opened(library, await library.session("ria"))
    guesser = await library.on_the_page("nl")
    await guesser.client.post("/begin", data={"language": "nl", "own": "1"}, follow_redirects=True)
    fields = {"token": await guesser.token()}
    guesses = [f"BCDFGHJ{last}" for last in "BCDFGHJKLM"[: devices.MOST_TRIES]]
    tried = [(await guesser.client.post("/mee", data={**fields, "code": one})).status_code for one in guesses]
    right = await guesser.client.post("/mee", data={**fields, "code": group.code})
    begun = await guesser.client.post("/begin", data={**fields, "language": "nl", "group": group.code})
    assert tried == [UNPROCESSABLE] * devices.MOST_TRIES
    assert (right.status_code, begun.status_code) == (TOO_MANY, TOO_MANY)
    assert len(hands(library, group)) == 1


async def test_old_code_and_old_link_lead_nowhere_after_the_end(library: Library) -> None:
    ria = await library.session("ria")
    group = await opened(library, ria)
    await ria.send(f"{group.address}/einde", zeker="1")
    late, phone = await library.on_the_page("nl"), library.on_telegram("nl")
    typed = await late.client.post("/mee", data={"code": group.code})
    unknown = await late.client.post("/mee", data={"code": UNKNOWN})
    begun = await late.client.post("/begin", data={"language": "nl", "own": "1", "group": group.code})
    await phone.person.says(f"/start groep-{group.code}-nl")
    await phone.sees(label(words_group.NO_SUCH_GROUP, "nl"))
    assert (typed.status_code, begun.status_code) == (UNPROCESSABLE, UNPROCESSABLE)
    assert label(words_group.NO_SUCH_GROUP, "nl") in unescape(typed.text)
    assert typed.text == unknown.text  # nobody learns that there was a group
    assert hands(library, group) == []
