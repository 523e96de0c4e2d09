"""Learns the weights of the embedded engine. The one module that needs scikit-learn.

Run in an environment of its own, made from ``requirements-train.lock``::

    .venv-train/bin/python -m bot.understanding.training nlu/data var/understanding/weights.bin

Each sentence is also judged by a model that saw neither it nor one worded nearly alike
(five parts). From these judgements, and not from the sentences that a model learnt or is
tested on, come the calibration and the thresholds.
"""

from __future__ import annotations

import math
import sys
import time
from array import array
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax, softmax
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.svm import LinearSVC
from threadpoolctl import threadpool_limits

from bot.understanding.base import OUT_OF_SCOPE, UnderstandingError
from bot.understanding.danger_training import (
    Alarms,
    danger_table,
    fit_danger,
    held_back_danger,
    judge_danger,
)
from bot.understanding.fingerprint import fingerprint
from bot.understanding.language import language_by_script
from bot.understanding.material import Material
from bot.understanding.thresholds import Judgement, choose_threshold, outcome_at, table
from bot.understanding.weights import Weights, quantised, write_weights

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    from bot.understanding.data import Sentence
    from bot.understanding.vectors import Fitted, Vectors

PARTS = 5

WARINESS = (1, 2, 5, 10, 20, 40)
"""How many times likelier than learnt being out of scope is taken to be: those that are tried."""

JUDGED = 4
"""Intents that are kept of each judgement: three to offer, and being out of scope."""

STRENGTH = 1.0
"""Inverse of the regularisation of the intents; a third of it is worse."""

STRENGTH_OF_LANGUAGES = 40.0

SEED = 0
"""Orders the sentences while learning, so that the same sentences give the same weights."""


@dataclass(frozen=True)
class TrainingReport:
    """What was learnt, and what was made of sentences that were held back, per language."""

    sentences: int
    intents: int
    features: int
    seconds: float
    judged: dict[str, list[Judgement]]
    thresholds: dict[str, float]
    danger: dict[str, Alarms]


@dataclass(frozen=True)
class _Chosen:
    """How the bot decides to act, and what it would have done to each sentence that was held back."""

    wariness: float
    thresholds: dict[str, float]
    judged: dict[str, list[Judgement]]


def train(data_dir: Path, weights: Path) -> TrainingReport:
    """Learn from the sentences in ``data_dir`` and write the weights file.

    Takes about a minute. Raises ``DataError``.
    """
    with threadpool_limits(limits=1):  # the matrices are so small that threads only wait for each other
        return _train(data_dir, weights)


def _train(data_dir: Path, weights: Path) -> TrainingReport:
    started = time.monotonic()
    learnt_from = fingerprint(data_dir)
    material = Material.read(data_dir)
    sentences, vectors = material.sentences, material.vectors
    intents = np.array([sentence.intent for sentence in sentences])
    alarms = judge_danger(material.rows, held_back_danger(material))
    scores = _held_back_scores(vectors, intents, material.wordings)
    temperature = _temperature(scores, intents)
    chosen = _choose_wariness(softmax(scores / temperature, axis=1), np.unique(intents), sentences)

    fitted = vectors.over(np.arange(len(material.texts)))
    model = fit(fitted.of(np.arange(len(sentences))), intents)
    tongues = _fit_languages(fitted, sentences)
    tongue_bias, tongue_rows = _one_row_per_class(tongues)
    bias = model.intercept_ / temperature + np.where(
        model.classes_ == OUT_OF_SCOPE, math.log(chosen.wariness), 0
    )
    danger = fit_danger(fitted.of(np.arange(len(material.texts))), material.rows.danger)
    matrix_rows = np.concatenate([model.coef_ / temperature, tongue_rows, danger.coef_])
    scales, matrix = quantised(matrix_rows.T.ravel().tolist(), len(matrix_rows))
    surest = max(found.threshold for found in alarms.values())
    write_weights(
        weights,
        Weights(
            fingerprint=learnt_from,
            intents=tuple(model.classes_),
            languages=tuple(tongues.classes_),
            thresholds={**chosen.thresholds, "": max(chosen.thresholds.values())},
            danger={**{language: found.threshold for language, found in alarms.items()}, "": surest},
            worry={
                **{language: found.worry for language, found in alarms.items()},
                "": max(found.worry for found in alarms.values()),
            },
            concepts=material.concepts.patterns,
            features=fitted.features,
            idf=array("f", fitted.idf),
            bias=array("f", np.concatenate([bias, tongue_bias, danger.intercept_])),
            scales=scales,
            matrix=matrix,
        ),
    )
    return TrainingReport(
        sentences=len(sentences),
        intents=len(model.classes_),
        features=len(fitted.features),
        seconds=time.monotonic() - started,
        judged=chosen.judged,
        thresholds=chosen.thresholds,
        danger=alarms,
    )


