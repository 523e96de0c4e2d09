from __future__ import annotations

import gc
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.voice.audio import decode, finished
from bot.voice.beside import Beside
from bot.voice.sound import AudioError, Sound
from bot.voice.splicing import spliced
from tests.voice.sounds import file_of, tone

TONE = tone(0.5)

OTHER = """
import sys
from bot.voice.parcels import receive, send
while receive(sys.stdin.buffer):
    {}
"""


def studio(program: str, *, longest: float = 20.0) -> Beside:
    """Return a studio whose process does something else with each parcel."""
    return Beside(command=(sys.executable, "-c", OTHER.format(program)), longest=longest)


def answer(beside: Beside) -> str:
    """Return the number of the process that answers."""
    return beside.decode(b"").samples.decode()


NUMBER = "import os; send(sys.stdout.buffer, {'seconds': 1}, [str(os.getpid()).encode()])"


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_sound_made_beside_is_the_same_as_here() -> None:
    beside = Beside()
    clip, seconds = finished(TONE)

    assert beside.decode(file_of(TONE, "wav")) == decode(file_of(TONE, "wav"))
    assert beside.finished(TONE) == (clip, seconds)
    assert beside.spliced([clip, clip], [0.5]) == spliced([clip, clip], [0.5])


def test_what_is_wrong_with_a_sound_is_told_and_the_next_is_made() -> None:
    beside = Beside()

    with pytest.raises(AudioError, match=r"^this is not a sound file, or it is damaged$"):
        beside.decode(b"no sound")
    assert beside.finished(TONE) == finished(TONE)


def test_one_process_makes_one_sound_after_another() -> None:
    beside = studio(NUMBER)

    assert answer(beside) == answer(beside)


def test_two_sounds_at_once_are_made_by_two_processes() -> None:
    beside = studio(f"import time; time.sleep(0.5); {NUMBER}")

    with ThreadPoolExecutor(2) as threads:
        first, second = threads.map(lambda _: answer(beside), range(2))

    assert first != second


@pytest.mark.parametrize(
    "program",
    [
        pytest.param("sys.exit(1)", id="ended"),
        pytest.param("sys.stdout.buffer.write(b'{')", id="broken off"),
        pytest.param("import time; time.sleep(60)", id="hung"),
    ],
)
def test_process_that_gives_no_answer_is_a_sound_that_cannot_be_made(program: str) -> None:
    beside = studio(f"{program}; break", longest=2.0)

    with pytest.raises(AudioError, match=r"^the process that makes sound ended$"):
        beside.finished(Sound(b"\0\0"))


def test_process_that_cannot_be_started_is_a_sound_that_cannot_be_made(tmp_path: Path) -> None:
    beside = Beside(command=(str(tmp_path / "absent"),))

    with pytest.raises(AudioError, match=r"^the process that makes sound cannot be started$"):
        beside.finished(TONE)


def test_process_that_ended_while_nobody_asked_is_replaced() -> None:
    beside = studio(f"{NUMBER}; break")
    first = answer(beside)
    beside._waiting[0][1]._process.wait()  # noqa: SLF001  nobody else can know when it has ended

    assert answer(beside) != first


def test_rest_ends_the_process_that_was_not_needed_for_a_while() -> None:
    clock = Clock()
    beside = Beside(command=(sys.executable, "-c", OTHER.format(NUMBER)), needless=60.0, clock=clock)
    first = answer(beside)
    beside.rest()
    kept = answer(beside)

    clock.now = 60.0
    beside.rest()

    assert (kept == first, Path(f"/proc/{first}").exists()) == (True, False)


def test_processes_end_with_the_studio() -> None:
    beside = studio(NUMBER)
    number = answer(beside)

    del beside
    gc.collect()

    assert not Path(f"/proc/{number}").exists()
