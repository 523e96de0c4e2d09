"""The project's own content, languages and spoken forms."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.flows.content.load import load
from bot.locale import Languages
from bot.voice.spoken.form import SpokenForms

if TYPE_CHECKING:
    from bot.flows.definition import Library

ROOT = Path(__file__).parents[3]
LOCALES = ROOT / "locales"


@pytest.fixture(scope="session")
def forms() -> SpokenForms:
    return SpokenForms.load(LOCALES)


@pytest.fixture(scope="session")
def languages() -> Languages:
    return Languages.load(LOCALES, kept=ROOT / "var" / "compiled")


@pytest.fixture(scope="session")
def library() -> Library:
    return load(ROOT / "content", drafts=True)
