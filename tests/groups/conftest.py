from __future__ import annotations

from typing import TYPE_CHECKING

import pytest_asyncio

from tests.groups.stage import GroupStage

if TYPE_CHECKING:
    from bot.groups.base import Group
    from bot.storage.base import Store


@pytest_asyncio.fixture
async def stage(store: Store) -> GroupStage:
    return GroupStage(store)


@pytest_asyncio.fixture
async def group(stage: GroupStage) -> Group:
    return await stage.opens()
