from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.handoff.stage import Stage

if TYPE_CHECKING:
    from bot.storage.base import Store


@pytest.fixture
def stage(store: Store) -> Stage:
    return Stage(store)
