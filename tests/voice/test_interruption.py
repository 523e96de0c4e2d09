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
    from collections.abc import Callable
    from concurrent.futures import Future
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


@pytest.fixture
def places(tmp_path: Path) -> Places:
    (tmp_path / "locales").mkdir()
    (tmp_path / "locales" / "languages.yaml").write_text(LANGUAGES.partition("ar:")[0], encoding="utf-8")
    return Places(locales=tmp_path / "locales", cache=tmp_path / "voice", recordings=tmp_path / "recordings")


def test_processes_of_a_run_are_started_where_ctrl_c_is_not_heard(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    submit = ProcessPoolExecutor.submit
    at_the_start: list[object] = []

    def submitted(pool: ProcessPoolExecutor, job: Callable[..., object], /, *given: object) -> Future[object]:
        at_the_start.append(signal.getsignal(signal.SIGINT))
        return submit(pool, job, *given)

    monkeypatch.setattr(ProcessPoolExecutor, "submit", submitted)

    render([message("nl", "yes", "Ja.")], open_voice(places), places, report=lambda _: None)

    assert at_the_start == [signal.SIG_IGN]


def test_a_run_that_is_stopped_twice_ends_its_processes(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
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
