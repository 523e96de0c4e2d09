from __future__ import annotations

from typing import TYPE_CHECKING

import pytest_asyncio

from tests.web.group.room import Room

if TYPE_CHECKING:
    from bot.storage.base import Store


@pytest_asyncio.fixture
async def room(store: Store) -> Room:
    room = Room(store)
    await room.hire()
    return room
