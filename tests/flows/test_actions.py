"""The resident's own list, the cards with their deadlines, and the reminders."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.flows import words
from bot.flows.deadlines import Offset
from bot.flows.definition import AskKind
from bot.flows.events import ActionChanged, MessageSent, ReminderCancelled, ReminderSet
from bot.flows.state import State
from bot.flows.subject import ActionStatus
from bot.flows.text import Text
from bot.messages import Blocked
from tests.flows.small import ask, do, go_to, guide, library, tell
from tests.flows.walker import NOW, Walker, real_library

if TYPE_CHECKING:
    from bot.flows.definition import Do

RULE = Text("test/twee.deadline.rule", "Doe dit op tijd.")

WINDOW = do("twee", of="dag", start=Offset(weeks=-1), until=Offset(weeks=1), where=("uwv",))
OPEN_START = do("twee", of="dag", until=Offset(weeks=1), where=("uwv",))


def dated(step: Do) -> Walker:
    return Walker(library(guide("gids", ask("dag", kind=AskKind.DATE), step, ask("na")))).begins("gids")


# --- deadlines on cards ---------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "day", "said"),
    [
        (WINDOW, "1-12-2026", words.UPCOMING),
        (WINDOW, "30-11-2026", words.FROM_UNTIL),
        (WINDOW, "17-11-2026", words.FROM_UNTIL),
        (WINDOW, "16-11-2026", words.UNTIL_TODAY),
        (WINDOW, "15-11-2026", words.PAST),
        (OPEN_START, "1-12-2026", words.UNTIL),
        (OPEN_START, "17-11-2026", words.UNTIL),
        (OPEN_START, "16-11-2026", words.UNTIL_TODAY),
        (OPEN_START, "15-11-2026", words.PAST),
    ],
)
def test_card_says_how_its_deadline_stands_today(step: Do, day: str, said: Text) -> None:
    walker = dated(step).says(day)

    sayings = {words.UPCOMING, words.FROM_UNTIL, words.UNTIL, words.UNTIL_TODAY, words.PAST, RULE}
    assert [text for text in walker.texts if text in sayings] == [said]
    assert (words.PAST_CALL in walker.texts) == (said == words.PAST)


def test_card_says_the_rule_where_the_date_is_unknown() -> None:
    walker = dated(WINDOW).presses("a:unknown")

    assert RULE in walker.texts
    assert words.PAST_CALL not in walker.texts


def test_card_past_its_deadline_names_the_desk_where_there_is_no_phone() -> None:
    unreachable = next(key for key, each in real_library().organisations.items() if each.phone is None)
    walker = dated(do("twee", of="dag", where=(unreachable,))).says("1-10-2026")

    assert words.PAST_DESK in walker.texts


def test_deadline_from_today_counts_from_the_day_of_first_sight() -> None:
    walker = Walker(library(guide("gids", do("een", of="today", until=Offset(days=5))))).begins("gids")
    assert words.UNTIL in walker.texts

    walker.now = NOW + timedelta(days=5)
    assert words.UNTIL_TODAY in walker.commands("start").texts
    walker.now = NOW + timedelta(days=6)
    assert words.PAST in walker.commands("start").texts


@pytest.mark.parametrize("day", ["31-12-9999", "1-1-0001"])
def test_date_at_the_end_of_time_has_no_deadline(day: str) -> None:
    walker = dated(do("twee", of="dag", start=Offset(years=-3), until=Offset(years=3))).says(day)

    assert walker.step == "twee"
    assert RULE in walker.texts


# --- the list -----------------------------------------------------------------------


def test_list_puts_the_most_urgent_first_and_what_is_done_last() -> None:
    steps = (
        ask("dag", kind=AskKind.DATE),
        do("gedaan", urgent=True),
        do("zonder"),
        do("straks", of="dag", start=Offset(days=10), until=Offset(days=20), urgent=True),
        do("laat", of="dag", until=Offset(days=9)),
        do("eerder", of="dag", until=Offset(days=3)),
        do("dringend", urgent=True),
        do("dringend-met-datum", of="dag", until=Offset(days=8), urgent=True),
        do("voorbij", of="dag", until=Offset(days=-2)),
    )
    walker = Walker(library(guide("gids", *steps))).begins("gids").says("23-11-2026").presses("done")
    for _ in steps[2:]:
        walker.presses("later")

    walker.presses("list")

    assert [line.values["action"] for line in walker.shown.lines[1:-1]] == [
        Text(f"test/{step}.do", f"Doe {step}")
        for step in (
            "dringend-met-datum",
            "dringend",
            "voorbij",
            "eerder",
            "laat",
            "straks",
            "zonder",
            "gedaan",
        )
    ]
    assert walker.texts[-1] == words.LIST_MANY
    assert walker.choices[:6] == [
        f"i:gids/{step}" for step in ("dringend-met-datum", "dringend", "voorbij", "eerder", "laat", "straks")
    ]


def test_list_is_empty_before_anything_is_to_be_done() -> None:
    walker = Walker(library(guide("gids", ask("een")))).begins("gids")

    walker.commands("menu")
    assert "list" not in walker.choices
    walker.begins("gids").presses("a:ja", "list")

    assert walker.texts == [words.LIST_EMPTY]


def test_list_spans_guides() -> None:
    one, two = guide("een", do("a"), ask("x")), guide("twee", do("b"), ask("y"))
    walker = Walker(library(one, two)).begins("een").presses("done").says("iets", "twee").presses("now")

    walker.commands("menu").presses("list")

    assert walker.choices[:2] == ["i:twee/b", "go-on"]
    assert walker.texts == [words.LIST_TITLE, words.LIST_ITEM, words.LIST_ITEM_DONE]


def test_action_opened_from_the_list_is_done_there() -> None:
    walker = Walker(library(guide("gids", do("een"), ask("twee")))).begins("gids").presses("later")
    walker.commands("menu").presses("list", "i:gids/een", "done")

    assert walker.of(ActionChanged) == [ActionChanged("gids", "een", ActionStatus.DONE, sensitive=False)]
    assert walker.of(ReminderCancelled) == [ReminderCancelled("self:gids/een")]
    assert walker.step == "twee"


def test_action_done_from_the_list_is_not_asked_for_again_at_its_step() -> None:
    walker = Walker(library(guide("gids", do("een"), ask("twee")))).begins("gids")

    walker.commands("menu").presses("list", "i:gids/een", "done")

    assert walker.step == "twee"


def test_sentence_to_show_is_shown_with_the_card_beneath() -> None:
    walker = Walker(library(guide("gids", do("een")))).begins("gids").presses("show")

    assert walker.texts[0] == words.SHOW_CARD_INTRO
    assert walker.step == "een"
    walker.commands("menu").presses("list", "i:gids/een", "show")
    assert (walker.texts[0], walker.screen) == (words.SHOW_CARD_INTRO, "item")


def test_help_with_an_action_is_a_person() -> None:
    walker = Walker(library(guide("gids", do("een")))).begins("gids").presses("help")

    assert walker.screen == "person"
    assert walker.presses("go-on").step == "een"


def test_guide_put_off_is_needed_until_it_was_walked() -> None:
    outer = guide("buiten", go_to("naar", "binnen"), ask("na"))
    walker = Walker(library(outer, guide("binnen", ask("een")))).begins("buiten").presses("later")
    walker.commands("menu").presses("list")
    assert walker.texts == [words.LIST_TITLE, words.LIST_ITEM]

    walker.presses("i:binnen/*", "a:ja").commands("menu").presses("list")

    assert walker.texts == [words.LIST_TITLE, words.LIST_ITEM_NOT_NEEDED]


def test_guide_says_at_its_end_what_is_done_and_what_is_left() -> None:
    walker = Walker(library(guide("gids", do("een"), do("twee"), do("drie"), tell("eind")))).begins("gids")
    walker.presses("done", "later", "later")

    finished = {line.text: line.values.get("count") for message in walker.messages for line in message.lines}
    assert finished[words.FINISHED_DONE] == 1
    assert finished[words.FINISHED_OPEN] == 2


# --- reminders -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "day", "due"),
    [
        (do("twee"), "23-11-2026", datetime(2026, 11, 30, 9, tzinfo=UTC)),
        (do("twee", urgent=True), "23-11-2026", datetime(2026, 11, 24, 9, tzinfo=UTC)),
        (OPEN_START, "23-11-2026", datetime(2026, 11, 27, 9, tzinfo=UTC)),
        (WINDOW, "10-12-2026", datetime(2026, 12, 3, 9, tzinfo=UTC)),
        (OPEN_START, "16-11-2026", datetime(2026, 11, 24, 9, tzinfo=UTC)),
        (OPEN_START, "1-11-2026", datetime(2026, 11, 24, 9, tzinfo=UTC)),
        (do("twee", of="dag", until=Offset(months=6)), "23-11-2026", datetime(2026, 12, 7, 9, tzinfo=UTC)),
        (
            do("twee", of="dag", start=Offset(months=5), until=Offset(months=6)),
            "23-11-2026",
            datetime(2027, 4, 23, 8, tzinfo=UTC),
        ),
    ],
    ids=["no deadline", "urgent", "before its end", "when it begins", "last day", "past", "far", "in summer"],
)
def test_later_sets_a_reminder_at_ten_on_a_useful_day(step: Do, day: str, due: datetime) -> None:
    walker = dated(step).says(day).presses("later")

    assert walker.of(ReminderSet) == [ReminderSet("self:gids/twee", due)]
    assert words.LATER_REMINDED in walker.texts


def test_a_guide_put_off_comes_back_tomorrow_and_stands_before_what_has_no_date() -> None:
    other = guide("ander", do("iets"))
    walker = Walker(library(guide("gids", do("een"), go_to("naar", "ander")), other)).begins("gids")

    walker.presses("later", "later")

    assert walker.of(ReminderSet) == [ReminderSet("self:ander/*", datetime(2026, 11, 24, 9, tzinfo=UTC))]
    walker.presses("list")
    assert [choice for choice in walker.choices if choice.startswith("i:")] == ["i:ander/*", "i:gids/een"]
    walker.now += timedelta(days=1)
    assert walker.is_reminded("self:ander/*").screen == "reminder"
    assert walker.presses("open").step == "iets"


def put_off() -> Walker:
    return Walker(library(guide("gids", do("een"), ask("twee")))).begins("gids").presses("later")


def test_reminder_says_nothing_of_its_subject_and_opens_the_action() -> None:
    walker = put_off().is_reminded("self:gids/een")
    assert walker.texts == [words.REMINDER]
    assert walker.choices == ["open", "menu"]

    walker.presses("open")

    assert walker.screen == "item"
    assert walker.shown.lines[0].text == Text("test/een.do", "Doe een")


@pytest.mark.parametrize(
    ("hour", "minute", "again"),
    [
        (0, 30, datetime(2026, 11, 23, 9, tzinfo=UTC)),
        (8, 59, datetime(2026, 11, 23, 9, tzinfo=UTC)),
        (9, 0, None),
        (19, 59, None),
        (20, 0, datetime(2026, 11, 24, 9, tzinfo=UTC)),
        (23, 59, datetime(2026, 11, 24, 9, tzinfo=UTC)),
    ],
)
def test_reminder_waits_for_a_decent_hour(hour: int, minute: int, again: datetime | None) -> None:
    walker = put_off()
    walker.now = NOW.replace(hour=hour, minute=minute)

    walker.is_reminded("self:gids/een")

    assert walker.of(ReminderSet) == ([] if again is None else [ReminderSet("self:gids/een", again)])
    assert (walker.messages == []) == (again is not None)


def test_reminder_of_what_is_done_is_not_sent() -> None:
    walker = put_off().commands("menu").presses("list", "i:gids/een", "done")

    assert walker.is_reminded("self:gids/een").events == ()


@pytest.mark.parametrize(
    "reference", ["", "self", "self:", "self:gids/weg", "other:gids/een", "x:gids/een", ":"]
)
def test_reminder_of_what_does_not_exist_is_not_sent(reference: str) -> None:
    assert put_off().is_reminded(reference).events == ()


def test_reminder_is_not_sent_to_who_wants_to_hear_nothing() -> None:
    walker = put_off().commands("mens").presses("danger", "quiet")

    assert walker.is_reminded("self:gids/een").events == ()


def test_reminder_of_a_withdrawn_guide_is_not_sent() -> None:
    walker = put_off()
    walker.library = library(guide("andere", ask("een")))

    assert walker.is_reminded("self:gids/een").events == ()


def test_reminder_is_judged_by_the_person_whom_it_is_about() -> None:
    steps = (ask("vraag", save="bewaard"), do("een", {"vraag": "ja"}), ask("twee"))
    walker = Walker(library(guide("gids", *steps))).begins("gids").presses("a:ja", "later")
    walker.commands("menu").presses("for-other", "g:gids", "a:nee")
    assert walker.step == "twee"

    walker.is_reminded("self:gids/een")
    assert walker.texts == [words.REMINDER]
    walker.presses("open")

    assert walker.state.whom == "self"
    assert words.LIST_ITEM_NOT_NEEDED not in walker.texts


def test_reminder_of_what_is_no_longer_needed_is_not_sent() -> None:
    steps = (ask("vraag", save="bewaard"), do("een", {"vraag": "ja"}), ask("twee"))
    other = guide("ander", ask("vraag", save="bewaard"))
    walker = Walker(library(guide("gids", *steps), other)).begins("gids").presses("a:ja", "later", "a:ja")
    walker.now = NOW + timedelta(days=200)
    walker.begins("ander").presses("ask", "a:nee")

    assert walker.is_reminded("self:gids/een").events == ()


def test_who_blocks_the_bot_is_not_reminded() -> None:
    walker = put_off()
    assert walker.hears(Blocked(blocked=True)).events == (ReminderCancelled(None),)

    assert walker.hears(Blocked(blocked=False)).events == ()


def test_done_at_its_step_takes_its_reminder_back() -> None:
    walker = (
        Walker(library(guide("gids", do("een"), ask("twee")))).begins("gids").presses("later", "back", "done")
    )

    assert walker.of(ReminderCancelled) == [ReminderCancelled("self:gids/een")]
    assert walker.of(MessageSent) != []


@pytest.mark.parametrize("command", ["menu", "mens", "taal", "wissen", "help"])
def test_name_of_her_list_opens_it_whatever_she_sees(command: str) -> None:
    walker = Walker(library(guide("gids", do("een"), ask("twee")))).begins("gids").commands(command)

    walker.says("Mijn lijst", "menu")  # for which the engine takes it

    assert (walker.shown.lines[0].text, walker.state.misses) == (words.LIST_TITLE, 0)


def test_who_has_no_language_yet_chooses_it_before_she_sees_a_list() -> None:
    walker = Walker(state=State()).says("mijn lijst", "menu")

    assert walker.state.language is None
    assert walker.of(MessageSent) != []
