"""What she presses, and what that means where she is."""

from __future__ import annotations

import pytest

from bot.flows import words
from bot.flows.subject import ActionStatus
from tests.flows.halfway import answers, walking
from tests.flows.small import do, guide, library
from tests.flows.walker import Walker


def test_button_takes_effect_once() -> None:
    walker = walking()
    button = walker.button("a:ja")
    after = walker.presses_button(button).state.subject

    walker.presses_button(button)

    assert walker.texts[0] == words.OLD_BUTTON
    assert walker.step == "twee"
    assert walker.state.subject == after


def test_done_pressed_twice_on_two_actions_in_a_row_counts_once() -> None:
    walker = Walker(library(guide("gids", do("een"), do("twee")))).begins("gids")
    button = walker.button("done")

    walker.presses_button(button).presses_button(button)

    assert walker.step == "twee"
    assert walker.state.subject.actions["gids/twee"].status is ActionStatus.OPEN


@pytest.mark.parametrize(
    "button",
    ["", "|", "a:ja", "999999|a:ja", "-1|a:ja", "x|a:ja", "1|a:ja|a:ja", "1|", "\x00|menu", "🙂" * 16],
)
def test_button_that_was_never_shown_says_so_and_shows_the_step(button: str) -> None:
    walker = walking()

    walker.presses_button(button)

    assert walker.texts[0] == words.OLD_BUTTON
    assert (walker.step, answers(walker)) == ("een", {})


def test_button_of_another_screen_has_no_effect() -> None:
    walker = walking()
    old = walker.button("a:ja")

    walker.commands("menu").presses_button(old)

    assert walker.texts[0] == words.OLD_BUTTON
    assert walker.screen == "menu"
