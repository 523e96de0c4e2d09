from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conversation.process import Bot, Clock, start

if TYPE_CHECKING:
    from bot.storage.base import Store


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def bot(store: Store, clock: Clock) -> Bot:
    return start(store, clock)
