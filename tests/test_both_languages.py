"""A message in her language and in Dutch: what stands beside it, and that it fits and stays in order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

import pytest
from bidi import get_display

from bot.channels.profiles import NARROW, TELEGRAM
from bot.channels.render import fit, length
from bot.flows import words, words_voice
from bot.flows.events import MessageSent
from bot.flows.lines import Amount, Latin, Line
from bot.flows.message import Choice, Message
from bot.flows.state import State
from bot.flows.text import Text
from bot.locale import Languages
from bot.messages import Beside, Say
from bot.reading import goes_out
from tests.flows.small import do, guide, library
from tests.flows.test_paths import GUIDES, all_paths, reply, trail_of
from tests.flows.walker import Walker, real_languages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.channels.base import Capabilities

pytestmark = pytest.mark.untraced  # all sentences there are: to trace that costs more than the test

OTHERS = [code for code in real_languages().codes if code != "nl"]
NEW = Text("gids/nieuw.say", "Dit is nieuw.")
YES_NO = (Choice("yes", words.YES), Choice("no", words.NO))


def both(message: Message, language: str = "ar", prompt: int | None = 1) -> Say:
    """What goes out of a message to somebody who reads both."""
    (said,) = goes_out([MessageSent(message, prompt)], real_languages(), language, both=True)
    assert isinstance(said, Say)
    return said


def one(message: Message, language: str = "ar") -> Say:
    (said,) = goes_out([MessageSent(message, 1)], real_languages(), language)
    assert isinstance(said, Say)
    return said


@pytest.mark.parametrize("language", OTHERS)
def test_dutch_stands_beside_her_own_words_with_the_labels_in_the_order_of_the_buttons(language: str) -> None:
    message = Message((Line(words.DANGER_NOW, {"phone": Latin("112")}, "❗"),), YES_NO)

    said = both(message, language)

    assert replace(said, beside=None) == one(message, language)
    assert said.beside == Beside("❗ Bent u nu in gevaar? Bel 112.", "nl", ("Ja", "Nee"))


def test_careful_message_has_its_dutch_once_and_whole() -> None:
    message = Message((Line(words.WELL_DONE, aside=True), Line(words.UNTIL_TODAY)), careful=True)

    said = both(message)

    assert one(message).text.count("Het is de laatste dag.") == 1
    assert (said.text.count("laatste dag"), said.beside) == (
        0,
        Beside("Goed. Dit staat nu op klaar.\nDoe dit vandaag. Het is de laatste dag.", "nl"),
    )


def test_what_has_no_translation_stands_there_once() -> None:
    said = both(Message((Line(NEW),), YES_NO))

    assert said.text.count(NEW.source) == 1
    assert said.beside == Beside("", "nl", ("Ja", "Nee"))


def test_what_is_translated_in_part_stands_beside_it_whole() -> None:
    said = both(Message((Line(words.WELL_DONE), Line(NEW))))

    assert said.beside == Beside("Goed. Dit staat nu op klaar.\nDit is nieuw.", "nl")


def test_dutch_sentence_to_show_is_not_said_twice() -> None:
    sentence = Text("gids/een.show", "Ik wil DigiD aanvragen.")
    gids = guide("gids", replace(do("een"), show=sentence))
    walker = Walker(library(gids), State(language="ar", both=True)).begins("gids").presses("show")

    said = both(walker.messages[0], prompt=None)

    assert said.beside == Beside(words.SHOW_CARD_INTRO.source, "nl")


def test_message_in_dutch_and_dutch_itself_have_nothing_beside_them() -> None:
    message = Message((Line(words.WELL_DONE),), YES_NO)

    assert (both(message, "nl").beside, both(replace(message, language="nl")).beside) == (None, None)


def test_buttons_of_what_asks_nothing_get_no_number() -> None:
    message = Message((Line(words.WELL_DONE),), (Choice("say:gids/een", words_voice.LISTEN),))

    assert both(message, prompt=0).beside == Beside("Goed. Dit staat nu op klaar.", "nl")
    assert both(Message((Line(NEW),), message.choices), prompt=0).beside is None


def test_message_without_text_and_buttons_has_nothing_beside_it() -> None:
    assert both(Message((Line(Latin("DigiD")),)), prompt=None).beside is None


def test_every_line_of_dutch_keeps_its_order_below_arabic() -> None:
    message = Message(
        (
            Line(words.DANGER_NOW, {"phone": Latin("112")}, "❗"),
            Line(words.UNTIL, {"until": date(2026, 12, 5)}, "📅"),
            Line(words.EXPLAINED, {"word": Latin("toeslag"), "meaning": Amount(Decimal("1234.50"))}),
        ),
        (*YES_NO, Choice("explain", words.EXPLAIN)),
    )
    (page,) = fit(both(message), TELEGRAM)
    arabic, _, dutch = page.text.partition("────────\n")

    shown = [get_display(line, base_dir="R").strip("\u2068\u2069") for line in dutch.split("\n")]

    assert shown == [
        "❗ Bent u nu in gevaar? Bel 112.",
        "📅 Doe dit uiterlijk 5 december 2026.",
        "toeslag: €\u00a01.234,50",
        "",
        "3. Wat betekent dit?",
    ]
    assert get_display("Ja?", base_dir="R") == "?Ja"  # what the isolates keep from happening
    assert [button.label for button in page.buttons[:2]] == [
        "1 نعم · \u2068Ja\u2069",
        "2 لا · \u2068Nee\u2069",
    ]
    assert arabic.endswith("\n\n")


@cache
def messages(guide_id: str, language: str) -> tuple[MessageSent, ...]:
    """All that is said on the longest path of a guide, and each step that it leaves out."""
    longest = max(all_paths(guide_id), key=lambda path: len(path.steps))
    walker = Walker(state=State(language=language, both=True)).begins(guide_id)
    said = [*walker.of(MessageSent)]
    for step, answer in trail_of(longest):
        said += reply(walker, step, answer).of(MessageSent)
    return tuple(event for event in said if isinstance(event, MessageSent))


def said_in(language: str) -> Iterator[Say]:
    for guide_id in GUIDES:
        shown = goes_out(messages(guide_id, language), real_languages(), language, both=True)
        yield from (say for say in shown if isinstance(say, Say))


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("capabilities", [TELEGRAM, NARROW], ids=lambda one: one.name)
def test_every_guide_fits_the_channel_in_both_languages(language: str, capabilities: Capabilities) -> None:
    for say in said_in(language):
        pages = fit(say, capabilities)

        assert max(length(page.text) for page in pages) <= capabilities.text_length
        assert [button.id for page in pages for button in page.buttons] == [one.id for one in say.buttons]
        width = capabilities.list_row_length if pages[-1].listed else capabilities.button_length
        assert max((length(one.label) for page in pages for one in page.buttons), default=0) <= width


@pytest.mark.parametrize("language", OTHERS)
def test_guides_are_said_in_dutch_word_for_word_as_to_who_reads_dutch(language: str) -> None:
    """What stands beside each message of a guide is what the same message is in Dutch."""
    for guide_id in GUIDES:
        events = messages(guide_id, language)
        whole = [one for one in events if not any(line.once for line in one.message.lines)]
        own = list(goes_out(whole, real_languages(), language, both=True))
        dutch = list(goes_out(whole, real_languages(), "nl"))

        assert [say.beside.text for say in own if isinstance(say, Say) and say.beside] == [
            say.text for say in dutch if isinstance(say, Say)
        ]


def test_languages_without_any_translation_show_the_dutch_once() -> None:
    none = {code: replace(found, translations={}) for code, found in real_languages().by_code.items()}
    (said,) = goes_out([MessageSent(Message((Line(words.WELL_DONE),)))], Languages(none), "ti", both=True)

    assert isinstance(said, Say)
    assert (said.text.count(words.WELL_DONE.source), said.beside) == (1, None)
