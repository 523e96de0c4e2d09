"""The dialogues that are made from the guides: each outcome in every language, this year and next."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from bot.config import ROOT
from bot.flows.answers.digits import to_western
from tests.dialogue_tester.answers import geez
from tests.dialogue_tester.expiry import NEXT_YEAR, assert_holds_next_year
from tests.dialogue_tester.outline import end_of, lines_of, outcomes, walks
from tests.dialogue_tester.phone import Phone
from tests.dialogue_tester.transcript import FOLDER, START, paths, read
from tests.dialogue_tester.written import astray, outlined, text_of
from tests.read_once import world

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.dialogue_tester.play import Player

GUIDES = sorted(path.stem for path in (ROOT / "content" / "levensweg").glob("*.yaml"))
LANGUAGES = ("nl", "ar", "ti")


def test_every_outcome_of_a_guide_is_shown_in_every_language() -> None:
    guides = world()[0].library.guides.values()
    walked = {
        (guide.id, language): "\n".join(
            text for text in _dialogues(language) if end_of(guide, language) in text
        )
        for language in LANGUAGES
        for guide in guides
    }
    assert [
        f"{guide.id}/{language}: {step.id} is shown in no dialogue"
        for guide in guides
        for language in LANGUAGES
        for step in guide.steps
        if step.id in outcomes(guide)
        and not all(line in walked[guide.id, language] for line in lines_of(step, language, START.date()))
    ] == []


def test_every_guide_is_walked_to_its_end_in_every_language() -> None:
    assert [
        f"{guide.id}/{language}"
        for guide in world()[0].library.guides.values()
        for language in LANGUAGES
        if not any(end_of(guide, language) in text for text in _dialogues(language))
    ] == []


@pytest.mark.untraced  # every guide is walked: to trace that costs more than the walk
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("guide", GUIDES)
async def test_guide_holds_next_year(guide: str, language: str, player: Callable[..., Player]) -> None:
    # The walk that shows most of what the guide can say on that day.
    path, transcript = walks(guide, NEXT_YEAR.date())[0], outlined(guide, language, NEXT_YEAR)[0]
    phone = Phone()
    seen = await player(transcript, phone).play()
    assert astray(guide, path, language, NEXT_YEAR, seen) is None
    assert_holds_next_year(phone.says)


# --- the maker itself ---------------------------------------------------------


@pytest.mark.untraced  # a guide is walked twice
def test_walks_are_the_same_every_time() -> None:
    first = walks("scheiden", START.date())
    walks.cache_clear()
    assert walks("scheiden", START.date()) == first


def test_walks_show_every_outcome() -> None:
    [guide] = [guide for guide in world()[0].library.guides.values() if guide.id == "scheiden"]
    shown = {step.id for path in walks(guide.id, START.date()) for step in path.steps}
    assert [outcome for outcome in outcomes(guide) if outcome not in shown] == []


@pytest.mark.parametrize("number", [*range(111), 200, 999, 1000, 2026, 9999])
def test_geez_numerals_are_read_as_the_number(number: int) -> None:
    assert to_western(geez(number)) == str(number)


def test_file_of_a_dialogue_is_read_as_that_dialogue(tmp_path: Path) -> None:
    made = outlined("scheiden", "ti")[0]
    file = tmp_path / "scheiden-1.yaml"
    file.write_text(text_of(made), encoding="utf-8")
    again = read(file)
    assert (again.about, again.language, again.starts) == (made.about, made.language, made.starts)
    assert [(turn.kind, turn.value, turn.sees) for turn in again.turns] == [
        (turn.kind, turn.value, turn.sees) for turn in made.turns
    ]


def test_astray_names_the_step_that_is_not_shown() -> None:
    path, made = walks("scheiden", START.date())[0], outlined("scheiden", "nl")[0]
    seen = ["" for _ in made.turns]
    assert astray("scheiden", path, "nl", START, seen) == path.steps[0].id


@cache
def _dialogues(language: str) -> list[str]:
    """Return what is seen in each dialogue of a language."""
    transcripts = [read(path) for path in paths() if path.relative_to(FOLDER).parts[0] == language]
    return ["\n".join(turn.sees for turn in transcript.turns) for transcript in transcripts]
