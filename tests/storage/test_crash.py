"""``kill -9`` in the middle of turns: what was acknowledged is there, and no turn is there by half."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from bot.storage.database import open_store
from bot.storage.tables import addresses, contacts, events, inbox, outbox, transcript
from tests.storage.hammer import take_turn
from tests.stores import connected

if TYPE_CHECKING:
    from bot.storage.base import Unit


def hammer_and_kill(url: str, turns: int) -> Counter[str]:
    """Return how many turns of each person were acknowledged before the kill."""
    acknowledged: Counter[str] = Counter()
    with subprocess.Popen(  # noqa: S603  our own script
        [sys.executable, "-m", "tests.storage.hammer", url], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if not line.endswith("\n"):  # killed while it spoke
                break
            person, _ = line.split()
            acknowledged[person] += 1
            if acknowledged.total() == turns:
                process.kill()
    assert process.returncode == -9
    return acknowledged


def turns_by_table(connection: sa.Connection) -> list[Counter[str]]:
    """Count the turns of each person, by what they left in each table."""
    if connection.dialect.name == "postgresql":  # it may still be busy with a last commit
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
    taken = sa.select(inbox.c.address).where(inbox.c.body.is_(None))
    states = sa.select(addresses.c.address, contacts.c.state).join(contacts)
    return [
        Counter(connection.execute(taken).scalars()),
        Counter({row.address: row.state["turns"] for row in connection.execute(states)}),
        *(
            Counter(
                connection.execute(
                    sa.select(addresses.c.address).join(left, left.c.contact == addresses.c.contact)
                ).scalars()
            )
            for left in (transcript, events, outbox)
        ),
    ]


@pytest.mark.parametrize("turns", [1, 30, 111])
async def test_a_kill_leaves_every_acknowledged_turn_whole(store_url: str, turns: int) -> None:
    acknowledged = hammer_and_kill(store_url, turns)

    with connected(store_url) as connection:
        first, *others = turns_by_table(connection)
    assert others == [first] * 4
    assert acknowledged.total() >= turns
    assert acknowledged - first == Counter()


async def test_a_kill_leaves_what_was_accepted_to_the_next_start(store_url: str) -> None:
    hammer_and_kill(store_url, 40)
    store = open_store(store_url, process="next")

    def finish(unit: Unit) -> int:
        rows = unit.unprocessed(100)
        for row, inbound in rows:
            take_turn(unit, row, inbound.address)
        return len(rows)

    finished = await store.run(finish)

    assert finished <= 8
    assert await store.run(lambda unit: unit.unprocessed(100)) == []
    await store.close()
    with connected(store_url) as connection:
        first, *others = turns_by_table(connection)
    assert others == [first] * 4
