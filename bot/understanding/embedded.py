"""The embedded engine: a linear classifier that needs nothing but the standard library."""

from __future__ import annotations

from itertools import islice, starmap
from math import exp, log, sqrt
from operator import mul
from typing import TYPE_CHECKING

from bot.messages import Alternative, Danger, Interpretation
from bot.understanding.base import OUT_OF_SCOPE, WeightsError
from bot.understanding.concepts import Concepts
from bot.understanding.feature_rows import FeatureRows
from bot.understanding.features import features
from bot.understanding.fingerprint import fingerprint
from bot.understanding.language import has_latin_words, language_by_script
from bot.understanding.normalise import LONGEST
from bot.understanding.thresholds import Judgement
from bot.understanding.weights import ZERO, read_weights
from bot.understanding.windows import windows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bot.understanding.weights import Weights

ALTERNATIVES = 5

SURE_OF_LANGUAGE = 0.6
"""Below this, Latin letters are taken for no language: the resident's own choice stands."""

CALM = -0.5
"""At this score of danger and below, a phrase of danger is not believed: she is asked instead.

How many sentences of danger come so low: ``docs/measurements.md``.
"""

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
        whole, text = text, text[:LONGEST]
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
            danger=self._danger(self._highest(scores[-1], whole), language or ""),
        )

    def probabilities(self, text: str) -> tuple[list[float], list[float]]:
        """Return the probability of each intent and of each language, in the weights' order."""
        return self._heads(self._scores(text))

    def danger(self, text: str) -> float:
        """Return the logit of danger, as it is held against ``Weights.danger``."""
        return self._highest(self._scores(text[:LONGEST])[-1], text)

    def _highest(self, score: float, text: str) -> float:
        """Return the score of danger of a text, or of the window of it that has more."""
        return max([score, *map(self._score_of_danger, windows(text))])

    def _danger(self, score: float, language: str) -> Danger:
        if score >= self._weights.danger[language]:
            return Danger.HEARD
        if score >= self._weights.worry[language]:
            return Danger.POSSIBLE
        return Danger.CALM if score <= CALM else Danger.UNHEARD

    def _heads(self, scores: Sequence[float]) -> tuple[list[float], list[float]]:
        split = len(self._weights.intents)
        return _softmax(scores[:split]), _softmax(scores[split:-1])

    def judge(self, text: str, intent: str) -> Judgement:
        """Judge a text whose intent is known, as it is judged whether to act."""
        intents = self.probabilities(text[:LONGEST])[0]
        ranked = sorted(zip(intents, self._weights.intents, strict=True), reverse=True)
        return Judgement(intent, tuple(name for _, name in ranked), ranked[0][0])

    def _scores(self, text: str) -> list[float]:
        matrix, width = self._weights.matrix, self._weights.width
        known = self._shares(text)
        if not known:
            return self._bias
        unit = max(share for _, share in known) / _FINEST
        times = [round(share / unit) for _, share in known]
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

    def _score_of_danger(self, text: str) -> float:
        """Return the last of the scores alone, sooner than all of them."""
        matrix, width = self._weights.matrix, self._weights.width
        return self._bias[-1] + sum(
            share * (matrix[(row + 1) * width - 1] - ZERO) for row, share in self._shares(text)
        )

    def _shares(self, text: str) -> list[tuple[int, float]]:
        """Return the rows of the features that are known, and how many times each counts."""
        idf, scales = self._weights.idf, self._weights.scales
        known = [
            (row, idf[row] if count == 1 else (1 + log(count)) * idf[row])
            for row, count in self._rows.known(features(text, self._concepts))
        ]
        length = sqrt(sum(value * value for _, value in known)) or 1.0
        return [(row, value / length * scales[row]) for row, value in known]

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
