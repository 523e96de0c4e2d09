"""From a message to what is heard of it, in words and languages that stay the same for the test."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.flows import words, words_points, words_voice
from bot.flows.events import Amount, Choice, Expired, Latin, Line, Message, ReadAloud
from bot.flows.text import Text
from bot.locale import Language, Languages
from bot.messages import Button, Part
from bot.reading import OF_CONTENT, number, options, parts, spoken
from bot.translations import Translation

ASK = Text("gids/vraag.ask", "Hebt u werk?")
WHY = Text("gids/doe.why", "Dan krijgt u {fact:bedrag}.")
UNTRANSLATED = Text("gids/nieuw.say", "Dit is nieuw.")
TRANSLATED = {
    ASK: "ስራሕ ኣለኩም ዶ፧",
    WHY: "{fact:bedrag} ትረኽቡ።",
    words.YES: "እወ",
    words.ACTION_WHY: "ስለምንታይ፧ {why}",
    words.UNTIL: "ክሳብ {until} ግበርዎ።",
    words.ONLY_DUTCH: "ገና ኣይተተርጎመን።",
    words_voice.COMPUTER_VOICE: "ድምጺ ኮምፕዩተር።",
    words_voice.COMPUTER_VOICE_UNCHECKED: "ገና ኣይተመርመረን።",
    words_voice.LISTEN_CANNOT: "ኣይክእልን።",
    words.FACT_EXPIRED: "{organisation} ሕተቱ።",
    words.PROGRESS: "ስጉምቲ {step} ካብ {total}",
    words_voice.NUMBER_1: "ቁጽሪ 1",
    words_voice.NUMBER_FURTHER: "ቁጽሪ {option}",
    words.LIST_ITEM_DONE: "{action}፦ ተወዲኡ",
    words_points.BY_HELPER: "{point} (ካብ ሓጋዚኹም)",
}


SIXTEEN = Part("ti", "ቁጽሪ {option}", words_voice.NUMBER_FURTHER.context, {"option": "16"})


def _language(code: str, translations: dict[Text, str]) -> Language:
    return Language(
        code=code,
        name=code,
        direction="ltr",
        formats=code,
        translations={text.context: Translation(text.source, (said,)) for text, said in translations.items()},
        plural=lambda count: int(count != 1),
        reviews={},
    )


LANGUAGES = Languages({"nl": _language("nl", {}), "ti": _language("ti", TRANSLATED)})


def of(*lines: Line) -> list[Part]:
    """What a Tigrinya resident hears of these lines."""
    return list(parts(Message(lines), LANGUAGES, "ti"))


def test_a_line_is_heard_in_her_language_under_its_message_id() -> None:
    assert of(Line(ASK, icon="👉")) == [Part("ti", "ስራሕ ኣለኩም ዶ፧", ASK.context)]


def test_an_amount_of_the_content_is_not_hers() -> None:
    assert of(Line(WHY, {"fact:bedrag": Amount(Decimal(1420))})) == [
        Part("ti", "{fact:bedrag} ትረኽቡ።", WHY.context, {"fact:bedrag": "€\u00a01.420"})
    ]


def test_a_date_that_follows_from_her_answer_is_hers() -> None:
    [part] = of(Line(words.UNTIL, {"until": date(2026, 12, 5)}))

    assert part.own
    assert part.values == {"until": "5 ታሕሳስ 2026"}


def test_a_message_inside_another_keeps_its_own_id() -> None:
    inside = Line(WHY, {"fact:bedrag": Amount(Decimal(1420))})

    [part] = of(Line(words.ACTION_WHY, {"why": inside}))

    assert part == Part("ti", "ስለምንታይ፧ {why}", words.ACTION_WHY.context, {"why": of(inside)[0]})


def test_what_is_hers_inside_another_makes_all_of_it_hers() -> None:
    inside = Line(words.UNTIL, {"until": date(2026, 12, 5)})

    [part] = of(Line(words.ACTION_WHY, {"why": inside}))

    assert part.own


def test_an_answer_that_is_said_back_is_hers_also_where_it_is_the_label_of_a_button() -> None:
    [part] = parts(Message((Line(words.UNDERSTOOD, {"answer": words.YES}),)), LANGUAGES, "nl")

    assert part.own


def test_what_has_no_translation_is_heard_in_dutch_and_she_is_told() -> None:
    assert of(Line(ASK), Line(UNTRANSLATED)) == [
        Part("ti", "ስራሕ ኣለኩም ዶ፧", ASK.context),
        Part("nl", "Dit is nieuw.", UNTRANSLATED.context),
        Part("ti", "ገና ኣይተተርጎመን።", words.ONLY_DUTCH.context),
    ]


def test_somebodys_own_dutch_words_are_heard_in_dutch_and_are_nobody_elses() -> None:
    line = Line(words_points.WORDS, {"point": Latin("Bel de huisarts")}, "📌")

    assert of(line, Line(ASK)) == [
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

    assert of(DONE) == [
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
    assert list(parts(Message((Line(ASK),), careful=True), LANGUAGES, "ti")) == of(Line(ASK))


def test_an_expired_fact_is_left_out_and_she_hears_whom_to_ask() -> None:
    assert of(Line(ASK), Line(WHY, {"fact:bedrag": Expired(Latin("UWV"))})) == [
        Part("ti", "ስራሕ ኣለኩም ዶ፧", ASK.context),
        Part("ti", "{organisation} ሕተቱ።", words.FACT_EXPIRED.context, {"organisation": "UWV"}),
    ]


def test_what_stands_in_no_catalog_is_hers() -> None:
    assert of(Line(Latin("Bel mij morgen."))) == [Part("ti", "Bel mij morgen.", own=True)]


def test_progress_may_be_left_out_of_what_is_recorded() -> None:
    [part] = of(Line(words.PROGRESS, {"step": 3, "total": 8}))

    assert (part.spare, part.own, part.values) == (True, False, {"step": "3", "total": "8"})


def test_spoken_holds_what_the_channel_needs() -> None:
    message = Message((Line(ASK),), (Choice("ja", words.YES),))

    [speak] = spoken(ReadAloud(message, asked=True), LANGUAGES, "ti")

    assert (speak.parts, speak.options) == (tuple(of(Line(ASK))), (Part("ti", "እወ", words.YES.context),))
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
    assert [speak.instead != "" for speak in speaks] == [True, False]
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
    assert of(Line(ASK, icon="2."))[0] == Part("ti", "2")


def test_a_line_that_is_chosen_by_its_number_is_heard_behind_it() -> None:
    lines = (Line(ASK, icon="📌 1"), Line(ASK, icon="1."), Line(ASK, icon="📅"), Line(ASK, icon="16."))
    said = Part("ti", "ስራሕ ኣለኩም ዶ፧", ASK.context)
    first = Part("ti", "ቁጽሪ 1", words_voice.NUMBER_1.context)

    assert of(*lines) == [first, said, first, said, said, SIXTEEN, said]


def test_dutch_words_behind_a_number_are_heard_behind_it() -> None:
    assert [part.language for part in of(replace(DONE, icon="📌 1"))] == ["ti", "nl", "ti"]
    assert of(replace(DONE, icon="📌 1"))[0] == Part("ti", "ቁጽሪ 1", words_voice.NUMBER_1.context)


def test_a_number_is_heard_in_the_voice_message_of_its_line() -> None:
    texts = [Text(f"gids/lang-{place}.say", "a" * 400) for place in range(3)]
    lines = tuple(Line(text, icon=f"{place}.") for place, text in enumerate(texts, start=1))

    speaks = spoken(ReadAloud(Message(lines)), LANGUAGES, "nl")

    assert [[part.message_id for part in speak.parts] for speak in speaks] == [
        ["core/number.1", "gids/lang-0.say", "core/number.2", "gids/lang-1.say"],
        ["core/number.3", "gids/lang-2.say"],
    ]


def test_number_is_not_said_in_another_language() -> None:
    assert [number(place, LANGUAGES, "ti") is None for place in (1, 2)] == [False, True]


def test_every_placeholder_of_the_bots_words_is_known_as_hers_or_not() -> None:
    hers = {"answer", "count", "day", "from", "until"}
    texts = [
        value for value in (*vars(words).values(), *vars(words_voice).values()) if isinstance(value, Text)
    ]

    assert {name for text in texts for name in text.placeholders()} == hers | OF_CONTENT


# --- what the engine asks ----------------------------------------------------------
