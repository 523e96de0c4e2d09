"""Whoever asks: somebody new, herself or another, and nobody any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.flows import words
from bot.flows.definition import AskKind
from bot.flows.events import Erased, MessageSent, ReminderCancelled
from bot.flows.state import State
from bot.flows.subject import ActionStatus, Whom
from bot.messages import Command, Refusal, Text
from tests.flows.halfway import ANDER, GIDS, answers, walking
from tests.flows.small import ask, guide, library
from tests.flows.walker import Walker, real_languages

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    "arrive",
    [
        lambda walker: walker.commands("start"),
        lambda walker: walker.commands("menu"),
        lambda walker: walker.says("hallo"),
        lambda walker: walker.sends("photo"),
        lambda walker: walker.presses_button("3|menu"),
        lambda walker: walker.hears(Text(""), refusal=Refusal.BSN),
    ],
)
def test_someone_new_is_asked_for_her_language(arrive: Callable[[Walker], Walker]) -> None:
    walker = arrive(Walker(library(GIDS), state=State()))

    assert walker.screen == "language"
    assert walker.choices == [f"l:{code}" for code in real_languages().codes]


def test_hint_of_the_channel_puts_her_language_first() -> None:
    walker = Walker(library(GIDS), state=State()).hears(Command("start"), hint="ti")

    assert walker.choices[0] == "l:ti"


def test_start_with_a_language_welcomes_in_it() -> None:
    walker = Walker(library(GIDS), state=State()).commands("start", "ti")

    assert (walker.state.language, walker.screen, walker.texts[0]) == ("ti", "menu", words.WELCOME)


def test_first_words_tell_her_language_and_begin_her_guide() -> None:
    walker = Walker(library(GIDS), state=State()).says("ስራሐይ ስኢነ", "gids", language="ti")

    assert (walker.state.language, walker.screen) == ("ti", "whom")
    assert [type(event) for event in walker.events].count(MessageSent) >= 2


def test_free_answer_is_kept_as_it_was_typed() -> None:
    walker = Walker(library(guide("gids", ask("vrij", kind=AskKind.TEXT), ask("een")))).begins("gids")

    walker.says("  Ik weet het wel.  ")

    assert answers(walker) == {"vrij": "Ik weet het wel."}


def test_people_have_answers_and_actions_of_their_own() -> None:
    walker = walking().presses("a:ja", "done")

    walker.commands("menu").presses("for-other")
    assert (walker.screen, walker.state.subject.stack, walker.state.subject.actions) == ("menu", (), {})
    walker.presses("g:gids", "a:nee")
    others = walker.state.subject

    walker.commands("menu").presses("for-self")
    assert walker.step == "dag"
    assert [subject.actions["gids/twee"].status for subject in (others, walker.state.subject)] == [
        ActionStatus.OPEN,
        ActionStatus.DONE,
    ]


def test_for_whom_is_asked_once() -> None:
    walker = Walker(library(ANDER, GIDS)).commands("menu").presses("g:ander")
    assert walker.texts == [words.FOR_WHOM]

    walker.presses("other", "a:ja").commands("menu").presses("g:gids")

    assert (walker.step, walker.state.whom) == ("een", Whom.OTHER)


def test_erase_asks_first_and_then_keeps_nothing() -> None:
    walker = walking().presses("a:ja").commands("wissen")
    assert walker.of(Erased) == []

    walker.presses("yes")

    assert walker.of(Erased) == [Erased()]
    assert walker.texts == [words.ERASED]
    assert walker.state == State(language="nl")


def test_erase_declined_keeps_everything() -> None:
    walker = walking().presses("a:ja")
    before = walker.state.subject

    walker.commands("wissen").presses("no")

    assert (walker.texts[0], walker.step, walker.state.subject) == (words.NOT_ERASED, "twee", before)


def test_erasing_the_other_keeps_oneself_with_ones_reminders() -> None:
    walker = walking().presses("a:ja", "later")
    mine = walker.state.subject
    walker.commands("menu").presses("for-other", "g:gids", "a:ja", "later").commands("wissen").presses(
        "other"
    )

    assert walker.of(ReminderCancelled) == [ReminderCancelled("other:gids/twee")]
    assert (walker.state.whom, walker.state.subjects) == (Whom.SELF, {Whom.SELF: mine})
    assert walker.step == "dag"
