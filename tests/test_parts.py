"""From a message to what is heard of it, in words and languages that stay the same for the test."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.flows import words, words_points, words_voice
from bot.flows.lines import Amount, Expired, Latin, Line
from bot.flows.message import Choice, Message
from bot.flows.text import Text
from bot.messages import Part
from bot.parts import OF_CONTENT, number, options, parts
from tests.two_languages import ASK, LANGUAGES, UNTRANSLATED, WHY, heard

SIXTEEN = Part("ti", "ቁጽሪ {option}", words_voice.NUMBER_FURTHER.context, {"option": "16"})


def test_a_line_is_heard_in_her_language_under_its_message_id() -> None:
    assert heard(Line(ASK, icon="👉")) == [Part("ti", "ስራሕ ኣለኩም ዶ፧", ASK.context)]


def test_an_amount_of_the_content_is_not_hers() -> None:
    assert heard(Line(WHY, {"fact:bedrag": Amount(Decimal(1420))})) == [
        Part("ti", "{fact:bedrag} ትረኽቡ።", WHY.context, {"fact:bedrag": "€\u00a01.420"})
    ]


def test_a_date_that_follows_from_her_answer_is_hers() -> None:
    [part] = heard(Line(words.UNTIL, {"until": date(2026, 12, 5)}))

    assert part.own
    assert part.values == {"until": "5 ታሕሳስ 2026"}


def test_a_message_inside_another_keeps_its_own_id() -> None:
    inside = Line(WHY, {"fact:bedrag": Amount(Decimal(1420))})

    [part] = heard(Line(words.ACTION_WHY, {"why": inside}))

    assert part == Part("ti", "ስለምንታይ፧ {why}", words.ACTION_WHY.context, {"why": heard(inside)[0]})


def test_what_is_hers_inside_another_makes_all_of_it_hers() -> None:
    inside = Line(words.UNTIL, {"until": date(2026, 12, 5)})

    [part] = heard(Line(words.ACTION_WHY, {"why": inside}))

    assert part.own


def test_an_answer_that_is_said_back_is_hers_also_where_it_is_the_label_of_a_button() -> None:
    [part] = parts(Message((Line(words.UNDERSTOOD, {"answer": words.YES}),)), LANGUAGES, "nl")

    assert part.own


def test_what_has_no_translation_is_heard_in_dutch_and_she_is_told() -> None:
    assert heard(Line(ASK), Line(UNTRANSLATED)) == [
        Part("ti", "ስራሕ ኣለኩም ዶ፧", ASK.context),
        Part("nl", "Dit is nieuw.", UNTRANSLATED.context),
        Part("ti", "ገና ኣይተተርጎመን።", words.ONLY_DUTCH.context),
    ]


def test_somebodys_own_dutch_words_are_heard_in_dutch_and_are_nobody_elses() -> None:
    line = Line(words_points.WORDS, {"point": Latin("Bel de huisarts")}, "📌")

    assert heard(line, Line(ASK)) == [
        Part("nl", "{point}", words_points.WORDS.context, {"point": "Bel de huisarts"}, own=True),
        Part("ti", "ስራሕ ኣለኩም ዶ፧", ASK.context),
    ]


DONE = Line(
    words.LIST_ITEM_DONE,
    {
        "action": Line(
            words_points.BY_HELPER, {"point": Line(words_points.WORDS, {"point": Latin("Bel de huisarts")})}
        )
    },
)
"""On the list of who reads Tigrinya: somebody's own Dutch words, two texts deep."""


def test_dutch_words_inside_a_text_are_heard_before_it_and_the_text_goes_on_without_them() -> None:
    by_helper = Part("ti", "{point} (ካብ ሓጋዚኹም)", words_points.BY_HELPER.context, {"point": ""}, own=True)

    assert heard(DONE) == [
        Part("nl", "{point}", words_points.WORDS.context, {"point": "Bel de huisarts"}, own=True),
        Part("ti", "{action}፦ ተወዲኡ", words.LIST_ITEM_DONE.context, {"action": by_helper}, own=True),
    ]


