"""Which training sentences are nearly the same, so that they are judged together.

A sentence that is held back says nothing when its twin was learnt. Part of training:
needs scipy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scipy.sparse import csgraph

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

SAME_WORDING = 0.75
"""Cosine of two sentences' features from which they count as one wording."""


def group_by_wording(vectors: csr_matrix) -> NDArray:
    """Return a group number for each row. Rows are of length 1."""
    alike = (vectors @ vectors.T) >= SAME_WORDING
    return csgraph.connected_components(alike, directed=False)[1]
