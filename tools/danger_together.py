"""Prints how phrases and head hear danger together: ``.venv-train/bin/python tools/danger_together.py``.

Every sentence of ``nlu/`` is judged by a head that learnt none worded like it, and by the phrases of
``locales/<language>/emergency.yaml``. Training knows the head alone. The last table shows what lies
behind ``CALM``: the sentences that a phrase hears and the head scores so low.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from bot.privacy.emergency import EmergencyWords
from bot.understanding.danger_training import held_back_danger, judge_danger
from bot.understanding.embedded import CALM
from bot.understanding.material import Material

ROOT = Path(__file__).parents[1]
LOWEST = (-1.0, -0.8, -0.6, CALM, -0.4, -0.3, -0.2)


def main() -> int:
    """Print both tables."""
    material = Material.read(ROOT / "nlu/data")
    rows, scores = material.rows, held_back_danger(material)
    phrases = EmergencyWords.load(sorted(ROOT.glob("locales/*/emergency.yaml")))
    listed = np.array([phrases.found(text) for text in material.texts])
    kinds = {"danger": rows.danger, "ordinary": rows.ordinary, "alike": ~rows.danger & ~rows.ordinary}
    sys.stdout.write("language  of        sentences  heard   or asked\n")
    for language, chosen in judge_danger(rows, scores).items():
        heard = (scores >= chosen.threshold) | (listed & (scores > CALM))
        asked = heard | listed | (scores >= chosen.worry)
        for kind, those in kinds.items():
            own = those & (rows.languages == language)
            sys.stdout.write(
                f"{language:8}  {kind:8}  {own.sum():9}  {heard[own].mean():6.2%}  {asked[own].mean():8.2%}\n"
            )
    sys.stdout.write("\nheard by a phrase, and not believed at a score of\n")
    sys.stdout.write(f"{'of':8}  sentences  {'  '.join(f'{low:5.1f}' for low in LOWEST)}\n")
    for kind, those in kinds.items():
        found = scores[those & listed]
        counts = "  ".join(f"{(found <= low).sum():5}" for low in LOWEST)
        sys.stdout.write(f"{kind:8}  {len(found):9}  {counts}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
