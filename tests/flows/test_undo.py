"""Going back: to the subject before, across guides, to the beginning; what was answered later stays."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.flows import words
from bot.flows.definition import Ask, AskKind
from bot.flows.subject import ActionStatus
from bot.flows.undo import leave_trail, take_back
from tests.flows.small import ask, do, go_to, guide, library, tell
from tests.flows.test_paths import GUIDES, all_paths, reply, trail_of
from tests.flows.walker import NOW, Walker, real_library, without_kept

if TYPE_CHECKING:
    from bot.flows.definition import Library
    from bot.flows.subject import Subject
    from bot.messages import JSON

SAMPLE = 12
"""Paths a guide that are walked to the end and all the way back."""


def comparable(subject: Subject, library: Library, *, ended: bool) -> dict[str, JSON]:
    """The subject without what an undo keeps, and once a guide ended without its sensitive answers."""
    if not ended:
        return without_kept(subject)
    frames = []
    for frame in subject.stack:
        private = {
            step.id for step in library.guides[frame.guide].steps if isinstance(step, Ask) and step.sensitive
        }
        answers = {step: answer for step, answer in frame.answers.items() if step not in private}
        frames.append(replace(frame, answers=answers, shown=None))
    return {**without_kept(replace(subject, stack=tuple(frames))), "trail": []}


@pytest.mark.untraced  # every guide is walked: to trace that costs more than the walk
@pytest.mark.parametrize("guide_id", GUIDES)
def test_back_after_every_step_gives_the_subject_before(guide_id: str) -> None:
    found = all_paths(guide_id)
    for at in range(SAMPLE):
        walker = Walker().begins(guide_id)
        for step, answer in trail_of(found[at * len(found) // SAMPLE]):
            before = walker.state.subject
            card = walker.shown
            ended = reply(walker, step, answer).state.subject.frame is None

            back = replace(walker).says("terug", "back")

            assert comparable(back.state.subject, back.library, ended=ended) == comparable(
                before, back.library, ended=ended
            )
            if not ended:
                assert back.shown == card


@pytest.mark.untraced  # every guide is walked: to trace that costs more than the walk
@pytest.mark.parametrize("guide_id", GUIDES)
def test_back_leads_from_every_place_to_the_beginning(guide_id: str) -> None:
    found = all_paths(guide_id)
    for at in range(SAMPLE):
        walker = Walker().begins(guide_id)
        subjects = [walker.state.subject]
        for step, answer in trail_of(found[at * len(found) // SAMPLE])[:-1]:
            subjects.append(reply(walker, step, answer).state.subject)

        for before in reversed(subjects[:-1]):
            walker.presses("back")
            assert without_kept(walker.state.subject) == without_kept(before)

        walker.presses("back")
        assert (walker.screen, walker.state.subject.stack) == ("menu", ())
        walker.says("terug", "back")
        assert walker.texts == [words.NO_WAY_BACK, words.WHAT_HAPPENED]


def test_back_after_the_end_leads_into_the_guide_again() -> None:
    walker = Walker(library(guide("gids", ask("een"), do("twee")))).begins("gids")
    walker.presses("a:ja", "done")
    assert walker.screen == "after"

    walker.presses("back")

    assert walker.step == "twee"
    assert walker.state.subject.finished == {}
    assert walker.state.subject.actions["gids/twee"].status is ActionStatus.OPEN


TWO = library(
    guide("buiten", ask("een"), go_to("naar", "binnen"), ask("twee")),
    guide("binnen", ask("drie", save="drie"), do("vier")),
)


def test_back_crosses_into_the_other_guide_and_out_again() -> None:
    walker = Walker(TWO).begins("buiten").presses("a:ja")
    at_offer = walker.state.subject
    walker.presses("go")
    inside = walker.state.subject
    walker.presses("a:nee")
    at_action = walker.state.subject
    walker.presses("done")
    assert walker.step == "twee"

    for before in (at_action, inside, at_offer):
        walker.presses("back")
        assert without_kept(walker.state.subject) == without_kept(before)

    assert walker.step == "naar"
    assert walker.state.subject.profile == {}


def test_back_takes_the_guide_that_was_put_off_from_the_list() -> None:
    walker = Walker(TWO).begins("buiten").presses("a:ja", "later")
    assert list(walker.state.subject.actions) == ["binnen/*"]

    walker.presses("back")

    assert walker.step == "naar"
    assert walker.state.subject.actions == {}


def test_answers_given_later_are_kept_after_going_back() -> None:
    walker = Walker(library(guide("gids", ask("een"), ask("twee"), ask("drie")))).begins("gids")
    walker.presses("a:ja", "a:nee", "back", "back")
    assert walker.step == "een"

    walker.presses("a:nee")

    assert walker.step == "drie"
    assert words.KEPT_ANSWER in walker.texts
    frame = walker.state.subject.frame
    assert frame is not None
    assert dict(frame.answers) == {"een": "nee", "twee": "nee"}


def test_answer_that_was_used_again_can_be_gone_back_to() -> None:
    walker = Walker(library(guide("gids", ask("een"), ask("twee"), ask("drie")))).begins("gids")
    walker.presses("a:ja", "a:nee", "back", "back", "a:nee", "back")
    assert walker.step == "twee"

    walker.presses("a:ja")

    frame = walker.state.subject.frame
    assert frame is not None
    assert dict(frame.answers) == {"een": "nee", "twee": "ja"}


def test_kept_answer_that_no_longer_fits_is_asked_again() -> None:
    walker = Walker(library(guide("gids", ask("een"), ask("twee"), ask("drie")))).begins("gids")
    walker.presses("a:ja", "a:nee", "back", "back")

    walker.library = library(guide("gids", ask("een"), ask("twee", answers=("rood", "blauw")), ask("drie")))
    walker.presses("a:ja")

    assert walker.step == "twee"
    assert words.KEPT_ANSWER not in walker.texts


def test_kept_answer_to_a_question_that_is_left_out_now_is_not_used() -> None:
    steps = (ask("een"), ask("twee", {"een": "ja"}), ask("drie"))
    walker = Walker(library(guide("gids", *steps))).begins("gids").presses("a:ja", "a:nee", "back", "back")

    walker.presses("a:nee")

    frame = walker.state.subject.frame
    assert frame is not None
    assert (walker.step, dict(frame.answers)) == ("drie", {"een": "nee"})


def test_changed_answer_makes_an_action_no_longer_needed_but_keeps_it() -> None:
    walker = Walker(library(guide("gids", ask("een"), do("twee", {"een": "ja"}), ask("drie"))))
    walker.begins("gids").presses("a:ja", "done", "back", "back", "a:nee")
    assert walker.step == "drie"
    assert list(walker.state.subject.actions) == []

    other = Walker(
        library(
            guide("gids", ask("een", save="een"), do("twee", {"een": "ja"}), ask("drie")),
            guide("later", ask("een", save="een")),
        )
    )
    other.begins("gids").presses("a:ja", "done", "a:ja")
    other.now = NOW + timedelta(days=200)
    other.begins("later").presses("ask", "a:nee", "list")

    assert other.texts == [words.LIST_TITLE, words.LIST_ITEM_NOT_NEEDED]


def test_answer_that_is_no_longer_true_is_asked_again_in_its_own_guide() -> None:
    walker = Walker(library(guide("gids", ask("een", save="een"), ask("twee")))).begins("gids")
    walker.presses("a:ja")
    walker.now = NOW + timedelta(days=200)
    walker.commands("start")
    assert walker.choices[:2] == ["confirm", "ask"]

    walker.presses("ask")
    assert walker.choices[:2] == ["a:ja", "a:nee"]
    walker.presses("a:nee")

    assert walker.step == "twee"
    assert walker.state.subject.profile["een"].value == "nee"


@pytest.mark.parametrize("leave", ["finish", "return", "withdraw", "remove", "remove at the end"])
def test_sensitive_answers_are_nowhere_once_their_guide_is_left(leave: str) -> None:
    secret = ask("geheim", answers=("goudvis", "kanarie"), sensitive=True)
    outer = guide("buiten", ask("een"), go_to("naar", "binnen"), ask("twee"))
    inner = guide("binnen", tell("hoi"), secret, ask("drie"), go_to("terug", "buiten"), ask("vier"))
    walker = Walker(library(outer, inner)).begins("buiten")
    walker.presses("a:ja", "go", "a:goudvis", "back", "a:kanarie", "a:ja")
    assert "kanarie" in json.dumps(walker.state.to_json())

    match leave:
        case "finish":
            walker.presses("no", "a:ja")
        case "return":
            walker.presses("go")
        case "withdraw":
            walker.library = library(outer)
            walker.says("hmm")
        case "remove":
            walker.library = library(outer, guide("binnen", ask("drie"), ask("vier")))
            walker.says("hmm")
        case _:
            walker.library = library(outer, guide("binnen", ask("drie")))
            walker.says("hmm")

    held = json.dumps(walker.state.to_json())
    assert ("goudvis" in held, "kanarie" in held) == (False, False)


def test_sensitive_answer_is_in_no_list_and_no_event() -> None:
    secret = ask("geheim", kind=AskKind.TEXT, sensitive=True)
    walker = Walker(library(guide("gids", secret, ask("een")))).begins("gids")

    walker.says("goudvis")

    assert "goudvis" not in repr(walker.events)
    assert "goudvis" not in json.dumps(
        {key: part for key, part in walker.state.to_json().items() if key != "subjects"}
    )


def test_patch_that_no_longer_fits_takes_nothing_back() -> None:
    """Guides change between turns: an action that a patch speaks of may be gone."""
    walker = Walker(library(guide("gids", do("een"), ask("twee")))).begins("gids")
    before = walker.state.subject
    after = walker.presses("done").state.subject

    restored = take_back(replace(leave_trail(before, after), actions={}))

    assert restored is not None
    assert restored.actions == {}


def test_trail_is_never_longer_than_its_limit() -> None:
    walker = Walker(library(guide("gids", *(ask(f"v{number}") for number in range(230))))).begins("gids")
    for _ in range(210):
        walker.presses("a:ja")

    assert len(walker.state.subject.trail) == 200


@pytest.mark.untraced  # every guide is walked: to trace that costs more than the walk
def test_every_real_guide_is_undone_to_an_empty_trail() -> None:
    for guide_id in real_library().guides:
        walker = Walker().begins(guide_id).presses("back")
        assert walker.state.subject.trail == ()
