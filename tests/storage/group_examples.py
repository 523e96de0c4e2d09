"""A group that the tests of the store share."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.groups.base import Group, Helper
from tests.storage.examples import ANNA, NOW

if TYPE_CHECKING:
    from bot.groups.base import Seat
    from bot.messages import Address
    from bot.storage.base import Store, Unit

GROUP = Group(
    id="GRPBCDFG",
    code="CDDBCDFG",
    team="bibliotheek",
    place="Bibliotheek Centrum",
    opened_by="noor",
    opened_at=NOW,
    ends_at=NOW + timedelta(hours=2),
)
NOOR = Helper(group=GROUP.id, staff="noor", name="Noor", joined_at=NOW)


def seated(unit: Unit, address: Address = ANNA, group: Group = GROUP) -> Seat | None:
    """Give this resident a seat."""
    return unit.take_seat(group.id, unit.lock(address, NOW).contact, "ti", NOW)


async def opened(store: Store, group: Group = GROUP) -> Group:
    await store.run(lambda unit: unit.add_group(group))
    return group


async def sits(store: Store, address: Address = ANNA, group: Group = GROUP) -> Seat:
    """Open the group if it is not yet there, and give this resident a seat."""
    if await store.run(lambda unit: unit.group(group.id)) is None:
        await opened(store, group)
    seat = await store.run(lambda unit: seated(unit, address, group))
    assert seat is not None
    return seat