def test_dutch_words_inside_a_dutch_text_stay_where_they_stand() -> None:
    [part] = parts(Message((DONE,)), LANGUAGES, "nl")

    inside = part.values["action"]
    assert not isinstance(inside, str)
    assert inside.values == {
        "point": Part("nl", "{point}", words_points.WORDS.context, {"point": "Bel de huisarts"}, own=True)
    }


def test_the_dutch_below_a_careful_message_is_not_heard() -> None:
    assert list(parts(Message((Line(ASK),), careful=True), LANGUAGES, "ti")) == heard(Line(ASK))


def test_an_expired_fact_is_left_out_and_she_hears_whom_to_ask() -> None:
    assert heard(Line(ASK), Line(WHY, {"fact:bedrag": Expired(Latin("UWV"))})) == [
        Part("ti", "ስራሕ ኣለኩም ዶ፧", ASK.context),
        Part("ti", "{organisation} ሕተቱ።", words.FACT_EXPIRED.context, {"organisation": "UWV"}),
    ]


def test_what_stands_in_no_catalog_is_hers() -> None:
    assert heard(Line(Latin("Bel mij morgen."))) == [Part("ti", "Bel mij morgen.", own=True)]


def test_progress_may_be_left_out_of_what_is_recorded() -> None:
    [part] = heard(Line(words.PROGRESS, {"step": 3, "total": 8}))

    assert (part.spare, part.own, part.values) == (True, False, {"step": "3", "total": "8"})


@pytest.mark.parametrize(
    ("place", "part"),
    [
        (0, None),
        (1, Part("nl", "Nummer 1", "core/number.1")),
        (15, Part("nl", "Nummer 15", "core/number.15")),
        (16, Part("nl", "Nummer {option}", "core/number.further", {"option": "16"})),
        (31, Part("nl", "Nummer {option}", "core/number.further", {"option": "31"})),
    ],
)
def test_number_is_said_at_every_place_and_is_nobodys_own(place: int, part: Part | None) -> None:
    assert number(place, LANGUAGES, "nl") == part


def test_a_label_that_is_only_a_number_is_heard_as_the_text_that_has_a_voice() -> None:
    labels = ("📌 1", "✓ 1", "✗ 16", "1 kamer", "📌")
    choices = [Choice(label, Latin(label)) for label in labels]

    assert list(options(choices, LANGUAGES, "ti")) == [
        *[Part("ti", "ቁጽሪ 1", words_voice.NUMBER_1.context)] * 2,
        SIXTEEN,
        *(Part("ti", label) for label in labels[3:]),
    ]


def test_a_number_without_a_translation_is_heard_as_it_stands_there() -> None:
    assert heard(Line(ASK, icon="2."))[0] == Part("ti", "2")


def test_a_line_that_is_chosen_by_its_number_is_heard_behind_it() -> None:
    lines = (Line(ASK, icon="📌 1"), Line(ASK, icon="1."), Line(ASK, icon="📅"), Line(ASK, icon="16."))
    said = Part("ti", "ስራሕ ኣለኩም ዶ፧", ASK.context)
    first = Part("ti", "ቁጽሪ 1", words_voice.NUMBER_1.context)

    assert heard(*lines) == [first, said, first, said, said, SIXTEEN, said]


def test_dutch_words_behind_a_number_are_heard_behind_it() -> None:
    assert [part.language for part in heard(replace(DONE, icon="📌 1"))] == ["ti", "nl", "ti"]
    assert heard(replace(DONE, icon="📌 1"))[0] == Part("ti", "ቁጽሪ 1", words_voice.NUMBER_1.context)


def test_number_is_not_said_in_another_language() -> None:
    assert [number(place, LANGUAGES, "ti") is None for place in (1, 2)] == [False, True]


def test_every_placeholder_of_the_bots_words_is_known_as_hers_or_not() -> None:
    hers = {"answer", "count", "day", "from", "until"}
    found = (*vars(words).values(), *vars(words_voice).values())
    texts = [value for value in found if isinstance(value, Text)]

    assert {name for text in texts for name in text.placeholders()} == hers | OF_CONTENT
