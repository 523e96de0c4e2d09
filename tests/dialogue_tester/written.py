"""From the ways through a guide to dialogues: as transcripts, and as the files that hold them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from bot.flows import words
from bot.flows.definition import Ask, Tell
from bot.flows.screens.menu import TOPICS
from bot.flows.show import answer_value
from bot.locale import SOURCE
from tests.dialogue_tester.answers import Resident
from tests.dialogue_tester.outline import added, end_of, lines_of, rendered, walks
from tests.dialogue_tester.transcript import FOLDER, START, Transcript, Turn
from tests.read_once import world

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from pathlib import Path as File

    from tests.flows.paths import Path

MADE = "gids"
"""The folder of the dialogues that are made from the guides, inside that of each language."""


def outlined(guide_id: str, language: str, starts: datetime = START) -> list[Transcript]:
    """Return the dialogues of a guide as they would begin at this time; nothing is seen in them yet."""
    guide = world()[0].library.guides[guide_id]
    chosen = walks(guide_id, starts.date())
    return [
        Transcript(
            path=FOLDER / language / MADE / f"{guide_id}-{number}.yaml",
            about=_about(guide_id, path, shows),
            language=language,
            starts=starts,
            turns=tuple(_turns(guide_id, path, language, starts)),
        )
        for number, (path, shows) in enumerate(zip(chosen, added(chosen, guide), strict=True), start=1)
    ]


def files(guide_id: str, language: str) -> list[File]:
    """Return the files in which the dialogues of a guide stand now."""
    return sorted((FOLDER / language / MADE).glob(f"{guide_id}-[0-9]*.yaml"))


def text_of(transcript: Transcript) -> str:
    """Return a dialogue as a file; what is seen is left to the recorder."""
    guide_id = transcript.path.stem.rpartition("-")[0]
    lines = [
        f"# Made from the guide by: python -m tests.outline_dialogues {guide_id}",
        f"about: {_scalar(transcript.about)}",
        f"language: {transcript.language}",
        "turns:",
    ]
    for turn in transcript.turns:
        lines += [f"  - {turn.kind}: {_scalar(turn.value)}", '    sees: ""']
    return "\n".join([*lines, ""])


def astray(guide_id: str, path: Path, language: str, starts: datetime, seen: Sequence[str]) -> str | None:
    """Return the first step of a way that was not shown in its turn, None if all were."""
    guide = world()[0].library.guides[guide_id]
    wanting = [index for index, step in enumerate(path.steps) if not isinstance(step, Tell)]
    first = 0
    for index, text in zip([*wanting, len(path.steps)], seen[-len(wanting) - 1 :], strict=True):
        for step in path.steps[first : index + 1]:
            if any(line not in text for line in lines_of(step, language, starts.date())):
                return step.id
        first = index + 1
    return None if end_of(guide, language) in seen[-1] else "the end"


def _turns(guide_id: str, path: Path, language: str, starts: datetime) -> Iterator[Turn]:
    guide = world()[0].library.guides[guide_id]
    resident = Resident(guide_id, language, starts.date())
    answers = dict(path.answers)
    yield Turn(0, "writes", f"/start {language}", "")
    for label in (TOPICS[guide.topic], guide.title, words.FOR_ME):
        yield Turn(0, "presses", resident.label(label), "")
    for step in path.steps:
        if not isinstance(step, Tell):
            kind, value = resident.turn(step, answers.get(step.id))
            yield Turn(0, kind, value, "")


def _about(guide_id: str, path: Path, shows: Sequence[str]) -> str:
    guide = world()[0].library.guides[guide_id]
    answers = ", ".join(
        f"{step} = {rendered(answer_value(asked, answer), SOURCE)}"
        for step, answer in path.answers
        if isinstance(asked := guide.step(step), Ask)
    )
    return f"{guide.title.source}{f' met {answers}' if answers else ''}; laat zien: {', '.join(shows)}"


def _scalar(value: str) -> str:
    """Write a text as a YAML scalar on one line."""
    return yaml.safe_dump(value, allow_unicode=True, width=10_000).removesuffix("\n").removesuffix("\n...")
