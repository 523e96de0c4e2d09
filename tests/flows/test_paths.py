"""Every path of every guide, walked through the engine by pressing and typing."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING, TypeAlias

import pytest

from bot.flows import words
from bot.flows.definition import REFUSED, UNKNOWN, Ask, Do, GoTo, Human, Tell
from bot.flows.events import LimitReached
from bot.flows.show import TYPED
from bot.flows.survey import MOST_PATHS, MOST_QUESTIONS, survey
from tests.flows.paths import paths
from tests.flows.small import ask, do
from tests.flows.small import guide as guide_of
from tests.flows.small import library as library_of
from tests.flows.walker import NOW, Walker, real_library

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.flows.paths import Path

GUIDES = sorted(real_library().guides)

MOST_BUTTON_BYTES = 64
PROMPTS = "1000000"
"""As many messages as nobody gets: the number of the message is part of the button."""

Trail: TypeAlias = tuple[tuple[str, str | None], ...]
"""The steps that want something of her, each with the answer that was given (a question only)."""


@cache
def all_paths(guide: str) -> tuple[Path, ...]:
    library = real_library()
    return tuple(paths(library, library.guides[guide], NOW.date()))


def trail_of(path: Path) -> Trail:
    answers = dict(path.answers)
    return tuple((step.id, answers.get(step.id)) for step in path.steps if not isinstance(step, Tell))


def reply(walker: Walker, step_id: str, answer: str | None) -> Walker:
    """Answer the open step by a button where there is one, else by typing."""
    step = walker.open_step
    assert step.id == step_id
    if isinstance(step, Ask):
        assert answer is not None
        if step.kind in TYPED and answer not in {UNKNOWN, REFUSED}:
            return walker.says(answer)
        return walker.presses(f"a:{answer}")
    return walker.presses("done" if isinstance(step, Do) else "no")


def check_prompt(walker: Walker) -> None:
    """What every prompt must have: buttons that work, a way back, a way to a person."""
    choices = walker.choices
    assert len(choices) == len(set(choices))
    assert {"back", "human", "menu"} <= set(choices)
    assert all(len(f"{PROMPTS}|{choice}".encode()) <= MOST_BUTTON_BYTES for choice in choices)
    assert walker.of(LimitReached) == []


def walks(guide: str) -> Iterator[tuple[Walker, bool]]:
    """Walk every path, each shared beginning once; yield who stands there, and whether it is the end."""
    stood = [Walker().begins(guide)]
    yield stood[0], False
    before: Trail = ()
    for path in all_paths(guide):
        trail = trail_of(path)
        shared = next(at for at, pair in enumerate(zip_longest(before, trail)) if len(set(pair)) > 1)
        del stood[shared + 1 :]
        for step_id, answer in trail[shared:]:
            stood.append(reply(replace(stood[-1]), step_id, answer))
            yield stood[-1], len(stood) > len(trail)
        before = trail


@pytest.mark.untraced  # every guide is walked: to trace that costs more than the walk
@pytest.mark.parametrize("guide", GUIDES)
def test_guide_has_no_more_paths_than_an_editor_can_oversee(
    guide: str, capsys: pytest.CaptureFixture[str]
) -> None:
    count = len(all_paths(guide))

    with capsys.disabled():
        print(f"\n{guide}: {count} paths", end=" ")  # noqa: T201  the count is asked for
    assert 0 < count <= MOST_PATHS


@pytest.mark.parametrize("guide", GUIDES)
def test_guide_asks_little_before_the_first_action_that_can_be_done(guide: str) -> None:
    library = real_library()

    assert survey(library, library.guides[guide], NOW.date()).questions <= MOST_QUESTIONS


@pytest.mark.untraced  # every guide is walked: to trace that costs more than the walk
@pytest.mark.parametrize("guide", GUIDES)
def test_survey_finds_what_walking_every_path_finds(guide: str) -> None:
    library = real_library()

    found = survey(library, library.guides[guide], NOW.date())

    every = all_paths(guide)
    assert (found.paths, found.questions) == (len(every), 1 + max(map(asked_before_an_action, every)))
    assert found.dead_end is None
    assert all(any(isinstance(step, (Do, GoTo, Human)) for step in path.steps) for path in every)


def asked_before_an_action(path: Path) -> int:
    count = 0
    for step in path.steps:
        count += isinstance(step, Ask)
        if isinstance(step, GoTo) or (isinstance(step, Do) and step.where and (step.term or step.bring)):
            return count
    return count


def test_survey_names_the_answers_of_a_dead_end() -> None:
    gids = guide_of(
        "gids",
        ask("eerst"),
        do("iets", {"eerst": "ja"}),
        ask("dan", {"eerst": "nee"}),
        do("anders", {"dan": "ja"}),
    )

    found = survey(library_of(gids), gids, NOW.date())

    assert found.dead_end == (("eerst", "nee"), ("dan", "nee"))


@pytest.mark.untraced  # every guide is walked: to trace that costs more than the walk
@pytest.mark.parametrize("guide", GUIDES)
def test_paths_differ_from_one_another(guide: str) -> None:
    repeated = [trail for trail, count in Counter(map(trail_of, all_paths(guide))).items() if count > 1]

    assert repeated == []


@pytest.mark.untraced  # every guide is walked: to trace that costs more than the walk
@pytest.mark.parametrize("guide", GUIDES)
def test_every_step_is_on_some_path(guide: str) -> None:
    """A step that nobody can reach is a mistake in its condition."""
    reached = {step.id for path in all_paths(guide) for step in path.steps}

    assert {step.id for step in real_library().guides[guide].steps} - reached == set()


@pytest.mark.untraced  # every guide is walked: to trace that costs more than the walk
@pytest.mark.parametrize("guide", GUIDES)
def test_every_path_is_walked_to_its_end(guide: str) -> None:
    ends = 0
    for walker, at_end in walks(guide):
        if at_end:
            ends += 1
            assert walker.state.subject.frame is None
            assert walker.texts.count(words.FINISHED) == 1
            assert walker.choices == ["list", "menu", "human", "back"]
        else:
            check_prompt(walker)

    assert ends == len(all_paths(guide))
