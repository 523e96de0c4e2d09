"""Another language at any step: the same step, with buttons that work."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.flows import words
from bot.flows.definition import Ask, AskKind
from bot.flows.events import LanguageChanged
from bot.flows.lines import Latin
from bot.flows.state import State
from tests.flows.small import ask, do, guide, human, library
from tests.flows.test_paths import GUIDES, all_paths, check_prompt, reply, trail_of
from tests.flows.walker import Walker, real_languages, real_world, without_kept

LANGUAGES = real_languages().codes

WRITTEN = {"ar": "ما هذا", "ti": "እንታይ እዩ"}
"""A few words in a script that tells its language."""


def steps_of(guide_id: str) -> list[Walker]:
    """Someone at each step of the longest path of a guide."""
    longest = max(all_paths(guide_id), key=lambda path: len(path.steps))
    walker = Walker().begins(guide_id)
    stood = [replace(walker)]
    for step, answer in trail_of(longest)[:-1]:
        stood.append(replace(reply(walker, step, answer)))
    return stood


@pytest.mark.untraced  # every guide is walked: to trace that costs more than the walk
@pytest.mark.parametrize("guide_id", GUIDES)
def test_language_switch_at_any_step_shows_the_same_step(guide_id: str) -> None:
    for walker in steps_of(guide_id):
        step, subject = walker.step, without_kept(walker.state.subject)
        for language in (*LANGUAGES[1:], LANGUAGES[0]):
            walker.commands("taal").presses(f"l:{language}")

            assert walker.of(LanguageChanged) == [LanguageChanged(language)]
            assert (walker.step, without_kept(walker.state.subject)) == (step, subject)
            check_prompt(walker)


@pytest.mark.untraced  # every guide is walked: to trace that costs more than the walk
@pytest.mark.parametrize("guide_id", GUIDES)
@pytest.mark.parametrize("language", WRITTEN)
def test_words_in_her_own_script_switch_and_show_the_same_step(guide_id: str, language: str) -> None:
    for walker in steps_of(guide_id):
        if isinstance(walker.open_step, Ask) and walker.open_step.kind is AskKind.TEXT:
            continue  # there they are the answer: the test below
        step, subject = walker.step, without_kept(walker.state.subject)

        walker.says(WRITTEN[language], language=language)

        assert walker.of(LanguageChanged) == [LanguageChanged(language)]
        assert walker.texts[:2] == [words.LANGUAGE_CHANGED, words.DRAFT_TRANSLATION]
        assert (walker.step, without_kept(walker.state.subject)) == (step, subject)


@pytest.mark.parametrize("language", WRITTEN)
def test_words_in_her_own_script_switch_and_are_the_answer_to_a_question_in_free_text(language: str) -> None:
    gids = guide("gids", ask("wat", kind=AskKind.TEXT), ask("daarna"))
    walker = Walker(library(gids)).begins("gids")

    walker.says(WRITTEN[language], language=language)

    frame = walker.state.subject.frame
    assert frame is not None
    assert walker.of(LanguageChanged) == [LanguageChanged(language)]
    assert (frame.answers, walker.step) == ({"wat": WRITTEN[language]}, "daarna")


@pytest.mark.untraced  # every guide is walked: to trace that costs more than the walk
@pytest.mark.parametrize("guide_id", GUIDES)
@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_dutch_shows_the_same_step_with_buttons_that_work(guide_id: str, language: str) -> None:
    for walker in steps_of(guide_id):
        walker.state = replace(walker.state, language=language)
        walker.commands("start")
        own, step = walker.shown, walker.step

        walker.presses("dutch")

        assert walker.shown == replace(own, language="nl")
        assert real_languages().render(walker.shown, language).language == "nl"
        assert (walker.step, walker.state.language) == (step, language)
        assert walker.presses("menu", "go-on").step == step


@pytest.mark.untraced  # every guide is walked: to trace that costs more than the walk
@pytest.mark.parametrize("guide_id", GUIDES)
def test_resume_shows_the_same_step(guide_id: str) -> None:
    for walker in steps_of(guide_id):
        card, step, subject = walker.shown, walker.step, without_kept(walker.state.subject)

        walker.commands("start")

        assert walker.texts[0] == words.WELCOME_BACK
        assert (walker.shown, walker.step, without_kept(walker.state.subject)) == (card, step, subject)


def test_dutch_words_do_not_take_her_language_away() -> None:
    walker = Walker(library(guide("gids", ask("een"))), State(language="ar")).begins("gids")

    walker.says("ik weet het", language="nl")

    assert (walker.state.language, walker.of(LanguageChanged)) == ("ar", [])


def test_language_choice_names_each_language_in_its_own_script() -> None:
    walker = Walker(library(guide("gids", ask("een")))).commands("taal")

    assert [choice.label for choice in walker.shown.choices] == [
        Latin(real_world().names[code]) for code in LANGUAGES
    ]
    assert {line.text for line in walker.shown.lines} == {
        Latin(real_languages().translate(words.WHICH_LANGUAGE, code)) for code in LANGUAGES
    }


def test_start_with_another_language_shows_the_same_step_in_it() -> None:
    walker = Walker(library(guide("gids", ask("een"), do("twee")))).begins("gids").presses("a:ja")

    walker.commands("start", "ti")

    assert (walker.state.language, walker.step) == ("ti", "twee")


@pytest.mark.parametrize(("language", "label"), [("nl", "nee, ga door"), ("ar", None), ("ti", None)])
def test_label_of_a_button_may_be_typed_in_her_language_and_in_dutch(
    language: str, label: str | None
) -> None:
    typed = label or real_languages().translate(words.NO_THANKS, language)
    walker = Walker(library(guide("gids", human("mens"), ask("een"))), State(language=language)).begins(
        "gids"
    )

    assert walker.says(typed).step == "een"
