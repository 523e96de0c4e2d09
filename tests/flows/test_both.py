"""Side by side: she turns the Dutch on and off again, and stays where she was."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.flows import words, words_both
from bot.flows.state import Reading, State
from tests.flows.small import ask, guide, library
from tests.flows.walker import Walker, real_languages

if TYPE_CHECKING:
    from bot.flows.message import Message
    from bot.flows.text import Text

OTHERS = [code for code in real_languages().codes if code != "nl"]


class Hears:
    def on(self, channel: str) -> bool:
        return True

    def reads(self, message: Message, language: str) -> bool:
        return True


def resident(language: str, **more: object) -> Walker:
    """Somebody at the first question of a guide."""
    state = State(language=language, reading=Reading.ASKED, **more)  # type: ignore[arg-type]
    return Walker(library(guide("gids", ask("een"), ask("twee"))), state).begins("gids")


@pytest.mark.parametrize("language", OTHERS)
def test_button_of_the_languages_adds_the_dutch_and_shows_the_same_step(language: str) -> None:
    walker = resident(language).commands("taal").presses("both")

    assert (walker.state.both, walker.step, walker.screen) == (True, "een", None)
    assert walker.texts[0] == words_both.BOTH_NOW


@pytest.mark.parametrize("language", OTHERS)
def test_button_takes_the_dutch_away_again(language: str) -> None:
    walker = resident(language, both=True).commands("taal").presses("both")

    assert (walker.state.both, walker.step, walker.texts[0]) == (False, "een", words_both.ONE_NOW)


def test_button_stands_on_the_screen_of_reading_aloud_too() -> None:
    walker = resident("ar")
    walker.audible = Hears()

    walker.commands("menu").presses("reading", "both")

    assert (walker.state.both, walker.step, walker.screen) == (True, "een", None)


def test_button_says_what_it_does_from_here() -> None:
    def labels(walker: Walker) -> list[object]:
        return [choice.label for choice in walker.commands("taal").shown.choices if choice.id == "both"]

    assert (labels(resident("ti")), labels(resident("ti", both=True))) == (
        [words_both.SHOW_BOTH],
        [words_both.SHOW_ONE],
    )


def test_dutch_has_no_such_button_on_either_screen() -> None:
    walker = resident("nl")
    walker.audible = Hears()

    offered = [walker.commands("taal").choices, walker.commands("menu").presses("reading").choices]

    assert [choice for choices in offered for choice in choices if choice == "both"] == []


def test_who_has_no_language_yet_is_not_asked() -> None:
    assert Walker(state=State()).commands("taal").choices == ["l:nl", "l:ar", "l:ti"]


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize(("both", "label"), [(False, words_both.SHOW_BOTH), (True, words_both.SHOW_ONE)])
@pytest.mark.parametrize("typed_in", ["own", "nl"])
def test_words_of_the_button_may_be_typed_anywhere(
    language: str,
    both: bool,  # noqa: FBT001  whether she has it on
    label: Text,
    typed_in: str,
) -> None:
    typed = real_languages().translate(label, language if typed_in == "own" else "nl")

    walker = resident(language, both=both).says(f" {typed.upper()}. ")

    assert (walker.state.both, walker.step) == (not both, "een")


def test_words_that_ask_for_what_is_so_already_change_nothing() -> None:
    walker = resident("ar", both=True).says("Nederlands erbij")

    assert (walker.state.both, walker.step) == (True, "een")


def test_where_both_are_shown_no_button_shows_the_dutch_alone() -> None:
    one, both = resident("ar"), resident("ar", both=True)

    assert [choice for choice in one.choices if choice not in both.choices] == ["dutch"]


def test_state_of_before_shows_one_language() -> None:
    old = {key: value for key, value in State(language="ar").to_json().items() if key != "both"}

    assert State.from_json(old) == State(language="ar", both=False)


def test_last_words_when_all_is_erased_are_in_both_as_well() -> None:
    walker = resident("ar", both=True).commands("wissen").presses("yes")

    assert (walker.texts, walker.state) == ([words.ERASED], replace(State(language="ar"), both=True))
