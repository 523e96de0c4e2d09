"""What is learnt from: every sentence with its vector and its wording. Part of training: needs scipy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np

from bot.understanding.danger_data import read_danger
from bot.understanding.danger_training import Rows
from bot.understanding.data import read_sentences
from bot.understanding.lexicon import read_concepts
from bot.understanding.vectors import Vectors
from bot.understanding.windows import windows
from bot.understanding.wording import group_by_wording

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from bot.understanding.concepts import Concepts
    from bot.understanding.data import Sentence


@dataclass(frozen=True)
class Material:
    """The sentences of intents, and behind them those of danger, in the order of ``texts``.

    ``wordings`` holds the number of each one's wording: what is worded nearly alike is held
    back together. In ``vectors`` stand, behind the texts, the windows of the long ones;
    ``owners`` holds the row of the text that each window is of.
    """

    sentences: tuple[Sentence, ...]
    texts: tuple[str, ...]
    concepts: Concepts
    rows: Rows
    wordings: NDArray
    vectors: Vectors
    owners: NDArray

    @classmethod
    def read(cls, data_dir: Path) -> Self:
        """Read all of it. Raises ``DataError``."""
        sentences, dangers = read_sentences(data_dir), read_danger(data_dir)
        concepts = read_concepts(data_dir)
        texts = (*(one.text for one in sentences), *(one.text for one in dangers))
        pieces = [(row, window) for row, text in enumerate(texts) for window in windows(text)]
        rows = Rows.of(sentences, dangers)
        return cls(
            sentences=tuple(sentences),
            texts=texts,
            concepts=concepts,
            rows=rows,
            wordings=_wordings(texts, rows.languages),
            vectors=Vectors([*texts, *(window for _, window in pieces)], concepts),
            owners=np.array([row for row, _ in pieces], dtype=np.int64),
        )


def _wordings(texts: Sequence[str], languages: NDArray) -> NDArray:
    """Return the number of each wording; languages apart, because three small squares are quick.

    Concepts do not count here: the same thing in other words is another wording.
    """
    fitted = Vectors(texts).over(np.arange(len(texts)))
    groups = np.zeros(len(texts), dtype=np.int64)
    for language in np.unique(languages):
        rows = np.flatnonzero(languages == language)
        groups[rows] = group_by_wording(fitted.of(rows)) + groups.max() + 1
    return groups
