"""Measures an engine on sentences that it did not learn; ``make bench-nlu`` runs it.

Reads ``tests/languages/<language>/*.yaml``, which were written apart from the training data.
Training prints the sterner figures: of its own sentences, held back by wording.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

import yaml

from bot.understanding.base import UnderstandingError
from bot.understanding.calibration import read_calibrations
from bot.understanding.embedded import Embedded, load
from bot.understanding.language import language_by_script
from bot.understanding.rasa import PATIENCE_AT_START, Rasa
from bot.understanding.thresholds import Judgement, table
from bot.understanding.weights import read_weights

ROUNDS = 5
_KILOBYTES = 1024


@dataclass(frozen=True)
class _Example:
    language: str
    intent: str
    text: str


def _examples(folder: Path) -> list[_Example]:
    examples = []
    for file in sorted(folder.glob("*/*.yaml")):
        document = yaml.safe_load(file.read_text(encoding="utf-8"))
        examples += [_Example(file.parent.name, document["intent"], text) for text in document["sentences"]]
    return examples


def _resident_kilobytes() -> int:
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    return 0


def _costs(engine: Embedded, language: str, examples: list[_Example]) -> str:
    spoken = sum(engine.interpret_now(example.text).language == language for example in examples)
    native = [example for example in examples if language_by_script(example.text) or language == "nl"]
    right = sum(engine.interpret_now(example.text).language == language for example in native)
    times = []
    for example in examples * ROUNDS:
        started = time.thread_time()
        engine.interpret_now(example.text)
        times.append((time.thread_time() - started) * 1_000_000)
    cuts = quantiles(times, n=20)
    return (
        f"{language:8}  {len(examples):9}  {spoken / len(examples):14.1%}  {len(native):13}"
        f"  {right / len(native):10.1%}  {cuts[9]:10.0f}  {cuts[18]:10.0f}"
    )


async def _rasa(examples: list[_Example], calibrations: Path) -> str:
    """Judge by the Rasa server of the environment, one sentence at a time."""
    judged: dict[str, list[Judgement]] = {}
    times = []
    url, token = os.environ.get("WEGWIJS_NLU_URL", ""), os.environ.get("WEGWIJS_NLU_TOKEN")
    known = read_calibrations(calibrations)
    async with Rasa(url, token, calibrations=known, patience=PATIENCE_AT_START) as rasa:
        model = await rasa.check()
        for example in examples:
            started = time.perf_counter()
            judgement = await rasa.judge(example.text, example.intent)
            times.append((time.perf_counter() - started) * 1000)
            judged.setdefault(example.language, []).append(judgement)
        found = table(judged, rasa.thresholds())
    cuts = quantiles(times, n=20)
    return f"Rasa, model {model}:\n{found}\n\nOne sentence: p50 {cuts[9]:.1f} ms, p95 {cuts[18]:.1f} ms."


def main() -> int:
    """Print one row per language, then what the engine costs to have."""
    parser = argparse.ArgumentParser(prog="python -m bot.understanding.bench")
    parser.add_argument("--weights", type=Path, default=Path("var/understanding/weights.bin"))
    parser.add_argument("--examples", type=Path, default=Path("tests/languages"))
    parser.add_argument("--engine", choices=("embedded", "rasa"), default="embedded")
    parser.add_argument("--calibrations", type=Path, default=Path("nlu/calibration.yml"))
    arguments = parser.parse_args()
    try:
        if arguments.engine == "rasa":
            shown = asyncio.run(_rasa(_examples(arguments.examples), arguments.calibrations))
        else:
            shown = _embedded(arguments.weights, arguments.examples)
    except UnderstandingError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{shown}\n")
    return 0


def _embedded(weights: Path, folder: Path) -> str:
    before, started = _resident_kilobytes(), time.perf_counter()
    engine = load(weights, None)
    ready, held = time.perf_counter() - started, _resident_kilobytes() - before
    examples = _examples(folder)
    languages = sorted({example.language for example in examples})
    of = {one: [example for example in examples if example.language == one] for one in languages}
    judged = {one: [engine.judge(example.text, example.intent) for example in of[one]] for one in languages}
    lines = [
        f"On the sentences of {folder}:",
        table(judged, read_weights(weights).thresholds),
        "",
        "language  sentences  language right  native script  right there  p50 CPU µs  p95 CPU µs",
        *(_costs(engine, one, of[one]) for one in languages),
        "",
        f"Ready in {ready * 1000:.0f} ms, {held / _KILOBYTES:.1f} MB more memory.",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
