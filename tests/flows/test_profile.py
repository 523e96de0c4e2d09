"""Answers that hold across guides: asked once, confirmed when they are old, never sensitive ones."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from bot.flows import words
from bot.flows.definition import AskKind
from bot.flows.state import State
from bot.flows.subject import Action, ActionStatus, Frame, ProfileAnswer, Subject, Whom
from tests.flows.small import ask, do, guide, library
from tests.flows.walker import NOW, Walker, stored

DAG = ask("dag", kind=AskKind.DATE, save="laatste-dag")
EEN = guide("een", DAG, ask("na-een"))
TWEE = guide("twee", ask("andere-naam", kind=AskKind.DATE, save="laatste-dag"), ask("na-twee"))


def answered() -> Walker:
    return Walker(library(EEN, TWEE)).begins("een").says("30-11-2026")


def test_profile_answer_is_asked_once_across_guides() -> None:
    walker = answered().presses("a:ja").begins("twee")

    assert walker.step == "na-twee"
    assert walker.state.subject.profile == {"laatste-dag": ProfileAnswer("2026-11-30", NOW.date())}


@pytest.mark.parametrize(
    ("days", "confirmed"), [(0, False), (182, False), (183, False), (184, True), (400, True)]
)
def test_profile_answer_is_confirmed_when_it_is_older_than_half_a_year(days: int, *, confirmed: bool) -> None:
    walker = answered().presses("a:ja")
    walker.now = NOW + timedelta(days=days)

    walker.begins("twee")

    assert (words.STILL_TRUE in walker.texts, walker.step) == (
        (True, "andere-naam") if confirmed else (False, "na-twee")
    )


def old() -> Walker:
    walker = answered().presses("a:ja")
    walker.now = NOW + timedelta(days=200)
    return walker.begins("twee")


@pytest.mark.parametrize("reply", ["confirm", "ja"])
def test_confirmed_answer_holds_from_today(reply: str) -> None:
    walker = old()

    walker.presses(reply) if reply == "confirm" else walker.says(reply)

    assert walker.step == "na-twee"
    today = (NOW + timedelta(days=200)).date()
    assert walker.state.subject.profile == {"laatste-dag": ProfileAnswer("2026-11-30", today)}


@pytest.mark.parametrize("reply", ["ask", "nee"])
def test_answer_that_is_no_longer_true_is_asked_anew(reply: str) -> None:
    walker = old()

    walker.presses(reply) if reply == "ask" else walker.says(reply)
    assert (walker.step, words.STILL_TRUE in walker.texts) == ("andere-naam", False)
    assert walker.state.subject.profile == {}

    walker.says("1-7-2027")
    assert walker.state.subject.profile["laatste-dag"].value == "2027-07-01"


def test_new_answer_may_be_typed_at_once_where_the_old_one_is_confirmed() -> None:
    walker = old().says("1-7-2027")

    assert walker.step == "na-twee"
    assert walker.state.subject.profile["laatste-dag"].value == "2027-07-01"


def test_not_knowing_is_no_profile_answer() -> None:
    walker = Walker(library(EEN, TWEE)).begins("een").presses("a:unknown", "a:ja")
    assert walker.state.subject.profile == {}

    assert walker.begins("twee").step == "andere-naam"


def test_profile_of_one_person_says_nothing_of_the_other() -> None:
    walker = answered().commands("menu").presses("for-other", "g:twee")

    assert walker.step == "andere-naam"


def test_profile_answer_that_a_question_does_not_take_is_asked() -> None:
    walker = answered().presses("a:ja")
    walker.library = library(EEN, guide("twee", ask("keuze", answers=("a", "b"), save="laatste-dag")))

    assert walker.begins("twee").step == "keuze"


def test_sensitive_answer_and_refusal_are_only_in_the_running_guide() -> None:
    steps = (ask("geheim", answers=("goudvis", "anders"), sensitive=True), do("een", {"geheim": "goudvis"}))
    walker = Walker(library(guide("gids", *steps))).begins("gids").presses("a:goudvis")
    held = walker.state.subject
    assert ("goudvis" in str(held.stack), held.profile, held.finished) == (True, {}, {})

    walker.presses("done")

    assert "goudvis" not in json.dumps(walker.state.to_json())
    assert walker.state.subject.finished == {"gids": {}}
    walker.presses("list")
    assert walker.texts == [words.LIST_TITLE, words.LIST_ITEM_DONE]


def test_rather_not_is_offered_with_sensitive_questions_only() -> None:
    secret, plain = guide("a", ask("geheim", sensitive=True)), guide("b", ask("gewoon"))
    walker = Walker(library(secret, plain)).begins("a")
    assert "a:refused" in walker.choices
    walker.presses("a:refused")

    assert "a:refused" not in walker.begins("b").choices


# --- the state at rest ----------------------------------------------------------------


def test_state_of_every_part_is_read_as_it_was_written() -> None:
    subject = Subject(
        stack=(Frame("gids", "v1", {"een": "ja"}, ("nul",), {"twee": "nee"}, "drie"),),
        trail=({"stack": [[]]}, {"actions": {"gids/x": []}}),
        profile={"dag": ProfileAnswer("2026-11-30", NOW.date())},
        actions={"gids/x": Action("gids", "x", ActionStatus.LATER, NOW.date())},
        finished={"gids": {"een": "ja"}},
    )
    state = State("ti", Whom.OTHER, {Whom.SELF: Subject(), Whom.OTHER: subject}, None, 7, 2, quiet=True)

    assert stored(state) == state


def test_state_of_a_newer_version_is_not_read() -> None:
    with pytest.raises(ValueError, match="newer version"):
        State.from_json({**State().to_json(), "format": 2})
