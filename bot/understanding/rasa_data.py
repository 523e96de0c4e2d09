"""Writes the training sentences for Rasa, normalised as the bot normalises what it asks.

Rasa cannot import our normaliser, so both sides of it are done here: training reads what
this writes, and ``rasa.Rasa`` sends ``normalise(text)``. Run it as::

    python -m bot.understanding.rasa_data nlu/data var/nlu/data
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot.understanding.base import DataError
from bot.understanding.data import read_sentences
from bot.understanding.normalise import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.understanding.data import Sentence


def write_training_data(sentences: Iterable[Sentence], folder: Path) -> int:
    """Write a Rasa file per language; return how many different sentences they hold.

    They lie as they do in ``nlu/data``. The file of a language that is no longer there is
    removed: Rasa reads the whole folder.
    """
    texts: dict[str, dict[str, dict[str, None]]] = {}
    for sentence in sentences:
        intents = texts.setdefault(sentence.language, {})
        intents.setdefault(sentence.intent, {})[normalise(sentence.text)] = None
    for old in set(folder.glob("*/sentences.yml")) - {folder / one / "sentences.yml" for one in texts}:
        old.unlink()
    for language, intents in texts.items():
        # Normalised text is letters, digits and spaces: nothing in it means anything to YAML or to Rasa.
        lines = ['version: "3.1"', "nlu:"]
        for intent, found in sorted(intents.items()):
            lines += [f"  - intent: {intent}", "    examples: |", *(f"      - {text}" for text in found)]
        file = folder / language / "sentences.yml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return sum(len(found) for intents in texts.values() for found in intents.values())


def main() -> int:
    """Write the files; 1 for sentences that cannot be used."""
    source, folder = map(Path, sys.argv[1:])
    try:
        count = write_training_data(read_sentences(source), folder)
    except DataError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{count} sentences for Rasa in {folder}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
