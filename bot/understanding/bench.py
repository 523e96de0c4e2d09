"""Measures the embedded engine on sentences that it did not learn: ``python -m bot.understanding.bench``.

Reads ``tests/languages/<language>/*.yaml``. Its figures flatter: whoever adds a sentence
there that fails also adds some like it to the training data. Training prints the sterner ones.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

import yaml

from bot.understanding.base import OUT_OF_SCOPE, UnderstandingError
from bot.understanding.embedded import Embedded, load

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


def _row(engine: Embedded, language: str, examples: list[_Example]) -> str:
    first = three = acted = wrong = strayed = spoken = 0
    times = []
    inside = [example for example in examples if example.intent != OUT_OF_SCOPE]
    for example in examples:
        found = engine.interpret_now(example.text)
        spoken += found.language == example.language
        if example.intent == OUT_OF_SCOPE:
            strayed += found.intent is not None
            continue
        offered = [alternative.intent for alternative in found.alternatives]
        first += offered[0] == example.intent
        three += example.intent in offered[:3]
        acted += found.intent is not None
        wrong += found.intent not in {None, example.intent}
    for example in examples * ROUNDS:
        started = time.perf_counter()
        engine.interpret_now(example.text)
        times.append((time.perf_counter() - started) * 1000)
    cuts = quantiles(times, n=20)
    outside = len(examples) - len(inside)
    return (
        f"{language:8}  {len(inside):8}  {first / len(inside):6.1%}  {three / len(inside):8.1%}  "
        f"{acted / len(inside):6.1%}  {wrong / len(inside):6.1%}  {outside:12}  {strayed / outside:10.1%}  "
        f"{spoken / len(examples):8.1%}  {cuts[9]:6.2f}  {cuts[18]:6.2f}"
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
    heading = (
        "language  in scope   first  in three   acted   wrong  out of scope  acted upon  "
        "language  p50 ms  p95 ms"
    )
    lines = [heading]
    for language in sorted({example.language for example in examples}):
        chosen = [example for example in examples if example.language == language]
        lines.append(_row(engine, language, chosen))
    lines.append(f"ready in {ready * 1000:.0f} ms, {held / _KILOBYTES:.1f} MB more memory")
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
