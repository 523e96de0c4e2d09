"""What works everywhere, and danger, which comes before it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.flows import words
from bot.flows.events import EmergencyAnswered, NotUnderstood, PersonAsked, ReminderCancelled
from bot.flows.state import State
from bot.flows.text import Text as Words
from bot.messages import Refusal, Text
from tests.flows.halfway import GIDS, walking
from tests.flows.small import ask, do, guide, library
from tests.flows.walker import Walker, meaning, real_languages, real_library


@pytest.mark.parametrize(
    ("name", "screen", "first"),
    [
        ("menu", "menu", words.WHAT_HAPPENED),
        ("mens", "person", words.PERSON_INTRO),
        ("wissen", "erase", words.ERASE_WHAT),
        ("help", None, words.HELP_TEXT),
        ("onzin", None, words.HELP_TEXT),
        ("stop", None, words.STOPPED),
        ("start", None, words.WELCOME_BACK),
    ],
)
def test_command_is_answered_and_the_place_is_kept(name: str, screen: str | None, first: Words) -> None:
    walker = walking().presses("a:ja")
    before = walker.state.subject

    walker.commands(name, "van alles")

    assert (walker.screen, walker.texts[0]) == (screen, first)
    assert walker.state.subject == before


def test_person_is_asked_for_with_the_place_in_the_guide() -> None:
    assert walking().commands("mens").of(PersonAsked) == [PersonAsked("gids", "een")]


def test_stop_cancels_every_reminder_and_she_can_go_on_later() -> None:
    walker = walking().commands("stop")
    assert walker.of(ReminderCancelled) == [ReminderCancelled(None)]

    assert walker.says("ja").step == "twee"


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("photo", words.CANNOT_PHOTO),
        ("document", words.CANNOT_PHOTO),
        ("voice", words.CANNOT_VOICE),
        ("location", words.CANNOT_LOCATION),
        ("contact", words.CANNOT_CONTACT),
        ("video", words.CANNOT_OTHER),
        ("sticker", words.CANNOT_OTHER),
        ("other", words.CANNOT_OTHER),
    ],
)
def test_what_is_of_no_use_is_answered_kindly_and_the_step_shown(what: str, said: Words) -> None:
    walker = walking().sends(what)

    assert (walker.texts[0], walker.step) == (said, "een")


@pytest.mark.parametrize(
    ("refusal", "said"),
    [
        (Refusal.BSN, words.REFUSED_BSN),
        (Refusal.CODE, words.REFUSED_CODE),
        (Refusal.PASSWORD, words.REFUSED_PASSWORD),
    ],
)
def test_refusal_is_explained_and_the_step_shown(refusal: Refusal, said: Words) -> None:
    walker = walking().hears(Text(""), refusal=refusal)

    assert walker.texts[:2] == [said, words.REFUSED_DELETE]
    assert walker.step == "een"


def test_rest_of_a_refused_message_is_heard() -> None:
    walker = walking().hears(Text("ja"), refusal=Refusal.PASSWORD)

    assert (walker.texts[0], walker.step) == (words.REFUSED_PASSWORD, "twee")


def test_explain_tells_what_the_question_means() -> None:
    helped = replace(ask("een"), help=Words("test/een.help", "Het gaat om {gemeente}."))
    walker = Walker(library(guide("gids", helped))).begins("gids").presses("explain")

    assert walker.rendered[0].splitlines()[0] == f"💬 Het gaat om {real_library().municipality.name}."


@pytest.mark.parametrize("refusal", [None, *Refusal])
def test_danger_comes_first_also_when_the_message_was_refused(refusal: Refusal | None) -> None:
    walker = walking()
    before = walker.state.subject

    walker.hears(Text(""), emergency=True, refusal=refusal)

    assert (walker.screen, walker.texts[0]) == ("danger", words.DANGER_NOW)
    assert walker.of(EmergencyAnswered) == [EmergencyAnswered()]
    assert walker.state.subject == before
    assert walker.presses("go-on").step == "een"


def test_danger_is_answered_in_every_language_when_hers_is_unknown() -> None:
    walker = Walker(library(GIDS), state=State()).hears(Text(""), emergency=True)

    shown_in = [real_languages().render(message, "nl").language for message in walker.messages]
    assert sorted(shown_in) == sorted(real_languages().codes)
    assert {message.lines[0].text for message in walker.messages} == {words.DANGER_NOW}
    assert walker.presses("go-on").screen == "language"


def test_danger_speaks_the_language_that_was_heard() -> None:
    walker = Walker(library(GIDS), state=State())
    walker.hears(Text(""), emergency=True, interpretation=meaning(None, language="ti"))

    assert (walker.state.language, walker.texts[0], len(walker.messages)) == ("ti", words.DANGER_NOW, 1)


def test_what_may_be_danger_is_answered_beside_whom_to_call() -> None:
    walker = walking()
    asked = walker.step

    walker.hears(Text("hij wacht weer voor mijn deur"), worrying=True)

    first = walker.messages[0]
    assert (first.lines[0].text, first.sensitive) == (words.DANGER_NOW, True)
    assert [choice.label for choice in first.choices] == [words.DANGER]
    assert (walker.step, walker.of(EmergencyAnswered)) == (asked, [])
    assert walker.of(NotUnderstood) == [NotUnderstood(1, "gids", asked, sensitive=True)]
    assert walker.presses_button("0|danger").screen == "danger"


def test_what_may_be_danger_is_asked_in_every_language_when_hers_is_unknown() -> None:
    walker = Walker(library(GIDS), state=State()).hears(Text("…"), worrying=True)

    asked = [message for message in walker.messages if message.lines[0].text == words.DANGER_NOW]
    shown_in = [real_languages().render(message, "nl").language for message in asked]
    assert sorted(shown_in) == sorted(real_languages().codes)
    assert walker.screen == "language"


def test_safe_way_is_never_to_be_written_to_first() -> None:
    walker = walking().presses("a:ja").hears(Text(""), emergency=True).presses("quiet")

    assert walker.of(ReminderCancelled) == [ReminderCancelled(None)]
    assert walker.presses("go-on", "later").texts[0] == words.LATER_NOTED


def test_explain_at_an_action_says_what_a_helper_may_do_there() -> None:
    walker = Walker(library(guide("gids", do("een", where=("digid",))))).begins("gids").presses("explain")

    assert walker.texts[:4] == [
        words.HELPER_EXPLAINS,
        words.HELPER_SITE,
        words.HELPER_PHONE,
        words.HELPER_DESK,
    ]


def test_explain_at_an_action_without_a_place_says_only_what_holds_everywhere() -> None:
    walker = Walker(library(guide("gids", do("een")))).begins("gids").presses("explain")

    assert (walker.texts[0], walker.texts.count(words.HELPER_SITE)) == (words.HELPER_EXPLAINS, 0)
