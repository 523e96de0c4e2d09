from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from bot.config import ROOT

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.untraced  # it measures, and is not measured


def test_bench_of_listening_hears_messages_in_every_language(tmp_path: Path) -> None:
    (tmp_path / "clips").mkdir()
    options = ["--each", "2", "--walks", "3", "--clips", str(tmp_path / "clips")]

    done = subprocess.run(  # noqa: S603  our own command
        [sys.executable, "-m", "bench.listening", *options],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stderr == ""
    rows = [
        re.split(r" *\| *", line.strip("| ")) for line in done.stdout.splitlines() if line.startswith("| ")
    ]
    assert [(row[0], row[1]) for row in rows] == [
        ("language", "heard"),
        ("nl", "2"),
        ("ar", "2"),
        ("ti", "2"),
    ]
    assert [bool(re.match(r"0 of [1-9]\d+$", row[-1])) for row in rows[1:]] == [True] * 3
