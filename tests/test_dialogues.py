"""Every dialogue of ``tests/dialogues``: as it stands there, on a narrow channel, and next year."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from bot.channels.profiles import NARROW
from bot.channels.render import Page
from bot.messages import Button, Say
from tests.dialogue_tester.expiry import NEXT_YEAR, assert_holds_next_year, gone
from tests.dialogue_tester.phone import Phone, assert_nothing_lost
from tests.dialogue_tester.play import LoggedError, Player, assert_forgotten, no_errors
from tests.dialogue_tester.transcript import Transcript, paths, read, rewrite
from tests.dialogue_tester.written import MADE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DIALOGUES = [read(path) for path in paths()]

every_dialogue = pytest.mark.parametrize("transcript", DIALOGUES, ids=lambda one: one.name)
every_written_dialogue = pytest.mark.parametrize(
    "transcript", [one for one in DIALOGUES if one.path.parent.name != MADE], ids=lambda one: one.name
)
"""The dialogues that somebody thought of. Those that are made from the guides are read on the narrow
channel, to the letter too, and made anew for next year in ``test_outlines``: other days and
facts may lead another way."""


@every_written_dialogue
async def test_dialogue_reads_as_written(transcript: Transcript, player: Callable[..., Player]) -> None:
    seen = await player(transcript, Phone()).play()
    for turn, text in zip(transcript.turns, seen, strict=True):
        assert text == turn.sees, f"{transcript.path}:{turn.line}: {turn.kind}: {turn.value}"


@pytest.mark.untraced  # the same lines as above, traced there
@every_dialogue
async def test_dialogue_is_possible_on_a_narrow_channel(
    transcript: Transcript, player: Callable[..., Player]
) -> None:
    seen = await player(transcript, Phone(NARROW)).play()
    for turn, text in zip(transcript.turns, seen, strict=True):
        assert text == turn.sees, f"{transcript.path}:{turn.line}: {turn.kind}: {turn.value}"


@every_written_dialogue
async def test_dialogue_holds_next_year(transcript: Transcript, player: Callable[..., Player]) -> None:
    phone = Phone()
    seen = await player(transcript, phone, NEXT_YEAR).play()
    assert_holds_next_year(phone.says)
    for turn, text in zip(transcript.turns, seen, strict=True):
        for each in gone():
            if each.sentence in turn.sees:
                assert any(sentence in text for sentence in each.instead), f"{transcript.path}:{turn.line}"


# --- the tester itself --------------------------------------------------------

SHORT = """\
about: A short one
language: nl
turns:
  # why this one
  - writes: /start nl
    sees: |
      something else

      altogether
  - presses: Taal
    sees: ""
  - later: {days: 2}
    sees: ""
  - restart: true
"""


def test_rewrite_replaces_what_was_seen_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "short.yaml"
    path.write_text(SHORT, encoding="utf-8")
    rewrite(path, ["Dag.\n\nWelkom\n[Ja]", "", "Een herinnering", ""])
    assert (
        path.read_text(encoding="utf-8")
        == """\
about: A short one
language: nl
turns:
  # why this one
  - writes: /start nl
    sees: |
      Dag.

      Welkom
      [Ja]
  - presses: Taal
    sees: ""
  - later: {days: 2}
    sees: |
      Een herinnering
  - restart: true
"""
    )


def test_rewrite_gives_back_what_read_reads(tmp_path: Path) -> None:
    path = tmp_path / "short.yaml"
    path.write_text(SHORT, encoding="utf-8")
    seen = ["Dag.\n\nWelkom\n---\n[Ja]", "Taal", "", ""]
    rewrite(path, seen)
    assert [turn.sees for turn in read(path).turns] == seen


@pytest.mark.parametrize(
    ("turn", "complaint"),
    [
        ("  - writes: a\n    presses: b\n    sees: c\n", "a turn is one of"),
        ("  - says: a\n    sees: c\n", "a turn is one of"),
        ("  - writes: a\n", "a turn has what happens"),
        ("  - restart: true\n    sees: c\n", "a turn has what happens"),
        ("  - writes: a\n    sees: c\n    why: d\n", "a turn has what happens"),
    ],
)
def test_read_names_the_line_of_a_turn_that_is_not_well_formed(
    tmp_path: Path, turn: str, complaint: str
) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text(f"about: a\nlanguage: nl\nturns:\n{turn}", encoding="utf-8")
    with pytest.raises(ValueError, match=rf"wrong\.yaml:4: {complaint}"):
        read(path)


def test_no_errors_fails_with_what_was_logged() -> None:
    with pytest.raises(LoggedError, match="it broke"), no_errors():
        logging.getLogger("bot.anything").error("it broke")


async def test_play_names_the_buttons_that_are_there(tmp_path: Path, player: Callable[..., Player]) -> None:
    path = tmp_path / "short.yaml"
    path.write_text(SHORT.replace("Taal", "Fiets"), encoding="utf-8")
    with pytest.raises(AssertionError, match=r"short\.yaml:10: 0 buttons \[Fiets\]; there are .*\[Taal\]"):
        await player(read(path), Phone()).play()


def test_phone_notices_a_lost_button() -> None:
    say = Say("Wat wilt u?", "nl", (Button("1|a", "Ja"), Button("1|b", "Nee")))
    with pytest.raises(AssertionError):
        assert_nothing_lost(say, [Page(say.text, "nl", say.buttons[:1])], NARROW)


def test_phone_notices_a_lost_word() -> None:
    say = Say("Wat wilt u?", "nl")
    with pytest.raises(AssertionError):
        assert_nothing_lost(say, [Page("Wat wilt?", "nl")], NARROW)


async def test_forgotten_notices_what_was_kept(sqlite_url: str, player: Callable[..., Player]) -> None:
    [transcript] = [one for one in map(read, paths()) if one.name == "nl/verhaal-naar-ar"]
    await player(transcript, Phone()).play()
    with pytest.raises(AssertionError):
        assert_forgotten(sqlite_url)
