from __future__ import annotations

from pathlib import Path

import pytest

from bot.flows.lexicon import Lexicon, load

LOCALES = Path(__file__).parents[3] / "locales"


@pytest.fixture(scope="session")
def lexicons() -> tuple[Lexicon, ...]:
    return tuple(load(LOCALES / language / "answers.yaml") for language in ("nl", "ar", "ti"))
