"""Runs ``tests/languages/<language>/*.yaml``: sentences that are not in the training data.

A sentence passes when its intent is the best of what the engine found; one that is out of
scope passes when nothing is acted upon. For one language:
``pytest tests/understanding/test_languages.py -k "nl-"``.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import pytest

from bot.understanding.base import OUT_OF_SCOPE
from bot.understanding.data import read_sentences
from bot.understanding.embedded import Embedded, load
from bot.understanding.normalise import normalise
from tests.read_yaml import read_yaml
from tests.understanding.trained import DATA, ROOT, WEIGHTS

pytestmark = pytest.mark.untraced  # all sentences there are: to trace that costs more than the test

FOLDER = ROOT / "tests/languages"


class Example(NamedTuple):
    language: str
    intent: str
    text: str


def read_examples() -> list[Example]:
    return [
        Example(file.parent.name, document["intent"], text)
        for file in sorted(FOLDER.glob("*/*.yaml"))
        for document in [read_yaml(file)]
        for text in document["sentences"]
    ]


def read_known_failures() -> set[tuple[str, str]]:
    listed = read_yaml(FOLDER / "known-failures.yaml")
    return {(language, text) for language, texts in listed.items() for text in texts}


EXAMPLES = read_examples()
KNOWN_FAILURES = read_known_failures()


@cache
def engine() -> Embedded:
    return load(WEIGHTS, DATA)


def understood(example: Example) -> bool:
    found = engine().interpret_now(example.text)
    if example.intent == OUT_OF_SCOPE:
        return found.intent is None
    return found.alternatives[0].intent == example.intent


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.language}-{example.intent}")
def test_sentence_reaches_its_intent(example: Example) -> None:
    known_failure = (example.language, example.text) in KNOWN_FAILURES

    assert understood(example) is not known_failure, example.text


def test_known_failures_are_sentences_of_the_tests() -> None:
    tested = {(example.language, example.text) for example in EXAMPLES}

    assert KNOWN_FAILURES - tested == set()


def test_sentences_are_not_in_the_training_data() -> None:
    learnt = {(sentence.language, normalise(sentence.text)) for sentence in read_sentences(DATA)}

    assert [example for example in EXAMPLES if (example.language, normalise(example.text)) in learnt] == []


def test_every_language_tests_every_intent() -> None:
    intents = {sentence.intent for sentence in read_sentences(DATA)}
    languages = {sentence.language for sentence in read_sentences(DATA)}

    assert {(example.language, example.intent) for example in EXAMPLES} == {
        (language, intent) for language in languages for intent in intents
    }
