from __future__ import annotations

from typing import TYPE_CHECKING

import pytest_asyncio

from tests.web.desk.office import DeskOffice

if TYPE_CHECKING:
    from bot.storage.base import Store


@pytest_asyncio.fixture
async def office(store: Store) -> DeskOffice:
    office = DeskOffice(store)
    await office.hire()
    return office
