"""Chooses how sure a Rasa model must be, on sentences that it had not learnt.

``make nlu-calibration`` trains a model without a tenth of the sentences, serves it and runs
this beside it; the model that is used then learns all of them.
"""

from __future__ import annotations

import argparse
import asyncio
import math
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot.understanding.base import UnderstandingError
from bot.understanding.calibration import (
    Calibration,
    flatten,
    read_calibrations,
    write_calibrations,
)
from bot.understanding.data import read_sentences
from bot.understanding.rasa import PATIENCE_AT_START, Rasa
from bot.understanding.thresholds import Judgement, choose_threshold, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.messages import Alternative
    from bot.understanding.data import Sentence

TEMPERATURES = tuple(tenths / 10 for tenths in range(4, 41))

UNLISTED = 1e-4
"""The probability of an intent that the model did not name among its best."""

Ranking = list["Alternative"]


def calibrate(
    sentences: Sequence[Sentence], rankings: Sequence[Ranking]
) -> tuple[Calibration, dict[str, list[Judgement]]]:
    """Return what suits these rankings of sentences, and the judgements it was chosen on, per language."""
    temperature = min(TEMPERATURES, key=lambda tried: _surprise(sentences, rankings, tried))
    judged: dict[str, list[Judgement]] = {}
    for sentence, ranking in zip(sentences, rankings, strict=True):
        guesses = flatten(ranking, temperature)
        judgement = Judgement(
            sentence.intent, tuple(guess.intent for guess in guesses), guesses[0].confidence
        )
        judged.setdefault(sentence.language, []).append(judgement)
    thresholds = {language: choose_threshold(found) for language, found in sorted(judged.items())}
    return Calibration(temperature=temperature, thresholds=thresholds), judged


def _surprise(sentences: Sequence[Sentence], rankings: Sequence[Ranking], temperature: float) -> float:
    total = 0.0
    for sentence, ranking in zip(sentences, rankings, strict=True):
        flat = flatten(ranking, temperature)
        right = (guess.confidence for guess in flat if guess.intent == sentence.intent)
        total -= math.log(max(next(right, 0.0), UNLISTED))
    return total


async def _ask(url: str, token: str | None, sentences: Sequence[Sentence]) -> list[Ranking]:
    async with Rasa(url, token, calibrations={}, patience=PATIENCE_AT_START) as rasa:
        return [await rasa.ranking(sentence.text) for sentence in sentences]


def main() -> int:
    """Write the calibration of one model into the file, and print what it does."""
    parser = argparse.ArgumentParser(prog="python -m bot.understanding.calibrate")
    parser.add_argument("model", help="the name under which the model will be served")
    parser.add_argument("--held", type=Path, default=Path("var/nlu/held-back/held"))
    parser.add_argument("--output", type=Path, default=Path("nlu/calibration.yml"))
    arguments = parser.parse_args()
    url = os.environ.get("WEGWIJS_NLU_URL", "")
    try:
        sentences = read_sentences(arguments.held)
        rankings = asyncio.run(_ask(url, os.environ.get("WEGWIJS_NLU_TOKEN"), sentences))
        known = read_calibrations(arguments.output) if arguments.output.exists() else {}
    except UnderstandingError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    found, judged = calibrate(sentences, rankings)
    write_calibrations(arguments.output, {**known, arguments.model: found})
    sys.stdout.write(
        f"{arguments.model}: temperature {found.temperature}\n{table(judged, found.thresholds)}\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
