"""``wegwijs understand``: what the bot makes of texts, and training it."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from typing import TYPE_CHECKING

from bot.config import ROOT
from bot.understanding.embedded import load
from bot.understanding.lines import to_line

if TYPE_CHECKING:
    import argparse

    from bot.config import Settings


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Interpret a message per line of standard input; print one line of JSON for each."""
    if options.what == "train":
        return _train()
    understanding = load(settings.weights, settings.training_data)
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    for line in sys.stdin:
        text = line.rstrip("\n")
        meaning = asyncio.run(understanding.interpret(text))
        if options.json:
            shown = json.dumps(to_line(text, meaning), ensure_ascii=False)
        else:
            shown = f"{meaning.intent or '?'} ({meaning.confidence:.2f}, {meaning.language}): {text}"
        print(shown, flush=True)  # noqa: T201  the command line speaks here
    return 0


def _train() -> int:
    """Train in the environment that has scikit-learn; serving never imports it."""
    # --what-if: as if a sentence had just changed, so that the weights are made anew.
    command = ["make", "--directory", str(ROOT), "--what-if=nlu/data/nl/control.yml", "weights"]
    return subprocess.run(command, check=False).returncode  # noqa: S603  our own Makefile
