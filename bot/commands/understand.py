"""``wegwijs understand``: what the bot makes of texts, training it, and what it missed."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from typing import TYPE_CHECKING

from bot.config import ROOT, SettingsError
from bot.understanding.embedded import load
from bot.understanding.lines import to_line

if TYPE_CHECKING:
    import argparse

    from bot.config import Settings
    from bot.understanding.base import Understanding


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Interpret a message per line of standard input; print one line for each."""
    match options.what:
        case "train":
            return _train()
        case "misses":
            from bot.commands import misses  # noqa: PLC0415  an engine that is tried out needs no database

            return misses.run(settings, options)
    return asyncio.run(_interpret(settings, options))


async def _interpret(settings: Settings, options: argparse.Namespace) -> int:
    """Ask the engine that was named, and no other: here an engine is tried out."""
    embedded = load(settings.weights, settings.training_data)
    if options.engine == "embedded":
        return await _lines(embedded, as_json=options.json)
    if settings.nlu_url is None:
        raise SettingsError("--engine rasa needs WEGWIJS_NLU_URL; `make nlu` serves Rasa and prints it")
    from bot.understanding.calibration import read_calibrations  # noqa: PLC0415  only Rasa needs these
    from bot.understanding.rasa import Rasa  # noqa: PLC0415

    calibrations = read_calibrations(settings.calibrations)
    async with Rasa(
        settings.nlu_url, settings.nlu_token, calibrations=calibrations, languages=embedded
    ) as rasa:
        await rasa.check()
        return await _lines(rasa, as_json=options.json)


async def _lines(understanding: Understanding, *, as_json: bool) -> int:
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    for line in sys.stdin:
        text = line.rstrip("\n")
        meaning = await understanding.interpret(text)
        if as_json:
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
