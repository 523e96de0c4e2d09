"""Action points: offered by a helper or the municipality, and on her list only once she agrees."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.flows import actions, points, words
from bot.flows import words_points as said
from bot.flows.around import Around, Held
from bot.flows.deadlines import Offset
from bot.flows.definition import Do
from bot.flows.engine import AMSTERDAM
from bot.flows.events import PointChanged, ReadAloud, ReminderCancelled, ReminderSet
from bot.flows.lines import Latin
from bot.flows.points import MOST_OFFERED, PointDraft, TooManyOffered
from bot.flows.screens import danger, handoff, point
from bot.flows.state import Screen, State
from bot.flows.subject import ActionStatus, PointBy, Subject, Whom
from bot.flows.turn import Turn
from bot.messages import Due, Inbound
from tests.flows.small import ask, do, guide, library
from tests.flows.walker import ADDRESS, NOW, Walker, real_world, stored

if TYPE_CHECKING:
    from bot.flows.message import Message

CALL = PointDraft(text="Bel de huisarts over de brief")
LETTER = PointDraft(text="Betaal de huur", until=date(2026, 12, 3))
KNOWN = PointDraft(known="gids/een")

SMALL = library(
    guide("gids", ask("vraag"), do("een"), do("dag", of="today", until=Offset(days=5)), ask("na")),
    guide("geheim", do("prive", sensitive=True), do("open")),
    replace(guide("stil", do("hier")), private=True),
)


def walker(language: str = "nl") -> Walker:
    return Walker(SMALL, State(language=language))


def offered(one: Walker, draft: PointDraft = CALL, by: PointBy = PointBy.BEGELEIDER) -> Walker:
    """Let somebody else put a point before her: a turn in which nothing of hers arrived."""
    turn = Turn(
        replace(real_world(), library=one.library, audible=one.audible),
        Inbound(ADDRESS, "", Due("case", ""), one.now),
        one.now.astimezone(AMSTERDAM),
        stored(one.state),
        Around(lambda: Held(messages=3)),
    )
    point.offer(turn, draft, by)
    turn.finish()
    one.state, one.events = turn.state, tuple(turn.events)
    assert stored(one.state).to_json() == one.state.to_json()
    return one


def of(one: Walker, whom: Whom = Whom.SELF) -> list[tuple[str, bool, ActionStatus]]:
    found = one.state.subjects.get(whom, Subject()).points.values()
    return [(each.text, each.accepted, each.status) for each in found]


class Voice:
    """Reads everything, and keeps what it was asked about."""

    def on(self, channel: str) -> bool:
        return True

    def reads(self, message: Message, language: str) -> bool:
        return True


def step_of(step_id: str) -> Do:
    step = SMALL.guides["gids"].step(step_id)
    assert isinstance(step, Do)
    return step


# --- offered ----------------------------------------------------------------------


def test_offer_says_from_whom_it_is_and_that_she_chooses() -> None:
    one = offered(walker())

    assert one.texts == [said.WORDS, said.FROM_HELPER, said.OFFERED, said.FREE]
    assert one.choices == ["accept", "decline", "human", "menu"]
    assert of(one) == [("Bel de huisarts over de brief", False, ActionStatus.OPEN)]


def test_offer_of_the_municipality_says_that_it_is_no_decision() -> None:
    one = offered(walker(), by=PointBy.KLANTMANAGER)

    assert one.texts == [said.WORDS, said.FROM_PERSON, said.OFFERED, said.FREE]


@pytest.mark.parametrize(
    ("until", "text"),
    [
        (date(2026, 12, 3), said.LETTER_UNTIL),
        (date(2026, 11, 23), said.LETTER_TODAY),
        (date(2026, 11, 22), said.LETTER_PAST),
    ],
)
def test_offer_names_the_day_as_the_letters(until: date, text: object) -> None:
    one = offered(walker(), replace(LETTER, until=until))

    assert one.texts == [said.WORDS, said.FROM_HELPER, text, said.OFFERED, said.FREE]


def test_offer_of_a_known_action_shows_it_in_her_language() -> None:
    one = offered(walker("ar"), KNOWN)

    assert one.texts == [step_of("een").title, said.FROM_HELPER, said.OFFERED, said.FREE]
    assert one.choices == ["accept", "decline", "dutch", "human", "menu"]


def test_own_words_stay_dutch_and_say_whom_to_ask() -> None:
    one = offered(walker("ti"))

    assert one.texts[:2] == [said.WORDS, said.IN_DUTCH_HELPER]
    assert "Bel de huisarts over de brief" in one.rendered[0]


def test_own_words_are_heard_in_dutch_where_there_is_a_voice() -> None:
    one = walker("ti")
    one.audible = Voice()
    offered(one).presses("hear")

    (read,) = [event for event in one.events if isinstance(event, ReadAloud) and event.asked]
    assert read.message == points.spoken(one.state.subject.points["punt-1"])
    assert read.message.language == "nl"


def test_offer_in_own_words_is_in_no_transcript() -> None:
    assert offered(walker()).messages[-1].sensitive


@pytest.mark.parametrize("kind", [handoff.KIND, "asked", "interpret"])
def test_offer_does_not_lie_over_what_she_answers_first(kind: str) -> None:
    one = walker()
    one.state = replace(one.state, screen=Screen(kind, {"at": "consent"}))

    offered(one)

    assert (one.screen, one.texts) == (kind, [said.WAITS])


def test_offer_says_nothing_over_the_numbers_for_danger() -> None:
    one = walker()
    one.state = replace(one.state, screen=Screen(danger.KIND))

    offered(one)

    assert (one.screen, one.events) == (
        danger.KIND,
        (PointChanged(None, PointBy.BEGELEIDER, "offered"),),
    )


def test_offer_waits_for_who_has_chosen_no_language() -> None:
    one = Walker(SMALL, State())

    assert offered(one).messages == []


def test_no_more_is_offered_than_she_can_choose_about() -> None:
    one = walker()
    for _ in range(MOST_OFFERED):
        offered(one)

    with pytest.raises(TooManyOffered):
        offered(one, replace(CALL, for_other=True))


def test_points_are_chosen_about_one_by_one() -> None:
    one = offered(offered(offered(walker()), LETTER), KNOWN)

    one.presses("accept")
    assert "Betaal de huur" in one.rendered[-1]
    one.presses("decline")
    assert one.shown.lines[0].text == step_of("een").title
    one.presses("accept")

    assert of(one) == [
        ("Bel de huisarts over de brief", True, ActionStatus.OPEN),
        ("Doe een", True, ActionStatus.OPEN),
    ]
    assert one.screen == "menu"


# --- the list -----------------------------------------------------------------------


def test_list_names_what_waits_and_opens_it() -> None:
    one = offered(walker()).commands("menu").presses("list")

    assert one.texts == [said.LIST_OFFERED, words.LIST_EMPTY]
    assert one.presses("choose").screen == "point"


def test_accepted_point_stands_on_the_list_with_whom_it_is_from() -> None:
    one = offered(walker()).presses("accept", "list")

    assert one.rendered[-1].splitlines()[1:] == ["📌 1 Bel de huisarts over de brief (van uw begeleider)"]
    assert one.choices == ["i:punt-1", "human", "menu"]
    assert one.shown.sensitive


def test_list_is_ordered_by_the_letters_date() -> None:
    one = walker()
    for draft in (CALL, LETTER, replace(LETTER, text="Eerder", until=date(2026, 11, 25))):
        offered(one, draft)
    one.presses("accept", "accept", "accept", "list")

    assert [line.partition(" (")[0] for line in one.rendered[-1].splitlines()[1:]] == [
        "📌 1 Eerder",
        "📌 2 Betaal de huur",
        "📌 3 Bel de huisarts over de brief",
    ]
    assert "in de brief staat uiterlijk 3 december 2026" in one.rendered[-1]


def test_refused_point_leaves_nothing() -> None:
    one = offered(walker()).presses("decline")

    assert said.DECLINED in one.texts
    assert one.state.subjects == {Whom.SELF: Subject()}


def test_own_point_is_done_and_its_reminder_taken_back() -> None:
    one = offered(walker()).presses("accept", "list", "i:punt-1", "done")

    assert of(one) == [("Bel de huisarts over de brief", True, ActionStatus.DONE)]
    assert one.of(ReminderCancelled) == [ReminderCancelled("self:punt-1")]
    one.presses("list")
    assert one.rendered[-1].splitlines()[1:] == [
        "✅ Bel de huisarts over de brief (van uw begeleider): klaar"
    ]


def test_own_point_put_off_comes_back_before_the_letters_day() -> None:
    one = offered(walker(), LETTER).presses("accept", "list", "i:punt-1", "later")

    assert one.of(ReminderSet) == [ReminderSet("self:punt-1", datetime(2026, 11, 30, 9, tzinfo=UTC))]
    one.now = NOW + timedelta(days=7)
    one.is_reminded("self:punt-1").presses("open")
    assert one.texts[0] == said.WORDS


def test_reminder_of_a_point_that_is_off_the_list_says_nothing() -> None:
    one = offered(walker()).presses("accept", "list", "i:punt-1", "later", "list", "i:punt-1", "remove")

    assert said.REMOVED in one.texts
    assert one.is_reminded("self:punt-1").messages == []


def test_known_point_shows_the_card_of_its_action() -> None:
    one = offered(walker(), KNOWN).presses("accept", "list", "i:gids/een")

    step = step_of("een")
    assert one.texts == [said.FROM_HELPER, step.title, step.text, said.QUESTIONS_FIRST]
    assert one.choices == ["done", "later", "help", "show", "guide", "remove", "list", "human", "menu"]


def test_known_point_leads_to_its_guide() -> None:
    one = offered(walker(), KNOWN).presses("accept", "list", "i:gids/een", "guide")

    assert one.screen == "whom"


def test_known_point_is_one_with_the_action_of_the_guide() -> None:
    one = walker().begins("gids").presses("a:ja", "done")
    offered(one, replace(KNOWN, until=date(2026, 12, 3))).presses("accept", "menu", "list")

    assert [line.partition(" (")[0] for line in one.rendered[-1].splitlines()[1:]] == [
        "📅 Doe een",
        "📅 Doe dag: uiterlijk 28 november 2026",
    ][::-1]
    assert one.state.subject.actions["gids/een"].status is ActionStatus.OPEN


def test_known_point_counts_its_days_from_when_she_accepted_it() -> None:
    one = offered(walker(), PointDraft(known="gids/dag")).presses("accept")
    one.now = NOW + timedelta(days=2)
    one.commands("menu").presses("list")

    assert "28 november 2026" in one.rendered[-1]


def test_card_says_the_letters_day_and_not_the_counted_one() -> None:
    draft = PointDraft(known="gids/dag", until=date(2026, 12, 3))
    one = offered(walker(), draft).presses("accept", "list", "i:gids/dag")

    assert said.LETTER_UNTIL in one.texts
    assert words.UNTIL not in one.texts


def test_known_point_stays_when_she_goes_back_in_the_guide() -> None:
    one = offered(walker().begins("gids").presses("a:ja"), KNOWN).presses("accept", "back", "menu", "list")

    assert "Doe een (van uw begeleider)" in one.rendered[-1]


def test_point_whose_action_left_the_content_stays_in_dutch() -> None:
    one = offered(walker(), KNOWN).presses("accept")
    one.library = library(SMALL.guides["geheim"])
    one.commands("menu").presses("list", "i:punt-1")

    assert one.shown.lines[0] == points.words_of(one.state.subject.points["punt-1"])


def test_removed_known_point_goes_with_its_action() -> None:
    one = offered(walker(), KNOWN).presses("accept", "list", "i:gids/een", "remove")

    assert one.state.subject == Subject()


def test_removed_known_point_leaves_the_action_of_a_guide_that_she_walks() -> None:
    one = offered(walker().begins("gids").presses("a:ja"), KNOWN).presses(
        "accept", "menu", "list", "i:gids/een"
    )
    one.presses("remove")

    assert list(one.state.subject.actions) == ["gids/een"]
    assert one.state.subject.points == {}


def test_button_of_own_words_has_the_number_that_she_may_type() -> None:
    one = offered(walker(), KNOWN).presses("accept")
    offered(one).presses("accept")
    offered(one, LETTER).presses("menu", "list")

    assert one.choices[:3] == ["choose", "i:gids/een", "i:punt-2"]
    assert "📌 3 Bel de huisarts" in one.rendered[-1]
    one.says("3")
    assert one.shown.lines[0] == points.words_of(one.state.subject.points["punt-2"])


DEEDS = [
    "own",
    "known",
    "letter",
    "for-somebody",
    "accept",
    "decline",
    "choose",
    "list",
    "i:punt-1",
    "i:punt-2",
    "i:gids/een",
    "done",
    "later",
    "remove",
    "guide",
    "self",
    "a:ja",
    "back",
    "menu",
    "for-other",
    "for-self",
    "go-on",
    "other",
    "erase",
]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(DEEDS), max_size=40))
def test_whatever_happens_a_point_comes_on_the_list_by_her_yes_and_goes_by_her_hand(deeds: list[str]) -> None:
    drafts = {"own": CALL, "known": KNOWN, "letter": LETTER, "for-somebody": replace(CALL, for_other=True)}
    one = walker().commands("menu")
    before: set[tuple[Whom, str]] = set()
    for deed in deeds:
        if deed in drafts:
            if len(points.waiting(one.state)) < MOST_OFFERED:
                offered(one, drafts[deed])
        elif deed == "erase":
            one.commands("wissen")
        else:
            one.presses(deed)
        after = {
            (whom, key)
            for whom, subject in one.state.subjects.items()
            for key, each in subject.points.items()
            if each.accepted
        }
        assert after <= before or deed == "accept"
        assert before <= after or deed in {"remove", "other"}
        for whom, key in after:
            subject = one.state.subjects[whom]
            assert (subject.points[key].known or key) in actions.listed(subject)
        before = after


# --- for somebody else -----------------------------------------------------------------


def test_point_for_another_goes_on_the_others_list() -> None:
    one = offered(walker(), replace(CALL, for_other=True))
    assert one.texts == [said.WORDS, said.FROM_HELPER, said.OFFERED_OTHER, said.FREE]

    one.presses("accept")
    assert said.LISTED_OTHER in one.texts
    assert of(one) == []
    one.presses("for-other", "list")
    assert "📌 1 Bel de huisarts over de brief" in one.rendered[-1]


def test_refused_point_for_another_leaves_no_other_person() -> None:
    one = offered(walker(), replace(CALL, for_other=True)).presses("decline")

    assert one.state.subjects == {Whom.SELF: Subject()}


def test_erasing_the_other_takes_back_the_reminder_of_the_others_point() -> None:
    one = offered(walker(), replace(CALL, for_other=True)).presses("accept", "for-other", "list", "i:punt-1")
    one.presses("later").commands("wissen").presses("other")

    assert one.of(ReminderCancelled) == [ReminderCancelled("other:punt-1")]


# --- what is held, and what can be chosen -------------------------------------------------


def test_erase_counts_points_with_the_actions() -> None:
    one = offered(offered(offered(walker(), KNOWN).presses("accept"), CALL).presses("accept"), LETTER)
    one.commands("wissen")

    (line,) = [line for line in one.shown.lines if line.text == words.ERASE_ACTIONS]
    assert line.values == {"count": 3}


def test_known_actions_are_those_that_are_not_private() -> None:
    found = [(guide.id, [step.id for step in steps]) for guide, steps in points.known_actions(SMALL)]

    assert found == [("geheim", ["open"]), ("gids", ["een", "dag"])]
    assert (points.known_step(SMALL, "geheim/prive"), points.known_step(SMALL, "stil/hier")) == (None, None)


def test_state_that_was_stored_before_points_is_read() -> None:
    before: dict[str, Any] = dict(walker().state.to_json())
    del before["subjects"]["self"]["points"]

    assert State.from_json(before) == walker().state


def test_list_counts_accepted_points_only() -> None:
    one = offered(offered(walker()), LETTER).presses("accept")

    assert list(actions.listed(one.state.subject)) == ["punt-1"]
    assert one.state.subject.points["punt-2"].accepted is False
    assert Latin("Betaal de huur") not in [line.text for line in one.shown.lines]
