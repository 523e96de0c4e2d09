"""Real Rasa, as ``make test`` has installed and trained it, served and asked from the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.untraced  # Rasa is no part of what is traced

ROOT = Path(__file__).parents[2]
PYTHON = ROOT / ".venv-nlu/bin/python"
MODEL = ROOT / "var/nlu/models/quick.tar.gz"

MEANT = {
    "Ik ben ontslagen!": ("nl", "baan-verliezen"),
    "mijn DigiD is kwijt": ("nl", "digid-kwijt"),
    "أريد أن أتكلم مع موظف": ("ar", "human"),
    "عندي ديون كثيرة": ("ar", "schulden"),
    "ካብ ስራሕ ተሰናቢተ": ("ti", "baan-verliezen"),
    "ዕዳ ኣለኒ": ("ti", "schulden"),
}


def test_rasa_understands_three_languages() -> None:
    if not (PYTHON.exists() and MODEL.exists()):
        pytest.fail("Rasa is not installed and trained here. Do it with: make var/nlu/models/quick.tar.gz")
    understand = [sys.executable, "-m", "bot", "understand", "--engine", "rasa", "--json"]

    result = subprocess.run(  # noqa: S603  our own interpreters, our own words
        [PYTHON, "tools/with_nlu.py", MODEL, *understand],
        cwd=ROOT,
        input="\n".join(MEANT) + "\n",
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )

    answers = [json.loads(line) for line in result.stdout.splitlines() if line.startswith('{"text"')]
    # First, and not acted upon: how sure it must be is chosen on many sentences, not on these.
    first = {one["text"]: (one["language"], one["alternatives"][0]["intent"]) for one in answers}
    assert (result.returncode, first) == (0, MEANT), result.stderr[-3000:]
