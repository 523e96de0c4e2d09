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
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix
from scipy.special import log_softmax, softmax
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.svm import LinearSVC
from threadpoolctl import threadpool_limits

from bot.understanding.base import OUT_OF_SCOPE, UnderstandingError
from bot.understanding.data import Sentence, read_sentences
from bot.understanding.features import features
from bot.understanding.fingerprint import fingerprint
from bot.understanding.language import language_by_script
from bot.understanding.thresholds import Judgement, Outcome, choose_threshold, outcome_at
from bot.understanding.weights import Weights, write_weights
from bot.understanding.wording import group_by_wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

PARTS = 5
STRENGTH = 1.0
"""Inverse of the regularisation of the intents; a third of it is worse."""

STRENGTH_OF_LANGUAGES = 40.0

SEED = 0
"""Orders the sentences while learning, so that the same sentences give the same weights."""


@dataclass(frozen=True)
class TrainingReport:
    """What was learnt, and how it did on sentences that were held back.

    ``outcomes`` is per language; ``first`` is the share of sentences in scope whose
    intent came first, ``three`` among the first three.
    """

    sentences: int
    intents: int
    features: int
    seconds: float
    first: dict[str, float]
    three: dict[str, float]
    outcomes: dict[str, Outcome]


class _Vectors:
    """TF-IDF over our own features: sublinear counts, smooth idf, rows of length 1."""

    def __init__(self, counted: Sequence[Counter[str]]) -> None:
        frequency = Counter(feature for count in counted for feature in count)
        self.features = sorted(frequency)
        self.idf = [math.log((1 + len(counted)) / (1 + frequency[name])) + 1 for name in self.features]
        self._columns = {feature: column for column, feature in enumerate(self.features)}

    def of(self, counted: Sequence[Counter[str]]) -> csr_matrix:
        values: list[float] = []
        columns: list[int] = []
        starts = [0]
        for count in counted:
            row = {
                column: (1 + math.log(times)) * self.idf[column]
                for feature, times in count.items()
                if (column := self._columns.get(feature)) is not None
            }
            length = math.sqrt(sum(value * value for value in row.values())) or 1.0
            columns.extend(row)
            values.extend(value / length for value in row.values())
            starts.append(len(columns))
        return csr_matrix((values, columns, starts), shape=(len(counted), len(self.features)))


def train(data_dir: Path, weights: Path) -> TrainingReport:
    """Learn from the sentences in ``data_dir`` and write the weights file.

    Takes about half a minute. Raises ``DataError``.
    """
    with threadpool_limits(limits=1):  # the matrices are so small that threads only wait for each other
        return _train(data_dir, weights)


def _train(data_dir: Path, weights: Path) -> TrainingReport:
    started = time.monotonic()
    learnt_from = fingerprint(data_dir)
    sentences = read_sentences(data_dir)
    counted = [features(sentence.text) for sentence in sentences]
    intents = np.array([sentence.intent for sentence in sentences])
    scores = _held_back_scores(counted, intents)
    temperature = _temperature(scores, intents)
    judged = _judge(softmax(scores / temperature, axis=1), np.unique(intents), sentences)
    thresholds = {language: choose_threshold(found) for language, found in judged.items()}

    vectors = _Vectors(counted)
    model = fit(vectors.of(counted), intents)
    tongues = _fit_languages(vectors, counted, sentences)
    tongue_bias, tongue_rows = _one_row_per_class(tongues)
    write_weights(
        weights,
        Weights(
            fingerprint=learnt_from,
            intents=tuple(model.classes_),
            languages=tuple(tongues.classes_),
            thresholds={**thresholds, "": max(thresholds.values())},
            features=tuple(vectors.features),
            idf=array("f", vectors.idf),
            bias=array("f", np.concatenate([model.intercept_ / temperature, tongue_bias])),
            matrix=array("f", np.concatenate([model.coef_ / temperature, tongue_rows]).T.ravel()),
        ),
    )
    return TrainingReport(
        sentences=len(sentences),
        intents=len(model.classes_),
        features=len(vectors.features),
        seconds=time.monotonic() - started,
        first={language: _share_within(found, 1) for language, found in judged.items()},
        three={language: _share_within(found, 3) for language, found in judged.items()},
        outcomes={language: outcome_at(thresholds[language], found) for language, found in judged.items()},
    )


