"""Danger as the bot hears it: the phrases of ``emergency.yaml`` and the learnt head, in any language.

The folders of ``tests/privacy/emergencies`` are what nobody tuned or trained on: what is reached
there stands here. A change may not lower it, and must not be made by looking at those sentences.
"""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING

import pytest
import yaml

from bot.messages import Danger
from bot.privacy.emergency import EmergencyWords
from bot.understanding.base import OUT_OF_SCOPE
from bot.understanding.embedded import Embedded, load
from tests.read_yaml import read_yaml
from tests.understanding.trained import DATA, ROOT, WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LANGUAGES = ("nl", "ar", "ti")
HELD = ROOT / "tests/privacy/emergencies/held"
APART = ROOT / "tests/languages"
# Per language: danger heard of 46, 52 and 52, heard or asked after; false alarms of 91, 96 and 86, or asked.
REACHED = {"nl": (45, 46, 0, 3), "ar": (51, 51, 2, 6), "ti": (52, 52, 6, 12)}
UNSEEN = ROOT / "tests/privacy/emergencies/unseen"
# The same of 40 and 80, on sentences by somebody who had seen no other, hard ones on purpose.
REACHED_UNSEEN = {"nl": (39, 40, 7, 17), "ar": (38, 39, 5, 14), "ti": (39, 39, 5, 13)}
FRESH = ROOT / "tests/privacy/emergencies/fresh"
# The same of 80 and 80, by yet another, a quarter of them long.
REACHED_FRESH = {"nl": (68, 78, 17, 26), "ar": (76, 78, 19, 29), "ti": (76, 78, 10, 29)}
MOST_FALSE = 0.01


@cache
def engine() -> Embedded:
    return load(WEIGHTS, DATA)


@cache
def phrases() -> EmergencyWords:
    return EmergencyWords.load(ROOT / "locales" / language / "emergency.yaml" for language in LANGUAGES)


def alarms(text: str) -> bool:
    meaning = engine().interpret_now(text)
    return meaning.danger is Danger.HEARD or (phrases().found(text) and meaning.danger is not Danger.CALM)


def asks(text: str) -> bool:
    """Tell whether she is told whom to call, at the least beside her answer."""
    return engine().interpret_now(text).danger in {Danger.HEARD, Danger.POSSIBLE} or phrases().found(text)


@pytest.mark.parametrize(
    ("folder", "language", "reached"),
    [
        *((HELD, *reached) for reached in REACHED.items()),
        *((UNSEEN, *reached) for reached in REACHED_UNSEEN.items()),
        *((FRESH, *reached) for reached in REACHED_FRESH.items()),
    ],
)
def test_held_sentences_are_heard_as_well_as_before(
    record_property: Callable[[str, object], None],
    folder: Path,
    language: str,
    reached: tuple[int, int, int, int],
) -> None:
    held = yaml.load((folder / f"{language}.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506

    found, found_or_asked = (sum(map(one, held["danger"])) for one in (alarms, asks))
    false, asked = (sum(map(one, held["harmless"])) for one in (alarms, asks))

    of_danger, of_harmless = len(held["danger"]), len(held["harmless"])
    figure = (
        f"{folder.name} {language}: found {found} of {of_danger}, or asked {found_or_asked},"
        f" false {false} of {of_harmless}, or asked {asked}"
    )
    record_property("danger", figure)
    sys.stdout.write(f"{figure}\n")
    least, least_asked, most_false, most_asked = reached
    assert (
        found >= least,
        found_or_asked >= least_asked,
        false <= most_false,
        asked <= most_asked,
    ) == (True, True, True, True), figure


@pytest.mark.parametrize("language", LANGUAGES)
def test_ordinary_sentences_are_rarely_an_alarm(
    record_property: Callable[[str, object], None], language: str
) -> None:
    documents = [read_yaml(file) for file in sorted((APART / language).glob("*.yaml"))]
    ordinary = [
        text
        for document in documents
        if document["intent"] not in {"emergency", OUT_OF_SCOPE}
        for text in document["sentences"]
    ]

    false = [text for text in ordinary if alarms(text)]

    figure = f"ordinary {language}: false {len(false)} of {len(ordinary)}: {false}"
    record_property("danger", figure)
    sys.stdout.write(f"{figure}\n")
    assert len(false) <= MOST_FALSE * len(ordinary), figure
