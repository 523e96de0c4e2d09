"""Learns to tell danger now from all else that residents write. Part of training: needs scikit-learn.

What is ordinary are the sentences of the intents: there a false alarm is counted. What only
sounds like danger (``harmless`` in ``nlu/danger``) is harder than what people write, and is
counted by itself.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from sklearn.model_selection import GroupKFold
from sklearn.svm import LinearSVC

from bot.understanding.normalise import normalise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    from bot.understanding.danger_data import DangerSentence
    from bot.understanding.data import Sentence
    from bot.understanding.vectors import Vectors

EMERGENCY = "emergency"
"""The intent of sentences that ask for help in danger: they are danger themselves."""

PARTS = 5
STRENGTH = 1.0
SEED = 0

WEIGHT_OF_DANGER = 3.0
"""How many times a sentence of danger counts: of all sentences few are."""

MOST_FALSE = 0.005
"""Share of ordinary sentences that may be taken for danger."""

MOST_FALSE_ALIKE = 0.10
"""Share of harmless sentences that sound like danger that may be taken for it."""


@dataclass(frozen=True)
class Alarms:
    """What a threshold makes of one language's sentences that were held back, as counts."""

    threshold: float
    danger: int
    found: int
    ordinary: int
    false: int
    alike: int
    false_alike: int


@dataclass(frozen=True)
class Rows:
    """The sentences of both kinds, in the order of the vectors: those of intents, then of danger."""

    languages: NDArray
    danger: NDArray
    ordinary: NDArray

    @classmethod
    def of(cls, sentences: Sequence[Sentence], dangers: Sequence[DangerSentence]) -> Rows:
        """Label the sentences.

        One that stands under an intent and under danger ("my husband hits me and I want a
        divorce") is danger, whatever else it asks.
        """
        told = {(one.language, normalise(one.text)) for one in dangers if one.danger}
        intents = [
            sentence.intent == EMERGENCY or (sentence.language, normalise(sentence.text)) in told
            for sentence in sentences
        ]
        return cls(
            np.array([*(one.language for one in sentences), *(one.language for one in dangers)]),
            np.array([*intents, *(sentence.danger for sentence in dangers)]),
            np.array([*(not one for one in intents), *(False for _ in dangers)]),
        )


def fit_danger(vectors: csr_matrix, danger: NDArray) -> LinearSVC:
    """Fit danger on TF-IDF vectors, a row per sentence."""
    return LinearSVC(C=STRENGTH, class_weight={True: WEIGHT_OF_DANGER, False: 1.0}, random_state=SEED).fit(
        vectors, danger
    )


def judge_danger(vectors: Vectors, rows: Rows, wordings: NDArray) -> dict[str, Alarms]:
    """Choose the threshold of each language on sentences that were held back, and count what it does."""
    scores = np.zeros(len(rows.danger))
    for learn, judge in GroupKFold(PARTS).split(scores, groups=wordings):
        fitted = vectors.over(learn)
        model = fit_danger(fitted.of(learn), rows.danger[learn])
        scores[judge] = model.decision_function(fitted.of(judge))
    return {
        str(language): _choose(scores[rows.languages == language], rows, rows.languages == language)
        for language in np.unique(rows.languages)
    }


def _choose(scores: NDArray, rows: Rows, own: NDArray) -> Alarms:
    danger, ordinary = rows.danger[own], rows.ordinary[own]
    alike = ~danger & ~ordinary
    threshold = max(_least(scores[ordinary], MOST_FALSE), _least(scores[alike], MOST_FALSE_ALIKE))
    alarms = scores >= threshold
    return Alarms(
        threshold=threshold,
        danger=int(danger.sum()),
        found=int((alarms & danger).sum()),
        ordinary=int(ordinary.sum()),
        false=int((alarms & ordinary).sum()),
        alike=int(alike.sum()),
        false_alike=int((alarms & alike).sum()),
    )


def _least(scores: NDArray, share: float) -> float:
    """Return the lowest threshold that no more than this share of the scores reaches."""
    if not len(scores):
        return -math.inf
    kept = np.sort(scores)[::-1]
    least: float = np.nextafter(kept[int(share * len(kept))], math.inf)
    return least


def danger_table(judged: dict[str, Alarms]) -> str:
    """Print what the thresholds do per language, without the phrases of ``emergency.yaml``."""
    lines = ["language  danger  found  ordinary  false  sounds alike  false  threshold"]
    lines += [
        f"{language:8}  {one.danger:6}  {one.found / one.danger:5.1%}  {one.ordinary:8}"
        f"  {one.false / one.ordinary:5.2%}  {one.alike:12}  {one.false_alike / max(one.alike, 1):5.1%}"
        f"  {one.threshold:9.2f}"
        for language, one in judged.items()
    ]
    return "\n".join(lines)
