"""The stage for each test, and the weights without which no service starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from bot.config import Settings
from bot.understanding.base import UnderstandingError
from bot.understanding.embedded import load as load_understanding
from tests.e2e.stage import Stage, staged

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture(scope="session", autouse=True)
def _weights() -> None:
    settings = Settings.from_environment({})
    try:
        load_understanding(settings.weights, settings.training_data)
    except UnderstandingError as error:
        pytest.fail(f"`wegwijs run` would not start: {error}. Make the weights with: make weights")


@pytest_asyncio.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with staged(tmp_path) as stage:
        yield stage


@pytest.fixture(params=["polling", "webhook"])
def door(request: pytest.FixtureRequest) -> str:
    """How updates come in, for a test that is about both."""
    return str(request.param)
