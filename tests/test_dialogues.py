"""Every dialogue of ``tests/dialogues``: as it stands there, on a narrow channel, and next year."""

from __future__ import annotations

import logging
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

import pytest

from bot import bootstrap
from bot.channels.profiles import NARROW
from bot.channels.render import Page
from bot.config import ROOT
from bot.flows import words
from bot.flows.events import Expired, Line, Message
from bot.flows.text import Text
from bot.flows.turn import content_values
from bot.locale import amount
from bot.messages import Button, Say
from bot.understanding.base import WeightsError
from bot.understanding.embedded import load
from tests.dialogue_tester.phone import Phone, assert_nothing_lost
from tests.dialogue_tester.play import LoggedError, Player, assert_forgotten, no_errors, settings_for
from tests.dialogue_tester.transcript import Transcript, paths, read, rewrite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from bot.flows.definition import Fact
    from bot.understanding.base import Understanding

NEXT_YEAR = datetime.fromisoformat("2027-01-02T10:00+01:00")
"""A Saturday on which the amounts of 2026 no longer hold."""

GUIDES = ("baan-verliezen", "ww-aanvragen", "bijstand-aanvragen", "digid-aanvragen")
LANGUAGES = ("nl", "ar", "ti")

load_world = cache(bootstrap.load_world)
"""Content and languages are the same in every dialogue: read once."""


@pytest.fixture(autouse=True)
def _content_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "load_world", lambda settings: load_world(settings_for("")))


@pytest.fixture(scope="session")
def understanding() -> Understanding:
    """Return the engine that residents meet."""
    weights = ROOT / "var" / "understanding" / "weights.bin"
    try:
        return load(weights, None)
    except WeightsError as error:
        pytest.fail(f"{error} The dialogues need the trained understanding. Run: make weights")


@pytest.fixture
def player(sqlite_url: str, understanding: Understanding) -> Callable[..., Player]:
    def make(transcript: Transcript, phone: Phone, starts: datetime | None = None) -> Player:
        return Player(transcript, sqlite_url, understanding, phone, starts or transcript.starts)

    return make


every_dialogue = pytest.mark.parametrize(
    "transcript", [read(path) for path in paths()], ids=lambda one: one.name
)


@every_dialogue
async def test_dialogue_reads_as_written(transcript: Transcript, player: Callable[..., Player]) -> None:
    seen = await player(transcript, Phone()).play()
    for turn, text in zip(transcript.turns, seen, strict=True):
        assert text == turn.sees, f"{transcript.path}:{turn.line}: {turn.kind}: {turn.value}"


@every_dialogue
async def test_dialogue_is_possible_on_a_narrow_channel(
    transcript: Transcript, player: Callable[..., Player]
) -> None:
    seen = await player(transcript, Phone(NARROW)).play()
    assert seen == [turn.sees for turn in transcript.turns]


@every_dialogue
async def test_dialogue_holds_next_year(transcript: Transcript, player: Callable[..., Player]) -> None:
    phone = Phone()
    seen = await player(transcript, phone, NEXT_YEAR).play()
    expired = list(_expired())
    for say in phone.says:
        assert say.text.strip(), transcript.name
        assert "{" not in say.text
        assert [fact.id for fact, written, _ in expired if written in say.text] == []
        assert [button.label for button in say.buttons if not button.label.strip()] == []
    for turn, text in zip(transcript.turns, seen, strict=True):
        for _, written, instead in expired:
            if written in turn.sees:
                assert any(sentence in text for sentence in instead), f"{transcript.path}:{turn.line}"


def _expired() -> Iterator[tuple[Fact, str, list[str]]]:
    """Yield each amount that no longer holds next year: how it was written, and what is said instead."""
    world, languages = load_world(settings_for(""))
    for fact in world.library.facts.values():
        if not fact.holds(NEXT_YEAR.date()):
            assert fact.kind == "amount"  # how another kind is written could stand in any text
            placeholder = Text("a test", f"{{fact:{fact.id}}}")
            [expired] = content_values(placeholder, world.library, NEXT_YEAR.date()).values()
            assert isinstance(expired, Expired)
            instead = Message((Line(words.FACT_EXPIRED, {"organisation": expired.ask}),))
            yield fact, amount(fact.value), [languages.render(instead, code).text for code in languages.codes]


# --- the collection ---------------------------------------------------------


def test_every_guide_is_walked_to_its_end_twice_in_every_language() -> None:
    walks = {(guide, language): 0 for guide in GUIDES for language in LANGUAGES}
    for transcript in map(read, paths()):
        for guide, language in walks:
            end = _end(guide, language)
            walks[guide, language] += any(end in turn.sees for turn in transcript.turns)
    assert [walk for walk, times in walks.items() if times < 2] == []


def _end(guide: str, language: str) -> str:
    """Return what is said behind the last step of a guide."""
    world, languages = load_world(settings_for(""))
    title = world.library.guides[guide].title
    return languages.render(Message((Line(words.FINISHED, {"guide": title}),)), language).text


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