def fit(vectors: csr_matrix, labels: NDArray) -> LinearSVC:
    """Fit the intents on TF-IDF vectors, a row per sentence.

    A margin per intent is learnt twenty times faster than logistic regression over all of
    them, and is right as often.
    """
    return LinearSVC(C=STRENGTH, random_state=SEED).fit(vectors, labels)


def _fit_languages(
    vectors: _Vectors, counted: Sequence[Counter[str]], sentences: Sequence[Sentence]
) -> LogisticRegression:
    """Learn languages from the sentences that are typed in Latin letters.

    Classes weigh alike: in the data most of these sentences are Dutch, while at the door
    nobody knows.
    """
    latin = [row for row, sentence in enumerate(sentences) if language_by_script(sentence.text) is None]
    return LogisticRegression(C=STRENGTH_OF_LANGUAGES, max_iter=500, class_weight="balanced").fit(
        vectors.of([counted[row] for row in latin]), [sentences[row].language for row in latin]
    )


def _one_row_per_class(model: LogisticRegression) -> tuple[NDArray, NDArray]:
    """Return bias and coefficients. Of two classes scikit-learn keeps only the second one's."""
    if len(model.classes_) > 2:  # noqa: PLR2004  two is what the sentence above says
        return model.intercept_, model.coef_
    return np.append(0.0, model.intercept_), np.vstack([np.zeros_like(model.coef_), model.coef_])


def _held_back_scores(counted: Sequence[Counter[str]], intents: NDArray) -> NDArray:
    everything = _Vectors(counted).of(counted)
    scores = np.zeros((len(counted), len(np.unique(intents))))
    for learn, judge in GroupKFold(PARTS).split(everything, groups=group_by_wording(everything)):
        vectors = _Vectors([counted[row] for row in learn])
        model = fit(vectors.of([counted[row] for row in learn]), intents[learn])
        scores[judge] = model.decision_function(vectors.of([counted[row] for row in judge]))
    return scores


def _temperature(scores: NDArray, intents: NDArray) -> float:
    """Return the number by which scores are divided so that 0.8 is right four times in five."""
    right = np.searchsorted(np.unique(intents), intents)

    def surprise(logarithm: float) -> float:
        return -float(log_softmax(scores / math.exp(logarithm), axis=1)[np.arange(len(right)), right].mean())

    return math.exp(minimize_scalar(surprise, bounds=(-3, 3), method="bounded").x)


def _judge(
    probabilities: NDArray, classes: NDArray, sentences: Sequence[Sentence]
) -> dict[str, list[Judgement]]:
    judged: dict[str, list[Judgement]] = {}
    for sentence, row in zip(sentences, probabilities, strict=True):
        ranked = tuple(str(classes[column]) for column in np.argsort(-row))
        judged.setdefault(sentence.language, []).append(Judgement(sentence.intent, ranked, float(row.max())))
    return judged


def _share_within(judged: Sequence[Judgement], places: int) -> float:
    in_scope = [judgement for judgement in judged if judgement.intent != OUT_OF_SCOPE]
    found = sum(judgement.intent in judgement.offered[:places] for judgement in in_scope)
    return found / len(in_scope)


def _table(report: TrainingReport) -> str:
    lines = [
        f"{report.sentences} sentences, {report.intents} intents, {report.features} features.",
        f"Learnt in {report.seconds:.0f} s. On sentences that were held back, by wording:",
        "language  first  in three  acted  wrong  out of scope acted upon  threshold",
    ]
    lines += [
        f"{language:8}  {report.first[language]:5.1%}  {report.three[language]:8.1%}  {outcome.acted:5.1%}"
        f"  {outcome.wrong:5.1%}  {outcome.strayed:23.1%}  {outcome.threshold:9.2f}"
        for language, outcome in report.outcomes.items()
    ]
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> int:
    """Train from the command line: the data folder, then the weights file."""
    try:
        data_dir, weights = map(Path, arguments)
    except ValueError:
        sys.stderr.write("usage: python -m bot.understanding.training DATA_DIR WEIGHTS\n")
        return 2
    try:
        sys.stdout.write(_table(train(data_dir, weights)) + "\n")
    except UnderstandingError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
