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
    from bot.understanding.material import Material

EMERGENCY = "emergency"
"""The intent of sentences that ask for help in danger: they are danger themselves."""

PARTS = 5
STRENGTH = 1.0
SEED = 0

WEIGHT_OF_DANGER = 3.0
"""How many times a sentence of danger counts: of all sentences few are."""

MOST_FALSE = 0.008
"""Share of ordinary sentences that may be taken for danger.

These are harder than what people write: of sentences written apart it is a third less (docs/measurements.md).
"""

MOST_ASKED = 0.02
"""Share of ordinary sentences beside whose answer she may be told whom to call in danger."""

MOST_FALSE_ALIKE = 0.10
"""Share of harmless sentences that sound like danger that may be taken for it."""


@dataclass(frozen=True)
class Alarms:
    """What thresholds make of one language's sentences that were held back, as counts.

    ``found`` and ``false`` reach the threshold of danger, ``asked`` at least that of worry.
    """

    threshold: float
    worry: float
    danger: int
    found: int
    found_or_asked: int
    ordinary: int
    false: int
    asked: int
    alike: int
    false_alike: int
    asked_alike: int


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


def held_back_danger(material: Material) -> NDArray:
    """Return the score of danger of each sentence, by a model that learnt none worded like it.

    A long one is judged as in a conversation: by the highest of its windows.
    """
    vectors, danger, owners = material.vectors, material.rows.danger, material.owners
    scores = np.zeros(len(danger))
    for learn, judge in GroupKFold(PARTS).split(scores, groups=material.wordings):
        fitted = vectors.over(learn)
        model = fit_danger(fitted.of(learn), danger[learn])
        scores[judge] = model.decision_function(fitted.of(judge))
        inside = np.flatnonzero(np.isin(owners, judge))
        if len(inside):
            windowed = model.decision_function(fitted.of(len(scores) + inside))
            np.maximum.at(scores, owners[inside], windowed)
    return scores


def judge_danger(rows: Rows, scores: NDArray) -> dict[str, Alarms]:
    """Choose the thresholds of each language on what ``held_back_danger`` scored, and count what they do."""
    return {
        str(language): _choose(scores[rows.languages == language], rows, rows.languages == language)
        for language in np.unique(rows.languages)
    }


def _choose(scores: NDArray, rows: Rows, own: NDArray) -> Alarms:
    danger, ordinary = rows.danger[own], rows.ordinary[own]
    alike = ~danger & ~ordinary
    threshold = max(_least(scores[ordinary], MOST_FALSE), _least(scores[alike], MOST_FALSE_ALIKE))
    worry = min(_least(scores[ordinary], MOST_ASKED), threshold)
    alarms, asked = scores >= threshold, scores >= worry
    return Alarms(
        threshold=threshold,
        worry=worry,
        danger=int(danger.sum()),
        found=int((alarms & danger).sum()),
        found_or_asked=int((asked & danger).sum()),
        ordinary=int(ordinary.sum()),
        false=int((alarms & ordinary).sum()),
        asked=int((asked & ordinary).sum()),
        alike=int(alike.sum()),
        false_alike=int((alarms & alike).sum()),
        asked_alike=int((asked & alike).sum()),
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
    lines = [
        "language  danger  found  or asked  ordinary  false  asked  alike  false  asked  threshold  worry"
    ]
    lines += [
        f"{language:8}  {one.danger:6}  {one.found / one.danger:5.1%}"
        f"  {one.found_or_asked / one.danger:8.1%}  {one.ordinary:8}  {one.false / one.ordinary:5.2%}"
        f"  {one.asked / one.ordinary:5.2%}  {one.alike:5}  {one.false_alike / max(one.alike, 1):5.1%}"
        f"  {one.asked_alike / max(one.alike, 1):5.1%}  {one.threshold:9.2f}  {one.worry:5.2f}"
        for language, one in judged.items()
    ]
    return "\n".join(lines)
