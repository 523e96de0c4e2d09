"""How she reads: what is read to her, and the screen on which she chooses that."""

from __future__ import annotations

import pytest

from bot.flows import words, words_voice
from bot.flows.state import Reading, State
from bot.flows.text import Text
from tests.flows.listener import listener, read


def test_who_wants_everything_read_hears_each_message_of_a_turn_and_sees_numbers() -> None:
    walker = listener(reading=Reading.ALWAYS).begins("gids")

    assert read(walker) == [[words.PROGRESS, Text("test/vraag.ask", "Vraag vraag?")]]
    assert walker.shown.numbered


def test_who_listened_once_sees_the_numbers_that_she_hears_from_then_on() -> None:
    walker = listener().begins("gids")
    before = walker.shown.numbered

    walker.presses("listen").presses("a:ja")

    assert (before, walker.shown.numbered) == (False, True)


def test_who_wants_nothing_read_sees_no_button_but_may_still_ask() -> None:
    walker = listener(reading=Reading.NEVER).begins("gids")
    choices, numbered = walker.choices, walker.shown.numbered

    walker.says("lees voor", "listen")

    assert "listen" not in choices
    assert not numbered
    assert len(read(walker)) == 1


def test_who_spares_data_hears_only_what_she_asks_for() -> None:
    walker = listener(reading=Reading.ALWAYS, sparing=True).begins("gids")
    unasked = read(walker)

    walker.presses("listen")

    assert unasked == []
    assert len(read(walker)) == 1


@pytest.mark.parametrize(
    ("choice", "reading", "said"),
    [
        ("always", Reading.ALWAYS, words_voice.READING_NOW_ALWAYS),
        ("asked", Reading.ASKED, words_voice.READING_NOW_ASKED),
        ("never", Reading.NEVER, words_voice.READING_NOW_NEVER),
    ],
)
def test_the_screen_takes_the_choice_and_goes_back(choice: str, reading: Reading, said: Text) -> None:
    walker = listener().begins("gids").commands("menu").presses("reading", choice)

    assert (walker.state.reading, walker.texts[0], walker.step) == (reading, said, "vraag")


def test_the_screen_spares_data_and_spends_it_again() -> None:
    walker = listener(reading=Reading.ALWAYS).commands("taal").presses("reading", "spare")
    sparing = walker.state.sparing
    walker.commands("taal").presses("reading", "spend")

    assert (sparing, walker.state.sparing) == (True, False)


@pytest.mark.parametrize("typed", ["voorlezen", "Voorlezen ", "🔊 Voorlezen", "Voorlezen."])
def test_the_word_itself_opens_the_screen(typed: str) -> None:
    walker = listener().begins("gids").says(typed, "listen")

    assert walker.screen == "reading"


def test_the_way_to_the_screen_is_not_shown_where_nothing_can_be_heard() -> None:
    walker = listener("ar").commands("menu")

    assert "reading" not in walker.choices
    assert "reading" not in walker.commands("taal").choices


def test_a_state_from_before_there_was_a_voice_is_read() -> None:
    old = {
        key: value
        for key, value in State(language="nl").to_json().items()
        if key not in {"in_dutch", "reading", "sparing", "reading_offered"}
    }

    assert State.from_json(old) == State(language="nl")
