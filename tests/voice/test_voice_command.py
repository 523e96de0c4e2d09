"""``wegwijs voice`` through its own door, in a copy of the project."""

from __future__ import annotations

import csv
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.voice.ahead import alone
from tests.project_copy import copy_project
from tests.voice.sounds import file_of, joined_silence, tone

pytestmark = pytest.mark.untraced  # a process of its own under load; tests/e2e/test_ending.py is traced

ROOT = Path(__file__).resolve().parents[2]

BUTTONS = ("--language", "nl", "--only", "core/button.")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the project that a test may fill with clips."""
    monkeypatch.delenv("WEGWIJS_VOICE_DIR")
    return copy_project(tmp_path)


def start(project: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603  our own program
        [sys.executable, "-m", "bot", "voice", *arguments],
        cwd=project,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def voice(project: Path, *arguments: str) -> tuple[int, str, str]:
    """Run ``wegwijs voice``; return its status and what it printed."""
    running = start(project, *arguments)
    printed, complained = running.communicate(timeout=240)
    return running.returncode, printed, complained


def clips(project: Path) -> dict[str, int]:
    """Return each finished clip with the moment at which it was written."""
    folder = project / "var" / "voice"
    return {path.stem: path.stat().st_mtime_ns for path in folder.rglob("*.json")}


def table(printed: str) -> dict[str, list[int]]:
    """Return the numbers of the closing table by language."""
    rows = [re.split(r"\s+", line.strip()) for line in printed.splitlines()]
    return {row[0]: [int(cell) for cell in row[1:]] for row in rows if row[0] in {"nl", "ar", "ti"}}


def test_prune_deletes_clips_of_what_is_no_longer_said(project: Path, tmp_path: Path) -> None:
    language = tmp_path / "locales" / "languages.yaml"
    # One language without a voice and one word are enough: rendering everything takes many minutes.
    language.write_text(
        re.sub(r"voice: \[.*", "voice: [recording]", language.read_text(encoding="utf-8")), "utf-8"
    )
    old = tmp_path / "var" / "voice" / "ab" / ("ab" * 32 + ".ogg")
    old.parent.mkdir(parents=True)
    old.write_bytes(b"OggS")

    status, printed, _ = voice(project, "render", "--gently", "--prune")
    partly, _, complained = voice(project, "render", "--prune", "--language", "nl")

    assert (status, printed.splitlines()[0]) == (0, "1 clips of other texts deleted")
    assert not old.exists()
    assert (partly, complained.strip()) == (
        2,
        "--prune looks at all messages: leave --language and --only away",
    )


def test_render_leaves_the_folder_to_a_run_that_is_there(project: Path) -> None:
    with alone(project / "var" / "voice"):
        status, printed, _ = voice(project, "render", *BUTTONS)

    assert (status, printed.strip()) == (0, "another run is rendering here already")
    assert clips(project) == {}


def test_render_that_was_killed_goes_on_where_it_was(project: Path) -> None:
    running = start(project, "render", *BUTTONS)
    until = time.monotonic() + 120
    while len(clips(project)) < 3:
        assert running.poll() is None
        assert time.monotonic() < until
        time.sleep(0.01)
    running.send_signal(signal.SIGKILL)
    running.communicate(timeout=60)  # returns when its processes have ended as well
    before = clips(project)
    unfinished, *_ = voice(project, "render", "--check", *BUTTONS)

    status, printed, _ = voice(project, "render", *BUTTONS)

    messages, *counted = table(printed)["nl"]
    assert (unfinished, status) == (1, 0)
    assert len(before) < len(clips(project))
    assert before.items() <= clips(project).items()
    assert counted == [0, 0, messages, 0, 0]
    assert voice(project, "render", "--check", *BUTTONS)[0] == 0


def test_check_makes_nothing_and_names_what_could_be_made(project: Path) -> None:
    status, printed, complained = voice(project, "render", "--check", "--only", "core/answer.")

    assert (status, complained) == (1, "")
    assert clips(project) == {}
    assert table(printed) == {"nl": [4, 0, 0, 0, 4, 0], "ar": [4, 0, 0, 0, 4, 0], "ti": [4, 0, 0, 0, 4, 0]}
    assert printed.splitlines()[-1] == (
        "12 could be made and are not there, the first nl core/answer.yes: run `wegwijs voice render`"
    )


def test_recording_goes_from_sheet_to_played(project: Path, tmp_path: Path) -> None:
    only = ("--language", "ti", "--only", "core/answer.yes")
    _, printed, _ = voice(project, "sheet", *only)
    (row,) = csv.DictReader(printed.splitlines())
    spoken = tmp_path / f"{row['code']} ja.m4a"
    spoken.write_bytes(file_of(joined_silence(tone(1.0)), "m4a"))

    taken = voice(project, "import", str(spoken), "--speaker", "Voorbeeld Spreker", "--consent", "map 3")
    waiting = voice(project, "sheet", *only)[1]
    approved = voice(project, "approve", row["code"], "--by", "Voorbeeld Luisteraar")
    checked = voice(project, "render", "--check", *only)

    assert (taken[0], taken[2]) == (0, "")
    assert taken[1].splitlines() == [
        f"taken in: {spoken.name}: ti core/answer.yes",
        "1 taken in, 0 refused",
        (
            "1 of them nobody hears yet. Let somebody who knows the language listen in "
            f'{project / "recordings"}, then: `wegwijs voice approve <code> --by "Name"`'
        ),
    ]
    assert [one["state"] for one in csv.DictReader(waiting.splitlines())] == ["waiting"]
    assert approved == (0, f"approved: {row['code']}: ti core/answer.yes\n", "")
    assert (checked[0], table(checked[1])) == (0, {"ti": [1, 1, 0, 0, 0, 0]})


def test_import_refuses_what_belongs_to_no_text_of_today(project: Path, tmp_path: Path) -> None:
    spoken = tmp_path / "welkom.wav"
    spoken.write_bytes(file_of(tone(1.0), "wav"))

    status, printed, _ = voice(project, "import", str(spoken), "--speaker", "V", "--consent", "map 3")

    assert status == 1
    assert printed.splitlines()[-1] == "0 taken in, 1 refused"


@pytest.mark.parametrize("left_out", ["--speaker", "--consent"])
def test_import_wants_to_know_the_speaker_and_the_consent(project: Path, left_out: str) -> None:
    given = {"--speaker": "Voorbeeld Spreker", "--consent": "map 3"} | {left_out: " "}

    status, _, complained = voice(project, "import", ".", *(word for pair in given.items() for word in pair))

    assert status == 2
    assert complained.splitlines()[-1].endswith(f"argument {left_out}: this cannot be empty")


def test_page_to_print_holds_every_language(project: Path) -> None:
    status, printed, _ = voice(project, "sheet", "--only", "core/answer.yes", "--format", "html")

    assert status == 0
    found = re.findall(r'<td lang="(..)" dir="(...)">', printed)
    assert sorted(found) == [("ar", "rtl"), ("nl", "ltr"), ("ti", "ltr")]


def test_language_that_is_not_there_is_refused_in_one_line(project: Path) -> None:
    assert voice(project, "sheet", "--language", "fr") == (
        2,
        "",
        "--language is one of nl, ar, ti, not 'fr'\n",
    )


def test_render_that_was_stopped_says_that_it_goes_on(project: Path) -> None:
    running = start(project, "render", *BUTTONS)
    until = time.monotonic() + 120
    while not clips(project):
        assert running.poll() is None
        assert time.monotonic() < until
        time.sleep(0.01)
    running.send_signal(signal.SIGINT)
    printed, _ = running.communicate(timeout=60)

    assert (running.returncode, printed.strip()) == (
        1,
        "stopped: what is made stays, and the same command goes on from there",
    )
