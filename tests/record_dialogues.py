"""``python -m tests.record_dialogues [file…]``: write what the bot says now into the dialogues.

For after a deliberate change of words or content. Read the difference before you share it.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
import yaml

from bot.config import ROOT
from bot.understanding.embedded import load
from tests.dialogue_tester.phone import Phone
from tests.dialogue_tester.play import Player
from tests.dialogue_tester.transcript import SEEN, paths, read, rewrite
from tests.read_once import read_once

if TYPE_CHECKING:
    from bot.understanding.base import Understanding
    from tests.dialogue_tester.transcript import Transcript

WEIGHTS = ROOT / "var" / "understanding" / "weights.bin"


def main(names: list[str]) -> None:
    """Record the files of these names, or all of them."""
    understanding = load(WEIGHTS, None)
    with pytest.MonkeyPatch.context() as patch:
        read_once(patch)
        for path in [Path(name).resolve() for name in names] or paths():
            _complete(path)
            record(read(path), understanding)


def record(transcript: Transcript, understanding: Understanding) -> list[str]:
    """Play a dialogue and write what was seen into its file; return that."""
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/record.db"
        player = Player(transcript, url, understanding, Phone(), transcript.starts)
        try:
            asyncio.run(player.play())
        finally:  # also where it stops halfway: there the file shows what stood on the screen
            rest = [""] * (len(transcript.turns) - len(player.seen))
            rewrite(transcript.path, [*player.seen, *rest])
    return player.seen


def _complete(path: Path) -> None:
    """Give each turn of a dialogue that is new its ``sees``, empty."""
    turns = yaml.safe_load(path.read_text(encoding="utf-8"))["turns"]
    if any(turn.keys() & SEEN and "sees" not in turn for turn in turns):
        rewrite(path, [""] * len(turns))


if __name__ == "__main__":
    main(sys.argv[1:])
