"""Takes turns without end and says which were acknowledged, until it is killed: see ``test_crash``."""

from __future__ import annotations

import asyncio
import os
import sys
from itertools import count
from typing import TYPE_CHECKING

from bot.messages import Address, Inbound, Text
from bot.storage.base import Line
from bot.storage.database import open_store
from tests.storage.examples import DAY, NOW, says

if TYPE_CHECKING:
    from bot.storage.base import Store, Unit

PEOPLE = 8


def take_turn(unit: Unit, inbox_id: int, address: Address) -> None:
    """Take one turn; its number stands in the state and its lines in transcript and outbox."""
    loaded = unit.lock(address, NOW)
    assert unit.processed(inbox_id)
    unit.save(loaded.contact, loaded.revision, {"turns": loaded.revision + 1}, NOW)
    unit.transcribe(loaded.contact, [Line("resident", "hallo", "nl")], NOW, NOW + DAY)
    unit.record(loaded.contact, [{"type": "StepDone"}], NOW)
    unit.queue(loaded.contact, address, says("hallo"), NOW)


async def converse(store: Store, person: str) -> None:
    address = Address("telegram", person)
    for number in count(1):
        inbound = Inbound(address, f"{person}-{number}", Text("hallo"), NOW)
        row = await store.run(lambda unit, inbound=inbound: unit.accept(inbound))  # type: ignore[misc]
        assert row is not None
        await store.run(lambda unit, row=row: take_turn(unit, row, address))  # type: ignore[misc]
        os.write(sys.stdout.fileno(), f"{person} {number}\n".encode())  # in one piece, at once


async def hammer(url: str) -> None:
    store = open_store(url, process="hammer")
    await asyncio.gather(*(converse(store, f"person-{number}") for number in range(PEOPLE)))


if __name__ == "__main__":
    asyncio.run(hammer(sys.argv[1]))
