"""The voice messages that go out of a turn, in words and languages that stay the same for the test."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.flows import words
from bot.flows.events import ReadAloud
from bot.flows.lines import Latin, Line
from bot.flows.message import Choice, Message
from bot.flows.text import Text
from bot.locale import Languages
from bot.messages import Button, Part
from bot.reading import spoken
from tests.two_languages import ASK, LANGUAGES, UNTRANSLATED, heard


def test_spoken_holds_what_the_channel_needs() -> None:
    message = Message((Line(ASK),), (Choice("ja", words.YES),))

    [speak] = spoken(ReadAloud(message, asked=True), LANGUAGES, "ti")

    assert (speak.parts, speak.options) == (tuple(heard(Line(ASK))), (Part("ti", "እወ", words.YES.context),))
    assert (speak.language, speak.caption, speak.instead) == ("ti", "ገና ኣይተመርመረን።", "ኣይክእልን።")
    assert (speak.numbered, speak.buttons) == (True, ())


@pytest.mark.parametrize(("shown", "caption"), [(None, "ድምጺ ኮምፕዩተር።"), ("nl", "ገና ኣይተመርመረን።")])
def test_spoken_calls_a_voice_unchecked_until_somebody_listened_to_that_language(
    shown: str | None, caption: str
) -> None:
    by_code = {**LANGUAGES.by_code, "ti": replace(LANGUAGES.by_code["ti"], voice_checked=True)}

    [speak] = spoken(ReadAloud(Message((Line(ASK),), language=shown)), Languages(by_code), "ti")

    assert speak.caption == caption


def test_spoken_unasked_says_nothing_where_there_is_no_voice() -> None:
    [speak] = spoken(ReadAloud(Message((Line(ASK),))), LANGUAGES, "ti")

    assert speak.instead == ""


def test_spoken_names_no_numbers_where_a_number_is_an_answer() -> None:
    message = Message((Line(ASK),), (Choice("ja", words.YES),), typed=True)

    [speak] = spoken(ReadAloud(message), LANGUAGES, "ti")

    assert not speak.numbered


def test_spoken_hangs_its_buttons_below_the_voice_message_and_does_not_read_them() -> None:
    read = ReadAloud(Message((Line(ASK),)), buttons=(Choice("l:ti", Latin("3 ትግርኛ")),), prompt=4)

    [speak] = spoken(read, LANGUAGES, "ti")

    assert (speak.buttons, speak.options) == ((Button("4|l:ti", "3 ትግርኛ"),), ())


def test_spoken_offers_no_language_in_another() -> None:
    buttons = (Choice("l:ti", Latin("3 ትግርኛ")),)
    read = ReadAloud(Message((Line(UNTRANSLATED),), language="ti"), buttons=buttons, prompt=4)

    assert spoken(read, LANGUAGES, "nl") == ()


def test_spoken_of_a_long_message_is_cut_between_its_parts_and_she_is_told_once() -> None:
    lines = tuple(Line(Text(f"gids/lang-{place}.say", "a" * 400)) for place in range(4))
    message = Message(lines, (Choice("ja", words.YES),), language="nl")

    speaks = spoken(ReadAloud(message, asked=True), LANGUAGES, "ti")

    ids = [[part.message_id for part in speak.parts] for speak in speaks]
    assert ids == [["gids/lang-0.say", "gids/lang-1.say"], ["gids/lang-2.say", "gids/lang-3.say"]]
    assert [speak.instead for speak in speaks] == ["ኣይክእልን።"] * 2
    assert [speak.if_heard for speak in speaks] == [False, True]
    assert [len(speak.options) for speak in speaks] == [0, 1]


def test_spoken_of_many_choices_keeps_them_together_behind_a_long_text() -> None:
    lines = tuple(Line(Text(f"gids/lang-{place}.say", "a" * 450)) for place in range(2))
    choices = tuple(Choice(str(place), Text(f"gids/{place}", "keuze" * 10)) for place in range(5))

    text, labels = spoken(ReadAloud(Message(lines, choices)), LANGUAGES, "nl")

    assert (len(text.parts), text.options) == (2, ())
    assert (labels.parts, len(labels.options)) == ((), 5)


def test_a_message_in_dutch_is_heard_in_dutch_and_its_buttons_as_they_stand_there() -> None:
    message = Message((Line(ASK),), (Choice("ja", words.YES),), language="nl")

    [speak] = spoken(ReadAloud(message), LANGUAGES, "ti")

    assert [part.language for part in (*speak.parts, *speak.options)] == ["nl", "ti"]


def test_a_number_is_heard_in_the_voice_message_of_its_line() -> None:
    texts = [Text(f"gids/lang-{place}.say", "a" * 400) for place in range(3)]
    lines = tuple(Line(text, icon=f"{place}.") for place, text in enumerate(texts, start=1))

    speaks = spoken(ReadAloud(Message(lines)), LANGUAGES, "nl")

    assert [[part.message_id for part in speak.parts] for speak in speaks] == [
        ["core/number.1", "gids/lang-0.say", "core/number.2", "gids/lang-1.say"],
        ["core/number.3", "gids/lang-2.say"],
    ]
