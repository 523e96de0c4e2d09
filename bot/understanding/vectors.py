"""Sentences as rows of numbers: TF-IDF over our own features. Part of training: needs scipy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix, diags_array

from bot.understanding.concepts import NO_CONCEPTS
from bot.understanding.features import features

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bot.understanding.concepts import Concepts

RAREST = 2
"""Sentences that must have a feature for it to count; what only one has says little of others."""


class Vectors:
    """TF-IDF rows of length 1: sublinear counts, smooth idf.

    Counts of all sentences are made once; which features there are, and their idf, are
    learnt from some of the rows (``over``), so that sentences that are held back leave no trace.
    """

    def __init__(self, texts: Sequence[str], concepts: Concepts = NO_CONCEPTS) -> None:
        columns: dict[str, int] = {}
        places: list[int] = []
        counts: list[int] = []
        starts = [0]
        for text in texts:
            for feature, count in features(text, concepts).items():
                places.append(columns.setdefault(feature, len(columns)))
                counts.append(count)
            starts.append(len(places))
        order = sorted(columns)
        new = np.empty(len(order), dtype=np.int64)
        new[[columns[feature] for feature in order]] = np.arange(len(order))
        self._names = np.array(order, dtype=object)
        self._weights = csr_matrix(
            (1 + np.log(counts), new[places], starts), shape=(len(texts), len(order)), dtype=np.float64
        )

    def over(self, rows: NDArray) -> Fitted:
        """Choose features and weigh them by what these rows hold."""
        learnt = self._weights[rows]
        frequency = np.bincount(learnt.indices, minlength=len(self._names))
        kept = np.flatnonzero(frequency >= RAREST)
        idf = np.log((1 + len(rows)) / (1 + frequency[kept])) + 1
        return Fitted(self._weights, self._names, kept, idf)


class Fitted:
    """Features with their idf, and the rows of every sentence in them."""

    def __init__(self, weights: csr_matrix, names: NDArray, kept: NDArray, idf: NDArray) -> None:
        self.idf = idf
        self.features: tuple[str, ...] = tuple(names[kept])
        self._rows = csr_matrix(weights[:, kept] @ diags_array(idf))
        lengths = np.sqrt(self._rows.multiply(self._rows).sum(axis=1)).A1
        self._rows = csr_matrix(diags_array(1 / np.where(lengths == 0, 1, lengths)) @ self._rows)

    def of(self, rows: NDArray) -> csr_matrix:
        """Return the vectors of these sentences, by their number."""
        return self._rows[rows]
