from __future__ import annotations

from pathlib import Path

import pytest

from bot.privacy.emergency import EmergencyWords
from bot.privacy.gate import Gate

LOCALES = Path(__file__).parents[2] / "locales"
LANGUAGES = ("nl", "ar", "ti")


@pytest.fixture(scope="session")
def gate() -> Gate:
    return Gate.load(LOCALES / language / "gate.yaml" for language in LANGUAGES)


@pytest.fixture(scope="session")
def emergency_words() -> EmergencyWords:
    return EmergencyWords.load(LOCALES / language / "emergency.yaml" for language in LANGUAGES)
