"""Reading aloud, as far as the engine decides it: where the button is, and what goes to the voice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.flows import words, words_both, words_voice
from bot.flows.events import MessageSent, ReadAloud
from bot.flows.lines import Latin, Line
from bot.flows.listening import PRESS
from bot.flows.message import Choice, Message
from bot.flows.state import Reading, State
from bot.flows.text import Text
from bot.messages import Press
from tests.flows.listener import GIDS, Voice, aloud, listener, read
from tests.flows.small import ask, guide, library, tell
from tests.flows.walker import Walker, real_world

OFFER = [Choice("always", words_voice.READ_ALWAYS), Choice("asked", words_voice.READ_ASKED)]


# --- the button ----------------------------------------------------------------


def test_the_button_is_the_last_so_that_no_number_changes() -> None:
    plain = Walker(library(GIDS)).begins("gids").choices

    assert listener().begins("gids").choices == [*plain, "listen"]


@pytest.mark.parametrize(
    "voice",
    [None, Voice(languages=frozenset({"ti"})), Voice(channels=frozenset({"telegram"}))],
    ids=["no voice at all", "none in her language", "none on her channel"],
)
def test_no_button_is_shown_before_it_works(voice: Voice | None) -> None:
    walker = Walker(library(GIDS), audible=voice).begins("gids")

    assert "listen" not in walker.choices


def test_the_button_reads_what_she_sees_and_leaves_it_open() -> None:
    walker = listener(reading_offered=True).begins("gids")
    prompt, seen = walker.state.prompt, walker.shown

    walker.presses("listen")

    [event] = aloud(walker)
    kept = tuple(choice for choice in seen.choices if choice.id != "listen")
    assert event == ReadAloud(replace(seen, choices=kept, numbered=False), asked=True)
    assert walker.state.prompt == prompt
    assert walker.presses("a:ja").step == "actie"


@pytest.mark.parametrize("typed", ["luister", "lees voor", "ስምዑኒ"])
def test_the_word_reads_as_the_button_does(typed: str) -> None:
    walker = listener(reading_offered=True).begins("gids").says(typed, "listen")

    assert read(walker) == [[words.PROGRESS, Text("test/vraag.ask", "Vraag vraag?")]]
    assert walker.messages == []


def test_who_asks_where_there_is_no_voice_for_it_hears_so_and_sees_where_she_is() -> None:
    walker = listener("ar").begins("gids").says("استمع", "listen")

    assert (read(walker), walker.texts[0]) == ([], words_voice.LISTEN_CANNOT)
    assert walker.step == "vraag"


def test_who_asks_where_nothing_is_read_at_all_hears_that() -> None:
    walker = Walker(library(GIDS)).begins("gids").says("lees voor", "listen")

    assert walker.texts[0] == words_voice.LISTEN_NOT_YET


# --- the first time ------------------------------------------------------------


def test_the_first_time_she_is_asked_once_whether_to_read_everything() -> None:
    walker = listener().begins("gids").presses("listen")
    offered = [list(message.choices) for message in walker.messages]
    again = walker.presses("listen")

    assert offered == [OFFER]
    assert again.messages == []


def test_the_offer_goes_out_only_behind_what_was_heard_and_has_no_numbers_of_its_own() -> None:
    walker = listener().begins("gids").presses("listen")

    _, offered = aloud(walker)
    [sent] = [event for event in walker.events if isinstance(event, MessageSent)]
    assert (sent.if_heard, offered.if_heard) == (True, True)
    assert (sent.message, offered.message.typed) == (offered.message, True)


def test_the_offer_stands_beside_the_question_and_both_can_be_answered() -> None:
    asked = listener().begins("gids").presses("listen")
    answered = listener().begins("gids").presses("listen").presses("a:ja")

    asked.presses_button("0|always")

    assert asked.state.reading is Reading.ALWAYS
    assert asked.texts[0] == words_voice.READING_NOW_ALWAYS
    assert answered.step == "actie"


def test_who_wants_to_ask_herself_is_not_read_to() -> None:
    walker = listener().begins("gids").presses("listen").presses_button("0|asked")

    assert walker.state.reading is Reading.ASKED
    assert read(walker) == []


# --- Dutch ---------------------------------------------------------------------


def test_a_message_shown_in_dutch_is_read_in_dutch() -> None:
    walker = listener("ti", reading_offered=True).begins("gids").presses("dutch", "listen")
    [event] = aloud(walker)
    [own] = aloud(walker.says("", "repeat").presses("listen"))

    assert (event.message.language, own.message.language) == ("nl", None)


def test_the_sentence_of_a_card_is_played_in_dutch() -> None:
    walker = listener("ti", reading_offered=True).begins("gids").presses("a:ja", "show")
    [card, _] = walker.messages

    walker.presses_button("0|card:gids/actie")

    assert card.choices == (Choice("card:gids/actie", words_voice.PLAY),)
    [event] = aloud(walker)
    assert event == ReadAloud(
        Message((Line(Text("test/actie.show", "Ik doe actie.")),), language="nl"), asked=True
    )


# --- what asks nothing ---------------------------------------------------------


def test_what_is_said_on_the_way_has_a_button_that_goes_on_working() -> None:
    walker = Walker(
        library(guide("gids", tell("begin"), ask("een"), ask("twee"))),
        State(language="nl", reading_offered=True),
        audible=Voice(),
    ).begins("gids")
    [said, _] = walker.messages

    walker.presses("a:ja").presses_button("0|say:gids/begin")

    assert said.choices == (Choice("say:gids/begin", words_voice.LISTEN),)
    assert read(walker) == [[Text("test/begin.say", "Zeg begin.")]]
    assert walker.presses("a:ja").screen == "after"  # the question under it stayed open


def test_the_welcome_can_be_heard_again() -> None:
    walker = listener(None).commands("start", "ti")
    [welcome, _] = walker.messages

    walker.presses_button(f"0|{welcome.choices[0].id}")

    assert read(walker)[0][0] == words.WELCOME


@pytest.mark.parametrize(
    "choice", ["say:gids/weg", "say:weg/begin", "card:gids/vraag", "words:gids/vraag", "x"]
)
def test_a_standing_button_whose_content_is_gone_shows_where_she_is(choice: str) -> None:
    walker = listener().begins("gids").presses_button(f"0|{choice}")

    assert walker.texts[0] == words.OLD_BUTTON
    assert walker.step == "vraag"


def test_a_standing_button_of_who_erased_everything_asks_for_the_language() -> None:
    walker = listener(None).hears(Press("0|say:gids/begin"))

    assert walker.screen == "language"


# --- for who cannot read -----------------------------------------------------------


def test_before_a_language_is_known_each_that_has_a_voice_is_said_with_a_button_of_its_own() -> None:
    walker = listener(None).hears(Press("1|weg"), hint="ti")

    prompt = walker.state.prompt
    names = real_world().names
    assert aloud(walker) == [
        ReadAloud(
            Message((Line(PRESS[code]),), language=code),
            buttons=(Choice(f"l:{code}", Latin(f"{place} {names[code]}")),),
            prompt=prompt,
        )
        for place, code in ((1, "nl"), (3, "ti"))
    ]
    assert walker.shown.numbered
    assert [choice.id for choice in walker.shown.choices] == ["l:nl", "l:ar", "l:ti"]


def test_who_asks_to_hear_the_choice_of_a_language_hears_each_in_itself_with_the_number_it_has_there() -> (
    None
):
    walker = listener("ti", reading_offered=True).commands("taal")
    unasked, shown = aloud(walker), walker.shown
    walker.presses("listen")

    names = real_world().names
    assert unasked == []
    assert (shown.choices[0].id, shown.numbered) == ("l:nl", True)
    *named, rest = aloud(walker)
    assert [(one.message.language, one.buttons, one.prompt) for one in named] == [
        (code, (Choice(f"l:{code}", Latin(f"{place} {names[code]}")),), walker.state.prompt)
        for place, code in ((1, "nl"), (3, "ti"))
    ]
    assert [(line.icon, line.text) for line in rest.message.lines] == [
        ("4.", words_voice.READING),
        ("5.", words_both.SHOW_BOTH),
    ]


def test_who_wants_nothing_read_sees_her_own_language_first() -> None:
    walker = listener("ti", reading=Reading.NEVER).commands("taal")

    assert (walker.choices[0], walker.shown.numbered) == ("l:ti", False)


@pytest.mark.parametrize("place", [1, 2, 3])
def test_the_number_that_is_said_is_the_place_of_the_language(place: int) -> None:
    code = real_world().languages[place - 1]

    assert PRESS[code].source.endswith(f"{place}.")
    assert listener(None).commands("start").says(str(place)).state.language == code


def test_a_link_that_speaks_begins_in_its_language_and_reads_everything() -> None:
    walker = listener(None).commands("start", "ti-voice")

    assert (walker.state.language, walker.state.reading) == ("ti", Reading.ALWAYS)
    assert [message[0] for message in read(walker)] == [words.WELCOME, words.DRAFT_TRANSLATION]


def test_a_link_that_speaks_begins_where_nothing_can_be_heard_in_text() -> None:
    walker = Walker(library(GIDS), State()).commands("start", "nl-voice")

    assert (walker.state.language, read(walker)) == ("nl", [])


def test_a_voice_message_gets_a_spoken_answer_with_the_buttons_and_a_person() -> None:
    walker = listener().begins("gids").sends("voice")

    [event] = aloud(walker)
    assert event.message.lines[0].text == words.CANNOT_VOICE
    assert {"a:ja", "human"} <= {choice.id for choice in event.message.choices}
    assert not event.asked


@pytest.mark.parametrize(
    "walker", [listener(reading=Reading.NEVER), listener(sparing=True)], ids=["never", "sparing"]
)
def test_a_voice_message_of_who_wants_no_sound_is_answered_in_text(walker: Walker) -> None:
    walker.begins("gids").sends("voice")

    assert (read(walker), walker.texts[0]) == ([], words.CANNOT_VOICE)


def test_a_photo_is_answered_in_text() -> None:
    assert read(listener().begins("gids").sends("photo")) == []
