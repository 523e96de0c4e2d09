"""What understanding a message costs, measured on the sentences of ``tests/languages``."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from bot.config import Settings
from bot.understanding.embedded import load

if TYPE_CHECKING:
    from bench.residents import Words


def milliseconds(words: Words, rounds: int) -> list[float]:
    """Return how long each of the sentences took, in each of so many rounds."""
    settings = Settings.from_environment({})
    engine = load(settings.weights, None)
    sentences = [text for texts in words.asking.values() for text in texts]
    taken = []
    for sentence in sentences * rounds:
        start = perf_counter()
        engine.interpret_now(sentence)
        taken.append((perf_counter() - start) * 1000)
    return taken
