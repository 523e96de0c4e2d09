"""Judges ``tests/unseen``: sentences by somebody who had seen no other sentence of the project.

Nothing is tuned on these: whoever looks at one that fails in order to make it pass has spent it.
The floors stand well below what was measured (``docs/measurements.md``), since a set of 200 moves by
chance; they tell when something broke.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

import pytest

from bot.config import ROOT
from bot.understanding.base import OUT_OF_SCOPE
from bot.understanding.data import read_sentences
from bot.understanding.embedded import load
from bot.understanding.normalise import normalise
from tests.read_yaml import read_yaml

if TYPE_CHECKING:
    from bot.understanding.embedded import Embedded

pytestmark = pytest.mark.untraced  # all sentences there are: to trace that costs more than the test

FOLDER = ROOT / "tests" / "unseen"
DATA = ROOT / "nlu" / "data"
LANGUAGES = ("nl", "ar", "ti")


@cache
def engine() -> Embedded:
    return load(ROOT / "var" / "understanding" / "weights.bin", DATA)


@cache
def sentences(language: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (document["intent"], text)
        for file in sorted((FOLDER / language).glob("*.yaml"))
        for document in [read_yaml(file)]
        for text in document["sentences"]
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_unseen_sentences_stand_in_no_training_data(language: str) -> None:
    learnt = {normalise(one.text) for one in read_sentences(DATA)}

    assert [text for _, text in sentences(language) if normalise(text) in learnt] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_unseen_sentences_are_of_every_guide(language: str) -> None:
    counted: defaultdict[str, int] = defaultdict(int)
    for intent, _ in sentences(language):
        counted[intent] += 1
    guides = {file.stem for file in (ROOT / "content" / "levensweg").glob("*.yaml")}

    # Six were written for each; what stood in the training data too, by chance, was taken out.
    assert counted.keys() == {*guides, OUT_OF_SCOPE}
    assert min(counted.values()) >= 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_unseen_sentences_reach_their_guide(language: str) -> None:
    judged = [(intent, engine().interpret_now(text)) for intent, text in sentences(language)]
    guides = [(intent, found) for intent, found in judged if intent != OUT_OF_SCOPE]
    strayed = sum(found.intent is not None for intent, found in judged if intent == OUT_OF_SCOPE)

    first = sum(found.alternatives[0].intent == intent for intent, found in guides) / len(guides)
    wrong = sum(found.intent not in {None, intent} for intent, found in guides) / len(guides)

    assert (first >= 0.82, wrong <= 0.06, strayed <= 8) == (True, True, True), (first, wrong, strayed)
