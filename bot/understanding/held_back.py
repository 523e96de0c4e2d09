"""Holds one part of the training sentences back, by wording, to choose Rasa's thresholds on.

Needs scipy, so it runs where the embedded engine is trained::

    .venv-train/bin/python -m bot.understanding.held_back nlu/data var/nlu/held-back

What Rasa may learn stands in ``data/`` there, what it is judged on in ``held/``.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from sklearn.model_selection import GroupKFold

from bot.understanding.base import DataError
from bot.understanding.data import read_sentences
from bot.understanding.rasa_data import write_training_data
from bot.understanding.vectors import Vectors
from bot.understanding.wording import group_by_wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.understanding.data import Sentence

PARTS = 10


def hold_back(sentences: Sequence[Sentence]) -> tuple[list[Sentence], list[Sentence]]:
    """Return what may be learnt, and a tenth per language that is worded like none of it."""
    learn: list[Sentence] = []
    held: list[Sentence] = []
    for language in sorted({sentence.language for sentence in sentences}):
        own = [sentence for sentence in sentences if sentence.language == language]
        rows = np.arange(len(own))
        groups = group_by_wording(Vectors([sentence.text for sentence in own]).over(rows).of(rows))
        kept, out = next(GroupKFold(PARTS).split(rows, groups=groups))
        learn += [own[row] for row in kept]
        held += [own[row] for row in out]
    return learn, held


def main() -> int:
    """Write both parts; 1 for sentences that cannot be used."""
    source, folder = map(Path, sys.argv[1:])
    try:
        learn, held = hold_back(read_sentences(source))
    except DataError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    write_training_data(learn, folder / "data")
    write_training_data(held, folder / "held")
    sys.stdout.write(f"{len(learn)} sentences to learn, {len(held)} held back in {folder}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
