"""Joining a group on Telegram: the link of a QR code, the command, and a link that is of no use any more."""

from __future__ import annotations

import asyncio
import shutil
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from bot.flows import words, words_group
from bot.groups.base import Group, Helper
from bot.groups.joining import link
from bot.storage.database import open_store
from tests.e2e import database
from tests.e2e.stage import Stage, staged
from tests.e2e.wording import LANGUAGES, label, said

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.groups.base import Seat
    from bot.storage.base import Unit
    from tests.e2e.person import Person

pytestmark = pytest.mark.asyncio(loop_scope="module")

PLACE = "Bibliotheek Centrum"
CODE = "BCDFGHJK"
OTHER = "LMNPQRST"


@pytest.fixture(scope="module")
def url(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"sqlite:///{shutil.copy(migrated_file, tmp_path_factory.mktemp('group') / 'wegwijs.db')}"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def stage(url: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stage]:
    """Run one service, and open one group."""
    async with staged(tmp_path_factory.mktemp("stage")) as stage:
        await stage.service(url).start()
        now = stage.api.now

        def open_group(unit: Unit) -> None:
            unit.add_group(
                Group(
                    id=OTHER,
                    code=CODE,
                    team="bibliotheek",
                    place=PLACE,
                    opened_by="noor",
                    opened_at=now,
                    ends_at=now + timedelta(hours=2),
                )
            )
            unit.save_helper(Helper(group=OTHER, staff="noor", name="Noor", joined_at=now))

        store = open_store(url, process="test")
        await store.run(open_group)
        await store.close()
        yield stage


async def seat_of(url: str, person: Person) -> Seat | None:
    """Return her seat, once the bot has answered."""
    contact = database.contact_ids(url)[person.id]
    store = open_store(url, process="test")
    found = await store.run(lambda unit: unit.seats(OTHER))
    await store.close()
    return next((seat for seat in found if seat.contact == contact), None)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_qr_code_leads_to_a_seat_once_she_chose_her_language(
    stage: Stage, url: str, language: str
) -> None:
    person = stage.people.new("en")

    await person.says(f"/start {link(CODE)}")
    assert (await person.asked()).splitlines()[0] == label(words.WHICH_LANGUAGE, "nl")
    await person.chooses(f"l:{language}")

    assert PLACE in await person.asked()
    assert person.choices[0] == "hand-up"
    seat = await seat_of(url, person)
    assert seat is not None
    assert seat.language == language


async def test_hand_goes_up_from_the_middle_of_a_guide(stage: Stage, url: str) -> None:
    person = stage.people.new("nl")
    await person.says(f"/start {link(CODE, 'nl')}")
    await person.asked()
    for choice in ("go-on", "t:werk", "g:baan-verliezen", "self", "hand"):
        await person.chooses(choice)
        await person.asked()

    seat = await seat_of(url, person)
    assert seat is not None
    assert (seat.hand_at is not None, seat.step) == (True, 1)


async def test_command_with_the_code_joins_and_the_link_again_changes_nothing(stage: Stage, url: str) -> None:
    person = stage.people.new("nl")
    await person.says("/start nl")
    await person.asked()
    await person.says(f"/groep {CODE[:4].lower()} {CODE[4:].lower()}")
    await person.asked()
    first = await seat_of(url, person)
    await person.says(f"/start {link(CODE)}")
    await person.asked()
    second = await seat_of(url, person)

    assert first is not None
    assert second is not None
    assert first.id == second.id


async def test_old_link_says_what_to_do_in_every_language(stage: Stage, url: str) -> None:
    person = stage.people.new("nl")
    await person.says(f"/start {link(OTHER)}")

    heard = await person.told(len(LANGUAGES) + 1)
    assert heard[0] == said("nl", words_group.NO_SUCH_GROUP)
    assert person.choices == [f"l:{language}" for language in LANGUAGES]
    assert await seat_of(url, person) is None


async def test_twelve_join_at_once_and_the_thirteenth_hears_that_it_is_full(stage: Stage, url: str) -> None:
    people = [stage.people.new("nl") for _ in range(13)]
    for person in people:
        await person.says(f"/start {link(CODE, 'nl')}")
    await asyncio.gather(*(person.told() for person in people))
    for person in people:
        await person.asked()

    store = open_store(url, process="test")
    seats = await store.run(lambda unit: unit.seats(OTHER))
    await store.close()
    assert [seat.number for seat in seats] == list(range(1, 13))