def fit(vectors: csr_matrix, labels: NDArray) -> LinearSVC:
    """Fit the intents on TF-IDF vectors, a row per sentence.

    A margin per intent is learnt twenty times faster than logistic regression over all of
    them, and is right as often.
    """
    return LinearSVC(C=STRENGTH, random_state=SEED).fit(vectors, labels)


def _fit_languages(fitted: Fitted, sentences: Sequence[Sentence]) -> LogisticRegression:
    """Learn languages from the sentences that are typed in Latin letters.

    Classes weigh alike: in the data most of these sentences are Dutch, while at the door
    nobody knows.
    """
    latin = [row for row, sentence in enumerate(sentences) if language_by_script(sentence.text) is None]
    return LogisticRegression(C=STRENGTH_OF_LANGUAGES, max_iter=500, class_weight="balanced").fit(
        fitted.of(np.array(latin)), [sentences[row].language for row in latin]
    )


def _one_row_per_class(model: LogisticRegression) -> tuple[NDArray, NDArray]:
    """Return bias and coefficients. Of two classes scikit-learn keeps only the second one's."""
    if len(model.classes_) > 2:  # noqa: PLR2004  two is what the sentence above says
        return model.intercept_, model.coef_
    return np.append(0.0, model.intercept_), np.vstack([np.zeros_like(model.coef_), model.coef_])


def _held_back_scores(vectors: Vectors, intents: NDArray, wordings: NDArray) -> NDArray:
    scores = np.zeros((len(intents), len(np.unique(intents))))
    dangers = np.arange(len(intents), len(wordings))  # the features of these are learnt from as well
    for learn, judge in GroupKFold(PARTS).split(scores, groups=wordings[: len(intents)]):
        fitted = vectors.over(np.concatenate([learn, dangers]))
        scores[judge] = fit(fitted.of(learn), intents[learn]).decision_function(fitted.of(judge))
    return scores


def _temperature(scores: NDArray, intents: NDArray) -> float:
    """Return the number by which scores are divided so that 0.8 is right four times in five."""
    right = np.searchsorted(np.unique(intents), intents)

    def surprise(logarithm: float) -> float:
        return -float(log_softmax(scores / math.exp(logarithm), axis=1)[np.arange(len(right)), right].mean())

    return math.exp(minimize_scalar(surprise, bounds=(-3, 3), method="bounded").x)


def _choose_wariness(probabilities: NDArray, classes: NDArray, sentences: Sequence[Sentence]) -> _Chosen:
    """Return the wariness with which the bot may act most often, and the thresholds with it."""
    tried = []
    for wariness in WARINESS:
        weighed = probabilities * np.where(classes == OUT_OF_SCOPE, wariness, 1)
        judged = _judge(weighed / weighed.sum(axis=1, keepdims=True), classes, sentences)
        thresholds = {language: choose_threshold(found) for language, found in judged.items()}
        tried.append(_Chosen(wariness, thresholds, judged))
    return max(
        tried,
        key=lambda chosen: sum(
            outcome_at(chosen.thresholds[language], found).acted for language, found in chosen.judged.items()
        ),
    )


def _judge(
    probabilities: NDArray, classes: NDArray, sentences: Sequence[Sentence]
) -> dict[str, list[Judgement]]:
    judged: dict[str, list[Judgement]] = {}
    names = [str(name) for name in classes]
    ranking = np.argsort(-probabilities, axis=1)[:, :JUDGED].tolist()
    for sentence, ranked, sure in zip(sentences, ranking, probabilities.max(axis=1).tolist(), strict=True):
        judged.setdefault(sentence.language, []).append(
            Judgement(sentence.intent, tuple(names[column] for column in ranked), sure)
        )
    return judged


def _describe(report: TrainingReport) -> str:
    return (
        f"{report.sentences} sentences, {report.intents} intents, {report.features} features.\n"
        f"Learnt in {report.seconds:.0f} s. On sentences that were held back, by wording:\n"
        f"{table(report.judged, report.thresholds)}\n\n"
        f"Danger, without the phrases of emergency.yaml, on sentences that were held back:\n"
        f"{danger_table(report.danger)}\n"
    )


def main(arguments: Sequence[str]) -> int:
    """Train from the command line: the data folder, then the weights file."""
    try:
        data_dir, weights = map(Path, arguments)
    except ValueError:
        sys.stderr.write("usage: python -m bot.understanding.training DATA_DIR WEIGHTS\n")
        return 2
    try:
        sys.stdout.write(_describe(train(data_dir, weights)))
    except UnderstandingError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
