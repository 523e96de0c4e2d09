"""What the resident writes and presses, and what that means where she is."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from bot.flows import words
from bot.flows.definition import AskKind
from bot.flows.events import (
    Amount,
    EmergencyAnswered,
    Erased,
    Latin,
    LimitReached,
    Line,
    MessageSent,
    NotUnderstood,
    PersonAsked,
    ReminderCancelled,
)
from bot.flows.state import ActionStatus, State, Whom
from bot.flows.text import Text as Words
from bot.messages import Command, Refusal, Text
from tests.flows.small import ask, do, go_to, guide, human, library, tell
from tests.flows.walker import Walker, meaning, real_languages, real_library

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.flows.events import Value

GIDS = guide("gids", ask("een"), do("twee"), ask("dag", kind=AskKind.DATE), human("mens"))
ANDER = guide("ander", ask("vraag"))


def walking() -> Walker:
    return Walker(library(GIDS, ANDER)).begins("gids")


def answers(walker: Walker) -> dict[str, str]:
    frame = walker.state.subject.frame
    assert frame is not None
    return dict(frame.answers)


# --- buttons -----------------------------------------------------------------


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


# --- typed answers --------------------------------------------------------------


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


# --- what is not understood ---------------------------------------------------------


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


# --- another guide in the middle ---------------------------------------------------------


def test_other_guide_in_the_middle_is_offered_and_not_forced() -> None:
    walker = walking().says("iets anders", "ander")

    assert (walker.screen, walker.texts) == ("offer", [words.OFFER_GUIDE])
    assert walker.state.subject.frame is not None
    assert walker.state.subject.frame.guide == "gids"


def test_offer_taken_now_comes_back_afterwards() -> None:
    walker = walking().says("iets anders", "ander").presses("now")
    assert walker.step == "vraag"

    walker.presses("a:ja")

    assert walker.step == "een"


def test_offer_for_later_goes_on_the_list() -> None:
    walker = walking().says("iets anders", "ander").presses("later")

    assert walker.step == "een"
    assert {key: action.status for key, action in walker.state.subject.actions.items()} == {
        "ander/*": ActionStatus.LATER
    }


def test_offer_is_put_off_in_other_words_and_the_action_beneath_it_is_not() -> None:
    walker = walking().presses("a:ja").says("iets anders", "ander")
    assert walker.screen == "offer"

    walker.says("straks maar", "later")

    assert {key: action.status for key, action in walker.state.subject.actions.items()} == {
        "gids/twee": ActionStatus.OPEN,
        "ander/*": ActionStatus.LATER,
    }


def test_offer_that_was_declined_changes_nothing() -> None:
    walker = walking()
    before = walker.state.subject

    walker.says("iets anders", "ander").says("nee")

    assert (walker.step, walker.state.subject) == ("een", before)


def test_guide_on_the_list_begins_when_it_is_opened() -> None:
    walker = (
        walking().says("iets anders", "ander").presses("later").commands("menu").presses("list", "i:ander/*")
    )

    assert walker.step == "vraag"


# --- guides in guides ----------------------------------------------------------------------


def test_go_to_comes_back_behind_the_step_it_left_from() -> None:
    outer = guide("buiten", go_to("naar", "ander"), ask("na"))
    walker = Walker(library(outer, ANDER)).begins("buiten").presses("go", "a:ja")

    assert walker.step == "na"
    assert words.BACK_AT in walker.texts


def test_go_to_a_guide_on_the_stack_returns_to_it() -> None:
    one = guide("een", go_to("naar-twee", "twee"), ask("na"))
    two = guide("twee", go_to("naar-een", "een"), ask("nooit"))
    walker = Walker(library(one, two)).begins("een").presses("go", "go")

    assert [frame.guide for frame in walker.state.subject.stack] == ["een"]
    assert walker.step == "na"


def test_go_to_a_finished_guide_is_offered_as_done() -> None:
    outer = guide("buiten", go_to("naar", "ander"), ask("na"))
    walker = Walker(library(outer, ANDER)).begins("ander").presses("a:ja").begins("buiten")

    assert words.GO_TO_AGAIN in walker.texts
    walker.presses("no")
    assert walker.step == "na"


def test_finished_guide_is_offered_and_not_repeated() -> None:
    walker = Walker(library(ANDER)).begins("ander").presses("a:ja").commands("menu").presses("g:ander")
    assert (walker.screen, walker.texts) == ("again", [words.GO_TO_AGAIN])

    walker.presses("again")

    assert (walker.step, answers(walker)) == ("vraag", {})


def test_guides_that_go_to_one_another_end() -> None:
    """Every step is dealt with once, so that a circle of guides cannot be walked for ever."""
    circle = [guide(f"g{n}", go_to("verder", f"g{(n + 1) % 3}"), tell("klaar")) for n in range(3)]
    walker = Walker(library(*circle)).begins("g0")

    presses = 0
    while walker.screen is None:
        walker.presses("go")
        presses += 1

    assert (presses, walker.screen, walker.state.subject.stack) == (3, "after", ())


def test_more_messages_in_a_row_than_anybody_reads_end_at_a_person() -> None:
    walker = Walker(library(guide("gids", *(tell(f"t{n}") for n in range(150)), ask("een")))).begins("gids")

    assert walker.of(LimitReached) == [LimitReached("gids")]
    assert (walker.screen, words.TOO_MANY_STEPS in walker.texts) == ("person", True)
    walker.presses("go-on")
    assert walker.step == "een"


# --- what works everywhere ---------------------------------------------------------------------


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


# --- danger -----------------------------------------------------------------------------------


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


def test_safe_way_is_never_to_be_written_to_first() -> None:
    walker = walking().presses("a:ja").hears(Text(""), emergency=True).presses("quiet")

    assert walker.of(ReminderCancelled) == [ReminderCancelled(None)]
    assert walker.presses("go-on", "later").texts[0] == words.LATER_NOTED


# --- erasing ------------------------------------------------------------------------------------


def test_erase_asks_first_and_then_keeps_nothing() -> None:
    walker = walking().presses("a:ja").commands("wissen")
    assert walker.of(Erased) == []

    walker.presses("yes")

    assert walker.of(Erased) == [Erased()]
    assert walker.texts == [words.ERASED]
    assert walker.state == State(language="nl")


def test_erase_declined_keeps_everything() -> None:
    walker = walking().presses("a:ja")
    before = walker.state.subject

    walker.commands("wissen").presses("no")

    assert (walker.texts[0], walker.step, walker.state.subject) == (words.NOT_ERASED, "twee", before)


def test_erasing_the_other_keeps_oneself_with_ones_reminders() -> None:
    walker = walking().presses("a:ja", "later")
    mine = walker.state.subject
    walker.commands("menu").presses("for-other", "g:gids", "a:ja", "later").commands("wissen").presses(
        "other"
    )

    assert walker.of(ReminderCancelled) == [ReminderCancelled("other:gids/twee")]
    assert (walker.state.whom, walker.state.subjects) == (Whom.SELF, {Whom.SELF: mine})
    assert walker.step == "dag"


# --- for whom ------------------------------------------------------------------------------------


def test_people_have_answers_and_actions_of_their_own() -> None:
    walker = walking().presses("a:ja", "done")

    walker.commands("menu").presses("for-other")
    assert (walker.screen, walker.state.subject.stack, walker.state.subject.actions) == ("menu", (), {})
    walker.presses("g:gids", "a:nee")
    others = walker.state.subject

    walker.commands("menu").presses("for-self")
    assert walker.step == "dag"
    assert [subject.actions["gids/twee"].status for subject in (others, walker.state.subject)] == [
        ActionStatus.OPEN,
        ActionStatus.DONE,
    ]


def test_for_whom_is_asked_once() -> None:
    walker = Walker(library(ANDER, GIDS)).commands("menu").presses("g:ander")
    assert walker.texts == [words.FOR_WHOM]

    walker.presses("other", "a:ja").commands("menu").presses("g:gids")

    assert (walker.step, walker.state.whom) == ("een", Whom.OTHER)


# --- someone new ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arrive",
    [
        lambda walker: walker.commands("start"),
        lambda walker: walker.commands("menu"),
        lambda walker: walker.says("hallo"),
        lambda walker: walker.sends("photo"),
        lambda walker: walker.presses_button("3|menu"),
        lambda walker: walker.hears(Text(""), refusal=Refusal.BSN),
    ],
)
def test_someone_new_is_asked_for_her_language(arrive: Callable[[Walker], Walker]) -> None:
    walker = arrive(Walker(library(GIDS), state=State()))

    assert walker.screen == "language"
    assert walker.choices == [f"l:{code}" for code in real_languages().codes]


def test_hint_of_the_channel_puts_her_language_first() -> None:
    walker = Walker(library(GIDS), state=State()).hears(Command("start"), hint="ti")

    assert walker.choices[0] == "l:ti"


def test_start_with_a_language_welcomes_in_it() -> None:
    walker = Walker(library(GIDS), state=State()).commands("start", "ti")

    assert (walker.state.language, walker.screen, walker.texts[0]) == ("ti", "menu", words.WELCOME)


def test_first_words_tell_her_language_and_begin_her_guide() -> None:
    walker = Walker(library(GIDS), state=State()).says("ስራሐይ ስኢነ", "gids", language="ti")

    assert (walker.state.language, walker.screen) == ("ti", "whom")
    assert [type(event) for event in walker.events].count(MessageSent) >= 2


def test_free_answer_is_kept_as_it_was_typed() -> None:
    walker = Walker(library(guide("gids", ask("vrij", kind=AskKind.TEXT), ask("een")))).begins("gids")

    walker.says("  Ik weet het wel.  ")

    assert answers(walker) == {"vrij": "Ik weet het wel."}


# --- the menu -----------------------------------------------------------------


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


# --- a number that is no answer ------------------------------------------------


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


# --- a question in free text --------------------------------------------------


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


# --- who sits beside her --------------------------------------------------------


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
