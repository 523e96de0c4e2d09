"""``python -m tests.record_dialogues [file…]``: write what the bot says now into the dialogues.

For after a deliberate change of words or content. Read the difference before you share it.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from bot.config import ROOT
from bot.understanding.embedded import load
from tests.dialogue_tester.phone import Phone
from tests.dialogue_tester.play import Player
from tests.dialogue_tester.transcript import SEEN, paths, read, rewrite

WEIGHTS = ROOT / "var" / "understanding" / "weights.bin"


def main(names: list[str]) -> None:
    """Record the files of these names, or all of them."""
    understanding = load(WEIGHTS, None)
    for path in [Path(name).resolve() for name in names] or paths():
        _complete(path)
        transcript = read(path)
        with TemporaryDirectory() as folder:
            player = Player(
                transcript, f"sqlite:///{folder}/record.db", understanding, Phone(), transcript.starts
            )
            rewrite(path, asyncio.run(player.play()))


def _complete(path: Path) -> None:
    """Give each turn of a dialogue that is new its ``sees``, empty."""
    turns = yaml.safe_load(path.read_text(encoding="utf-8"))["turns"]
    if any(turn.keys() & SEEN and "sees" not in turn for turn in turns):
        rewrite(path, [""] * len(turns))


if __name__ == "__main__":
    main(sys.argv[1:])
