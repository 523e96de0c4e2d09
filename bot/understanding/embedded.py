"""The embedded engine: a linear classifier that needs nothing but the standard library."""

from __future__ import annotations

from itertools import islice, starmap
from math import exp, log, sqrt
from operator import mul
from typing import TYPE_CHECKING

from bot.messages import Alternative, Interpretation
from bot.understanding.base import OUT_OF_SCOPE, WeightsError
from bot.understanding.concepts import Concepts
from bot.understanding.feature_rows import FeatureRows
from bot.understanding.features import features
from bot.understanding.fingerprint import fingerprint
from bot.understanding.language import has_latin_words, language_by_script
from bot.understanding.normalise import LONGEST
from bot.understanding.thresholds import Judgement
from bot.understanding.weights import ZERO, read_weights

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bot.understanding.weights import Weights

ALTERNATIVES = 5

SURE_OF_LANGUAGE = 0.6
"""Below this, Latin letters are taken for no language: the resident's own choice stands."""

CALM = -1.0
"""At this score of danger and below, phrases of danger are not believed either.

It is the margin that the head keeps from danger: of 2,041 sentences of danger that a phrase hears,
7 came so low in a model that had not learnt them (``docs/measurements.md``).
"""

CALM_WORDS = 10
"""Most words for that. In a longer text much that is harmless outweighs the few words of danger."""

_LANE = 6
"""Bytes for one number of a row when a whole row is one large integer.

Python multiplies and adds such an integer at once, sooner than its numbers one by one. The
sum of a text fits: fewer than 2**20 features, times a byte, times ``_FINEST``.
"""

_FINEST = 1 << 20
"""The share of the weightiest feature of a text, in whole steps."""


class Embedded:
    """Interprets texts with weights that training exported. Implements ``Understanding``."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._rows = FeatureRows.of(weights.features)
        self._bias = list(weights.bias)
        self._concepts = Concepts(weights.concepts)

    async def interpret(self, text: str) -> Interpretation:
        """Interpret one text. Takes less than a millisecond, so it runs where it is called."""
        return self.interpret_now(text)

    def interpret_now(self, text: str) -> Interpretation:
        """Interpret one text without an event loop."""
        text = text[:LONGEST]
        scores = self._scores(text)
        intents, languages = self._heads(scores)
        language = self._language(text, languages)
        guesses = sorted(zip(intents, self._weights.intents, strict=True), reverse=True)
        offered = ((intent, confidence) for confidence, intent in guesses if intent != OUT_OF_SCOPE)
        alternatives = tuple(starmap(Alternative, islice(offered, ALTERNATIVES)))
        best = alternatives[0]
        threshold = self._weights.thresholds[language or ""]
        sure = guesses[0][1] == best.intent and best.confidence >= threshold
        return Interpretation(
            language,
            best.intent if sure else None,
            best.confidence,
            alternatives,
            danger=scores[-1] >= self._weights.danger[language or ""],
            calm=scores[-1] <= CALM and len(text.split()) <= CALM_WORDS,
        )

    def probabilities(self, text: str) -> tuple[list[float], list[float]]:
        """Return the probability of each intent and of each language, in the weights' order."""
        return self._heads(self._scores(text))

    def danger(self, text: str) -> float:
        """Return the logit of danger, as it is held against ``Weights.danger``."""
        return self._scores(text[:LONGEST])[-1]

    def _heads(self, scores: Sequence[float]) -> tuple[list[float], list[float]]:
        split = len(self._weights.intents)
        return _softmax(scores[:split]), _softmax(scores[split:-1])

    def judge(self, text: str, intent: str) -> Judgement:
        """Judge a text whose intent is known, as it is judged whether to act."""
        intents = self.probabilities(text[:LONGEST])[0]
        ranked = sorted(zip(intents, self._weights.intents, strict=True), reverse=True)
        return Judgement(intent, tuple(name for _, name in ranked), ranked[0][0])

    def _scores(self, text: str) -> list[float]:
        idf, scales, matrix = self._weights.idf, self._weights.scales, self._weights.matrix
        width = self._weights.width
        known = [
            (row, idf[row] if count == 1 else (1 + log(count)) * idf[row])
            for row, count in self._rows.known(features(text, self._concepts))
        ]
        length = sqrt(sum(value * value for _, value in known)) or 1.0
        if not known:
            return self._bias
        shares = [value / length * scales[row] for row, value in known]
        unit = max(shares) / _FINEST
        times = [round(share / unit) for share in shares]
        rows = b"".join([matrix[row * width : (row + 1) * width] for row, _ in known])
        spread = bytearray(len(rows) * _LANE)
        spread[::_LANE] = rows
        lanes, long = bytes(spread), width * _LANE
        whole = [int.from_bytes(lanes[at : at + long], "little") for at in range(0, len(lanes), long)]
        sums, nothing = sum(map(mul, whole, times)).to_bytes(long, "little"), ZERO * sum(times)
        return [
            bias + unit * (int.from_bytes(sums[start : start + _LANE], "little") - nothing)
            for start, bias in zip(range(0, len(sums), _LANE), self._bias, strict=True)
        ]

    def _language(self, text: str, learnt: Sequence[float]) -> str | None:
        language = language_by_script(text)
        if language is not None or not has_latin_words(text):
            return language
        confidence, best = max(zip(learnt, self._weights.languages, strict=True))
        return best if confidence >= SURE_OF_LANGUAGE else None


def load(weights: Path, data_dir: Path | None) -> Embedded:
    """Return an engine that is ready to serve.

    With ``data_dir`` it also makes sure that the weights were learnt from the sentences
    there as they are now. Raises ``WeightsError``, which names the command to run.
    """
    learnt = read_weights(weights)
    if data_dir is not None and learnt.fingerprint != fingerprint(data_dir):
        raise WeightsError(f"The training sentences or their code changed after {weights} was made.")
    return Embedded(learnt)


def _softmax(scores: Sequence[float]) -> list[float]:
    highest = max(scores)
    powers = [exp(score - highest) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]
