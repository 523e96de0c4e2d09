"""``python -m tests.outline_dialogues [guide…]``: make the dialogues of guides again, and record them.

For after a change of a guide. All dialogues of these guides, or of all guides, in
``tests/dialogues/<language>/gids/`` are replaced. Read the difference before you share it.
"""

from __future__ import annotations

import sys

import pytest

from bot.understanding.embedded import load
from tests.dialogue_tester.outline import walks
from tests.dialogue_tester.transcript import START, read
from tests.dialogue_tester.written import astray, files, outlined, text_of
from tests.read_once import read_once, world
from tests.record_dialogues import WEIGHTS, record


class AstrayError(Exception):
    """A dialogue went another way than the guide says: an answer was not understood as it was meant."""


def main(names: list[str]) -> None:
    """Make and record the dialogues of these guides, or of all of them."""
    library, languages = world()[0].library, world()[1]
    understanding = load(WEIGHTS, None)
    with pytest.MonkeyPatch.context() as patch:
        read_once(patch)
        for guide_id in names or library.guides:
            chosen = walks(guide_id, START.date())
            for language in languages.codes:
                for file in files(guide_id, language):
                    file.unlink()
                for path, transcript in zip(chosen, outlined(guide_id, language), strict=True):
                    transcript.path.parent.mkdir(parents=True, exist_ok=True)
                    transcript.path.write_text(text_of(transcript), encoding="utf-8")
                    seen = record(read(transcript.path), understanding)
                    if missing := astray(guide_id, path, language, START, seen):
                        raise AstrayError(f"{transcript.path}: {missing} is not shown where the guide has it")


if __name__ == "__main__":
    main(sys.argv[1:])
