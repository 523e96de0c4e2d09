"""The fixtures of tests that play dialogues."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.config import ROOT
from bot.understanding.base import WeightsError
from bot.understanding.embedded import load

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.understanding.base import Understanding
    from tests.dialogue_tester.phone import Phone
    from tests.dialogue_tester.play import Player
    from tests.dialogue_tester.transcript import Transcript


@pytest.fixture(scope="session")
def understanding() -> Understanding:
    """Return the engine that residents meet."""
    weights = ROOT / "var" / "understanding" / "weights.bin"
    try:
        return load(weights, None)
    except WeightsError as error:
        pytest.fail(f"{error} The dialogues need the trained understanding. Run: make weights")


@pytest.fixture
def player(
    sqlite_url: str, understanding: Understanding, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Player]:
    # Imported only here: the other tests need none of it.
    from tests.dialogue_tester.play import Player  # noqa: PLC0415
    from tests.read_once import read_once  # noqa: PLC0415

    read_once(monkeypatch)

    def make(transcript: Transcript, phone: Phone, starts: datetime | None = None) -> Player:
        return Player(transcript, sqlite_url, understanding, phone, starts or transcript.starts)

    return make
