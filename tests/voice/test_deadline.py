from __future__ import annotations

import subprocess
import sys
from threading import Event

import pytest

from bot.config import ROOT
from bot.voice.deadline import within

HANGS = """
from threading import Event
from bot.voice.deadline import within
try:
    within(0.05, Event().wait)
except TimeoutError:
    print("given up")
"""


def test_within_returns_what_is_done_in_time() -> None:
    assert within(10, lambda: "done") == "done"


def test_within_raises_what_the_job_raises() -> None:
    def job() -> None:
        raise LookupError("of the job")

    with pytest.raises(LookupError, match="of the job"):
        within(10, job)


def test_within_gives_up_what_is_not_done_in_time() -> None:
    never = Event()

    with pytest.raises(TimeoutError):
        within(0.05, never.wait)

    never.set()


def test_what_was_given_up_does_not_keep_the_program_from_ending() -> None:
    done = subprocess.run(  # noqa: S603  this very interpreter
        [sys.executable, "-c", HANGS], cwd=ROOT, capture_output=True, text=True, timeout=30, check=True
    )

    assert done.stdout == "given up\n"
