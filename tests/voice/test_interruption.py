"""Ctrl-C in the middle of a run, as a terminal sends it: to this process, once or more often."""

from __future__ import annotations

import signal
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import active_children
from typing import TYPE_CHECKING

import pytest

from bot.voice.assembly import Places, open_voice
from bot.voice.interruption import ended_once, unheard
from bot.voice.rendering import render
from tests.voice.test_rendering import LANGUAGES, message

if TYPE_CHECKING:
    from pathlib import Path

    from bot.voice.rendering import Progress


def ctrl_c() -> None:
    signal.raise_signal(signal.SIGINT)


def test_ended_once_raises_at_the_first_and_gives_back_what_was() -> None:
    before = signal.getsignal(signal.SIGINT)
    ended = []

    def run() -> None:
        with ended_once():
            try:
                ctrl_c()
            finally:
                ctrl_c()
                ended.append("whole")

    with pytest.raises(KeyboardInterrupt):
        run()

    assert ended == ["whole"]
    assert signal.getsignal(signal.SIGINT) is before


def test_unheard_is_what_a_process_begins_with() -> None:
    ask = "import signal; print(signal.getsignal(signal.SIGINT) is signal.SIG_IGN)"

    with unheard():
        ctrl_c()
        told = subprocess.run([sys.executable, "-c", ask], capture_output=True, check=True).stdout  # noqa: S603

    assert told.strip() == b"True"


def test_a_run_that_is_stopped_twice_ends_its_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "locales").mkdir()
    (tmp_path / "locales" / "languages.yaml").write_text(LANGUAGES.partition("ar:")[0], encoding="utf-8")
    places = Places(
        locales=tmp_path / "locales", cache=tmp_path / "voice", recordings=tmp_path / "recordings"
    )
    messages = [message("nl", str(number), f"Zin {number}.") for number in range(20)]
    shut_down = ProcessPoolExecutor.shutdown

    def interrupted(pool: ProcessPoolExecutor, *, wait: bool = True, cancel_futures: bool = False) -> None:
        ctrl_c()  # the second: she did not see that it was ending
        shut_down(pool, wait=wait, cancel_futures=cancel_futures)

    def stop(_: Progress) -> None:
        ctrl_c()

    monkeypatch.setattr(ProcessPoolExecutor, "shutdown", interrupted)
    try:
        with pytest.raises(KeyboardInterrupt):
            render(messages, open_voice(places), places, report=stop)
        left = active_children()
    finally:
        for process in active_children():
            process.kill()

    assert left == []
