"""What ``wegwijs voice`` says to who mistyped something, or does a step too early: what to do now."""

from __future__ import annotations

from errno import ENOSPC
from multiprocessing import active_children
from typing import TYPE_CHECKING

import pytest

from bot.__main__ import main
from bot.commands.progress import Bar
from tests.voice.sounds import file_of, joined_silence, tone
from tests.voice.test_recorded_screen import offered

if TYPE_CHECKING:
    from pathlib import Path

    from bot.voice.rendering import Progress

WHO = ("--speaker", "Voorbeeld Spreker", "--consent", "map 3")


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEGWIJS_RECORDINGS", str(tmp_path / "recordings"))
    monkeypatch.setenv("WEGWIJS_VOICE_DIR", str(tmp_path / "voice"))


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str], str]:
    """Run it; return its status, the lines it printed and what it complained of."""
    status = main(["voice", *arguments])
    printed = capsys.readouterr()
    return status, printed.out.splitlines(), printed.err


@pytest.mark.parametrize("what", [("render",), ("render", "--check"), ("sheet",)], ids=" ".join)
def test_beginning_that_no_message_has_is_refused_in_one_line(
    capsys: pytest.CaptureFixture[str], what: tuple[str, ...]
) -> None:
    assert told(capsys, *what, "--language", "nl", "--only", "core/buton") == (
        2,
        [],
        "--only: none begins with 'core/buton'; see the last column of `wegwijs voice sheet --all`\n",
    )


def test_render_of_which_a_process_was_killed_says_that_it_goes_on(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def kill(_bar: Bar, _progress: Progress) -> None:
        for process in active_children():
            process.kill()

    monkeypatch.setattr(Bar, "show", kill)

    status, lines, complained = told(capsys, "render", "--language", "nl", "--only", "core/button.")

    assert (status, lines, complained) == (
        1,
        [
            "",
            (
                "a process of this run was killed, perhaps for its memory: "
                "what is made stays, and the same command goes on from there"
            ),
        ],
        "",
    )


def test_import_of_a_folder_without_sounds_says_what_it_looks_for(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "spoken").mkdir()

    assert told(capsys, "import", str(tmp_path / "spoken"), *WHO) == (
        1,
        [
            "0 taken in, 0 refused",
            "no file there ends in .wav, .m4a, .webm, .mp3, .ogg, .oga, .opus or begins with a code",
        ],
        "",
    )


def test_approve_says_of_each_code_what_is_the_matter(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    yes, no = (
        next(code for code, speech in offered().items() if speech.message_id == f"core/answer.{answer}")
        for answer in ("yes", "no")
    )
    spoken = tmp_path / f"{yes}.wav"
    spoken.write_bytes(file_of(joined_silence(tone(1.0)), "wav"))
    told(capsys, "import", str(spoken), *WHO)

    status, lines, _ = told(capsys, "approve", yes, no, "nl-aaaaaaaa", "--by", "Voorbeeld Luisteraar")
    again = told(capsys, "approve", yes, "--by", "Voorbeeld Luisteraar")

    assert (status, lines) == (
        1,
        [
            f"approved: {yes}: nl core/answer.yes",
            f"refused: {no}: no recording of it is there; `wegwijs voice import` takes one in",
            (
                "refused: nl-aaaaaaaa: it is no code of today's sheet; the text may have changed: "
                "see `wegwijs voice sheet --all`"
            ),
        ],
    )
    assert again == (0, [f"approved: {yes}: nl core/answer.yes"], "")


def test_approve_on_a_disk_that_takes_nothing_is_refused_in_one_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    yes = next(code for code, speech in offered().items() if speech.message_id == "core/answer.yes")
    spoken = tmp_path / f"{yes}.wav"
    spoken.write_bytes(file_of(joined_silence(tone(1.0)), "wav"))
    told(capsys, "import", str(spoken), *WHO)

    def full(path: Path, data: bytes) -> None:
        raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr("bot.voice.engines.recordings.write_whole", full)

    assert told(capsys, "approve", yes, "--by", "Voorbeeld Luisteraar") == (
        1,
        [f"refused: {yes}: No space left on device: {tmp_path / 'recordings'}"],
        "",
    )


@pytest.mark.untraced  # the whole sheet is taken in
def test_page_to_print_leaves_out_what_waits_to_be_approved(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    only = ("--language", "nl", "--only", "core/answer.", "--format", "html")
    before = told(capsys, "sheet", *only)[1]
    yes = next(code for code, speech in offered().items() if speech.message_id == "core/answer.yes")
    spoken = tmp_path / f"{yes}.wav"
    spoken.write_bytes(file_of(joined_silence(tone(1.0)), "wav"))
    told(capsys, "import", str(spoken), *WHO)

    after, everything = told(capsys, "sheet", *only)[1], told(capsys, "sheet", *only, "--all")[1]

    assert after == [line for line in before if yes not in line]
    assert len(after) == len(before) - 1
    assert everything == before


def test_import_that_is_approved_at_once_has_no_next_step(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    yes = next(code for code, speech in offered().items() if speech.message_id == "core/answer.yes")
    spoken = tmp_path / f"{yes}.wav"
    spoken.write_bytes(file_of(joined_silence(tone(1.0)), "wav"))

    assert told(capsys, "import", str(spoken), *WHO, "--approve", "Voorbeeld Luisteraar") == (
        0,
        [f"taken in: {yes}.wav: nl core/answer.yes", "1 taken in, 0 refused"],
        "",
    )
