"""Rendering beside the conversations: it ends with them, and never runs twice."""

from __future__ import annotations

import asyncio
import logging
import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from bot.config import ROOT
from bot.voice.ahead import LOWEST, alone, render_ahead

if TYPE_CHECKING:
    from pathlib import Path


def program(text: str) -> tuple[str, ...]:
    return (sys.executable, "-c", text)


def wait_for(place: Path) -> None:
    """Return when a file was written to its full stop."""
    until = time.monotonic() + 60
    while not (place.exists() and place.read_text(encoding="ascii").endswith(".")):
        assert time.monotonic() < until
        time.sleep(0.01)


async def test_run_that_made_everything_is_noted(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)

    await render_ahead(program("pass"))

    assert [(record.levelname, record.message) for record in caplog.records] == [("INFO", "rendered ahead")]


@pytest.mark.parametrize("status", [1, 2])
async def test_run_that_failed_is_a_warning(caplog: pytest.LogCaptureFixture, status: int) -> None:
    await render_ahead(program(f"raise SystemExit({status})"))

    assert [record.levelname for record in caplog.records] == ["WARNING"]


async def test_run_that_cannot_start_stops_nothing(caplog: pytest.LogCaptureFixture) -> None:
    await render_ahead(("/nowhere/python",))

    assert [record.levelname for record in caplog.records] == ["ERROR"]


async def test_run_ends_with_who_started_it(tmp_path: Path) -> None:
    place = tmp_path / "pid"
    endless = f"import os, time; open({str(place)!r}, 'w').write(f'{{os.getpid()}}.'); time.sleep(600)"
    task = asyncio.create_task(render_ahead(program(endless)))
    await asyncio.to_thread(wait_for, place)

    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    with pytest.raises(ProcessLookupError):
        os.kill(int(place.read_text(encoding="ascii")[:-1]), 0)


def test_run_ends_when_who_started_it_was_killed(tmp_path: Path) -> None:
    place = tmp_path / "pid"
    gentle = (
        "import os, time; from bot.voice.ahead import give_way; give_way(); "
        f"open({str(place)!r}, 'w').write(f'{{os.getpid()}}.'); time.sleep(600)"
    )
    starter = subprocess.Popen(  # noqa: S603  our own program
        program(f"import subprocess; subprocess.run({program(gentle)!r})"), cwd=ROOT, stdout=subprocess.PIPE
    )
    wait_for(place)

    starter.kill()

    # The end of what both write to comes when the last of them is gone.
    starter.communicate(timeout=60)


def test_run_gives_way_to_whatever_else_wants_the_processor() -> None:
    told = subprocess.run(  # noqa: S603  our own program
        program("import os; from bot.voice.ahead import give_way; give_way(); print(os.nice(0))"),
        cwd=ROOT,
        capture_output=True,
        check=True,
    )

    assert int(told.stdout) == LOWEST


def test_second_run_in_a_folder_is_kept_out(tmp_path: Path) -> None:
    with alone(tmp_path / "voice") as first, alone(tmp_path / "voice") as second:
        assert (first, second) == (True, False)
    with alone(tmp_path / "voice") as afterwards:
        assert afterwards


def test_folder_that_cannot_be_written_keeps_nobody_out(tmp_path: Path) -> None:
    (tmp_path / "voice").write_text("a file where the folder should be", encoding="utf-8")

    with alone(tmp_path / "voice") as free:
        assert free
