"""Measures the embedded engine on sentences that it did not learn; ``make bench-nlu`` runs it.

Reads ``tests/languages/<language>/*.yaml``, which were written apart from the training data.
Training prints the sterner figures: of its own sentences, held back by wording.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

import yaml

from bot.understanding.base import UnderstandingError
from bot.understanding.embedded import Embedded, load
from bot.understanding.language import language_by_script
from bot.understanding.thresholds import table
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


def main() -> int:
    """Print one row per language, then what the engine costs to have."""
    parser = argparse.ArgumentParser(prog="python -m bot.understanding.bench")
    parser.add_argument("--weights", type=Path, default=Path("var/understanding/weights.bin"))
    parser.add_argument("--examples", type=Path, default=Path("tests/languages"))
    arguments = parser.parse_args()
    before, started = _resident_kilobytes(), time.perf_counter()
    try:
        engine = load(arguments.weights, None)
    except UnderstandingError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    ready, held = time.perf_counter() - started, _resident_kilobytes() - before
    examples = _examples(arguments.examples)
    languages = sorted({example.language for example in examples})
    of = {one: [example for example in examples if example.language == one] for one in languages}
    judged = {one: [engine.judge(example.text, example.intent) for example in of[one]] for one in languages}
    lines = [
        f"On the sentences of {arguments.examples}:",
        table(judged, read_weights(arguments.weights).thresholds),
        "",
        "language  sentences  language right  native script  right there  p50 CPU µs  p95 CPU µs",
        *(_costs(engine, one, of[one]) for one in languages),
        "",
        f"Ready in {ready * 1000:.0f} ms, {held / _KILOBYTES:.1f} MB more memory.",
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
