from __future__ import annotations

import re
import subprocess
import sys
from typing import Final

import pytest

from bot.config import ROOT

pytestmark = pytest.mark.untraced  # it measures, and is not measured

CASES: Final = [
    (case, conversations)
    for conversations in ("1", "50")
    for case in ("as residents use it", "echo", "one message out")
]


@pytest.fixture(scope="module")
def printed() -> str:
    """What a run as short as can be prints: long enough for a few turns of each case."""
    options = ["--rounds", "1", "--seconds", "0.3", "--warm-up", "0.1", "--starts", "1", "--clips", "2"]
    options += ["--pairs", "2", "--turns", "5"]
    done = subprocess.run(  # noqa: S603  our own command
        [sys.executable, "-m", "bench", *options], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    return done.stdout


def _rows(printed: str, heading: str) -> list[list[str]]:
    """Return the cells of the table below a heading."""
    section = printed.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in section.splitlines()
        if line.startswith("| ")
    ]
    return rows[1:]


def test_bench_prints_a_rate_for_every_case(printed: str) -> None:
    rows = _rows(printed, "Turns")

    assert [(case, conversations) for case, conversations, *_ in rows] == CASES
    assert [row for row in rows if not re.match(r"[1-9]\d* \(", row[2])] == []


def test_bench_counts_one_commit_and_one_call_per_turn_of_the_echo(printed: str) -> None:
    rows = [row for row in _rows(printed, "Behind a turn") if row[0] == "echo"]

    assert [row[2:5] for row in rows] == [["1.00", "1.00", "1.00"]] * 2


def test_bench_compares_wegwijs_only_with_the_echo(printed: str) -> None:
    rows = _rows(printed, "Beside the echo, round by round")

    assert [(case, number) for case, number, *_ in rows] == [case for case in CASES if case[0] != "echo"]


def test_bench_meets_no_message_that_nobody_waits_for(printed: str) -> None:
    assert "Messages that nobody waited for: 0." in printed


def test_bench_measures_a_clip_that_is_there_and_one_of_each_language(printed: str) -> None:
    rows = _rows(printed, "Voice")

    assert [(name, measured) for name, _, _, measured in rows] == [
        ("there already", "1000"),
        ("made now, 25 words, nl", "2"),
        ("made now, 25 words, ar", "2"),
        ("made now, 25 words, ti", "2"),
    ]
    assert "(12 clips of the project's own messages)" in printed


def test_bench_compares_the_same_turns_with_and_without_a_voice(printed: str) -> None:
    rows = _rows(printed, "Voice on and off")

    assert [(conversations, pairs) for conversations, *_, pairs in rows] == [("1", "2"), ("50", "2")]
    shares = [share for row in rows for share in row[3:5]]
    assert [
        share for share in shares if not re.fullmatch(r"[+-][\d.]+% \([+-][\d.]+% to [+-][\d.]+%\)", share)
    ] == []


def test_bench_leaves_no_complaint_in_the_logs(printed: str) -> None:
    assert [row[3] for row in _rows(printed, "The process")] == ["0", "0"]
