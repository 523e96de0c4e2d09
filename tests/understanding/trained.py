"""The training environment, and small weights that are made in it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TRAIN = ROOT / ".venv-train/bin/python"
WEIGHTS = ROOT / "var/understanding/weights.bin"
DATA = ROOT / "nlu/data"


def run_in_training(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the training environment's Python in the project's folder."""
    if not TRAIN.exists():
        pytest.fail(f"{TRAIN} is not there. Make it with: make weights")
    return subprocess.run(  # noqa: S603  our own interpreter, our own words
        [TRAIN, *arguments], cwd=ROOT, capture_output=True, text=True, check=False, timeout=300
    )
