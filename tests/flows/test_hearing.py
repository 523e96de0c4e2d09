"""What the resident writes, and what that means where she is."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from bot.flows import words
from bot.flows.definition import AskKind
from bot.flows.events import NotUnderstood
from bot.flows.lines import Amount, Latin, Line
from bot.flows.text import Text as Words
from bot.messages import Text
from tests.flows.halfway import ANDER, GIDS, answers, walking
from tests.flows.small import ask, guide, library
from tests.flows.walker import Walker, meaning

if TYPE_CHECKING:
    from bot.flows.lines import Value


def test_understood_date_is_said_back() -> None:
    walker = walking().presses("a:ja", "done")

    walker.says("30 november")

    assert walker.texts[0] == words.UNDERSTOOD
    assert answers(walker)["dag"] == "2026-11-30"


KINDS = {
    AskKind.YES_NO: ("paars", words.ASK_CHOICE),
    AskKind.DATE: ("paars", words.ASK_DATE),
    AskKind.AMOUNT: ("paars", words.ASK_AMOUNT),
    AskKind.NUMBER: ("paars", words.ASK_NUMBER),
    AskKind.TEXT: ("a" * 501, words.ASK_TOO_LONG),
}


@pytest.mark.parametrize(("kind", "typed", "said"), [(kind, *case) for kind, case in KINDS.items()])
def test_answer_that_does_not_fit_is_explained_and_asked_again(
    kind: AskKind, typed: str, said: Words
) -> None:
    walker = Walker(library(guide("gids", ask("een", kind=kind)))).begins("gids")

    walker.says(typed)

    assert walker.texts == [said, words.PROGRESS, Words("test/een.ask", "Vraag een?")]
    assert walker.of(NotUnderstood) == [NotUnderstood(1, "gids", "een")]
    assert answers(walker) == {}


PROBLEMS: list[tuple[AskKind, str, Words, dict[str, Value]]] = [
    (AskKind.DATE, "31-2-2026", words.ASK_IMPOSSIBLE_DATE, {}),
    (AskKind.DATE, "april", words.ASK_DAY, {}),
    (AskKind.DATE, "3 april en 4 april", words.ASK_AMBIGUOUS, {}),
    (AskKind.NUMBER, "2,5", words.ASK_NUMBER, {"minimum": Latin("1"), "maximum": Latin("10")}),
    (AskKind.NUMBER, "0", words.ASK_TOO_SMALL, {"minimum": Latin("1"), "maximum": Latin("10")}),
    (
        AskKind.AMOUNT,
        "11",
        words.ASK_TOO_LARGE,
        {"minimum": Amount(Decimal(1)), "maximum": Amount(Decimal(10))},
    ),
]


@pytest.mark.parametrize(("kind", "typed", "said", "values"), PROBLEMS)
def test_problem_of_an_answer_is_told_with_its_bounds(
    kind: AskKind, typed: str, said: Words, values: dict[str, Value]
) -> None:
    bounded = replace(ask("een", kind=kind), minimum=Decimal(1), maximum=Decimal(10))
    if kind is AskKind.DATE:
        bounded = ask("een", kind=kind)
    walker = Walker(library(guide("gids", bounded))).begins("gids")

    walker.says(typed)

    assert walker.messages[0].lines[0] == Line(said, values, aside=True, gap=True)


@pytest.mark.parametrize(
    ("kind", "said"), [(AskKind.AMOUNT, words.ASK_AMOUNT), (AskKind.NUMBER, words.ASK_NUMBER)]
)
@pytest.mark.parametrize("typed", ["9999999999999999", "-9999999999999999"])
def test_more_than_anything_counts_is_explained_at_a_question_without_bounds(
    kind: AskKind, said: Words, typed: str
) -> None:
    walker = Walker(library(guide("gids", ask("een", kind=kind)))).begins("gids")

    walker.says(typed)

    assert walker.texts[0] == said
    assert walker.rendered[0].partition("\n\n")[0] == said.source


def test_braces_that_she_typed_are_shown_as_she_typed_them() -> None:
    steps = (ask("een", kind=AskKind.TEXT), ask("twee", kind=AskKind.TEXT), ask("drie"))
    walker = Walker(library(guide("gids", *steps))).begins("gids")
    walker.says("ik").says("{fact:bijstand-alleen} {x}").presses("back", "back")

    walker.says("wij")

    assert "Uw antwoord blijft: {fact:bijstand-alleen} {x}." in walker.rendered[0]


def test_first_miss_offers_the_best_guesses_and_the_second_the_menu() -> None:
    walker = Walker(library(GIDS, ANDER))

    walker.hears(Text("hmm"), interpretation=meaning(None, "ander", "weg", "gids"))
    assert (walker.screen, walker.texts) == ("unsure", [words.UNSURE])
    assert walker.choices == ["g:ander", "g:gids", "human", "menu"]

    walker.hears(Text("hmm"), interpretation=meaning(None, "ander", "gids"))
    assert (walker.screen, walker.texts) == ("menu", [words.STILL_UNSURE, words.WHAT_HAPPENED])
    assert walker.of(NotUnderstood) == [NotUnderstood(2)]


@pytest.mark.parametrize("typed", ["31-02", "3-2", "٣/٢", "12345", "👍👍", "?!"])
def test_what_has_no_letters_names_no_guide(typed: str) -> None:
    walker = Walker(library(GIDS, ANDER))

    walker.hears(Text(typed), interpretation=meaning("ander", "gids"))

    assert (walker.screen, walker.texts[0]) == ("menu", words.STILL_UNSURE)


def test_miss_without_guesses_shows_the_menu() -> None:
    walker = Walker(library(GIDS)).says("hmm")

    assert (walker.screen, walker.texts[0]) == ("menu", words.STILL_UNSURE)


def test_misses_are_counted_from_nought_after_something_was_understood() -> None:
    walker = walking().says("paars")
    assert walker.state.misses == 1

    walker.says("ja")

    assert walker.state.misses == 0


def test_guess_that_was_chosen_begins_its_guide() -> None:
    walker = Walker(library(GIDS, ANDER))
    walker.hears(Text("hmm"), interpretation=meaning(None, "ander")).presses("g:ander", "self")

    assert walker.step == "vraag"


def in_the_menu() -> Walker:
    many = [guide(name, ask("vraag")) for name in ("een", "twee", "drie", "vier", "vijf", "zes", "zeven")]
    return Walker(library(*many)).commands("menu")


def test_text_in_the_menu_that_asks_for_a_guide_opens_it_though_it_holds_the_name_of_a_topic() -> None:
    walker = in_the_menu().says("er is vandaag iets gebeurd, wat er is gebeurd is erg", "twee")

    assert (walker.screen, walker.state.screen and walker.state.screen.data.get("guide")) == ("whom", "twee")


def test_name_of_a_topic_in_the_menu_opens_the_topic_whatever_is_understood() -> None:
    walker = in_the_menu().says("wat er is gebeurd", "twee")

    assert walker.state.screen is not None
    assert (walker.state.screen.kind, walker.state.screen.data) == ("menu", {"topic": "levensweg"})


def test_a_number_chooses_the_option_though_a_button_begins_with_een() -> None:
    gids = guide("gids", ask("keus", answers=("appel", "peer")), ask("daarna"))

    walker = Walker(library(gids)).begins("gids").says("1")

    assert answers(walker) == {"keus": "appel"}


def test_a_day_that_does_not_exist_is_explained_whatever_is_understood() -> None:
    gids = guide("gids", ask("dag", kind=AskKind.DATE))

    walker = Walker(library(gids, ANDER)).begins("gids").says("31-02", "ander")

    assert (walker.texts[0], walker.step) == (words.ASK_IMPOSSIBLE_DATE, "dag")


def test_a_sentence_at_a_date_that_asks_for_another_guide_is_followed() -> None:
    gids = guide("gids", ask("dag", kind=AskKind.DATE))

    walker = Walker(library(gids, ANDER)).begins("gids").says("op 31-02 of 1-3 ben ik ontslagen", "ander")

    assert words.ASK_IMPOSSIBLE_DATE not in walker.texts


def asked_in_free_text() -> Walker:
    gids = guide("gids", ask("eerst"), ask("wat", kind=AskKind.TEXT), ask("daarna"))
    return Walker(library(gids)).begins("gids").presses("a:ja")


@pytest.mark.parametrize(
    ("typed", "intent"), [("stop", "stop"), ("een mens", "human"), ("ga terug", "back"), ("menu", "menu")]
)
def test_control_word_at_a_question_in_free_text_is_followed(typed: str, intent: str) -> None:
    walker = asked_in_free_text().says(typed, intent)

    assert answers(walker).get("wat") is None


@pytest.mark.parametrize(
    ("typed", "intent"),
    [
        ("nee", "deny"),
        ("later", "later"),
        ("ze zeiden dat ik moet stoppen", "stop"),
        ("ik ben ontslagen", "ander"),
    ],
)
def test_other_words_at_a_question_in_free_text_are_the_answer(typed: str, intent: str) -> None:
    walker = asked_in_free_text().says(typed, intent)

    assert answers(walker) == {"eerst": "ja", "wat": typed}
