"""Her place in a group, as she sees and changes it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.flows import words_group as said
from bot.flows.events import GroupLeft, HandLowered, HandRaised, HelperRefused, SeatNamed, ShareChanged
from bot.flows.in_group import HERE
from bot.flows.state import Screen, State
from bot.groups.base import Share
from bot.messages import Refusal, Text
from tests.flows.seated import BART, SeatedWalker, a_place
from tests.flows.walker import Walker

OF_GROUP = (HandRaised, HandLowered, ShareChanged, HelperRefused, SeatNamed, GroupLeft)


def changes(walker: Walker) -> list[object]:
    return [event for event in walker.events if isinstance(event, OF_GROUP)]


def test_group_screen_says_who_helps_and_what_is_seen() -> None:
    walker = SeatedWalker()
    walker.commands("groep")
    assert "\n".join(walker.rendered).split("\n") == [
        "👥 U doet mee met de groep: Bibliotheek Centrum.",
        "🪑 U bent nummer 3.",
        "🤝 Uw begeleider is Amal.",
        "👁 De begeleider ziet uw nummer, uw taal en hoe ver u bent.",
        "De begeleider ziet niet waar het over gaat. Ook niet wat u antwoordt.",
        "🔒 U doet alles zelf. Typ uw wachtwoord en code altijd alleen, ook bij een begeleider.",
    ]
    assert walker.choices == ["hand-up", "go-on", "show-step", "more", "human"]
    assert changes(walker) == []


def test_what_is_wanted_less_stands_behind_one_button() -> None:
    walker = SeatedWalker()
    walker.commands("groep").presses("more")
    assert "\n".join(walker.rendered).split("\n") == [
        "🕘 De groep stopt om 12.30 uur.",
        "Wat wilt u doen?",
    ]
    assert walker.choices == ["which-helper", "nickname", "leave", "menu", "before"]

    walker.presses("before")
    assert walker.choices[0] == "hand-up"
    assert changes(walker) == []


def test_message_of_seated_resident_has_one_button_more() -> None:
    alone, seated = Walker(), SeatedWalker()
    for walker in (alone, seated):
        walker.begins("ww-aanvragen")
    assert [choice for choice in seated.choices if choice not in alone.choices] == ["hand"]
    assert [choice for choice in seated.choices if choice != "hand"] == alone.choices


@pytest.mark.parametrize("choice", ["menu", "human", "list"])
def test_screens_around_the_guide_have_the_button_too(choice: str) -> None:
    walker = SeatedWalker()
    walker.begins("ww-aanvragen").presses("menu")
    if choice != "menu":
        walker.presses(choice)
    assert "hand" in walker.choices


def test_hand_goes_up_at_once_and_down_again() -> None:
    walker = SeatedWalker()
    walker.begins("ww-aanvragen").presses("hand")
    assert (changes(walker), walker.screen) == ([HandRaised()], "group")
    assert "hand-down" in walker.choices

    walker.presses("hand-down")
    assert changes(walker) == [HandLowered()]
    assert said.HAND_IS_DOWN in walker.texts


def test_who_waits_reads_first_that_her_hand_is_seen() -> None:
    walker = SeatedWalker()
    walker.begins("ww-aanvragen").presses("hand")
    assert "\n".join(walker.rendered).split("\n") == [
        "✋ De begeleider ziet dat u hulp wilt.",
        "🪑 U bent nummer 3.",
        "🤝 Uw begeleider is Amal.",
        "👁 De begeleider ziet uw nummer, uw taal en hoe ver u bent.",
        "De begeleider ziet niet waar het over gaat. Ook niet wat u antwoordt.",
        "🔒 U doet alles zelf. Typ uw wachtwoord en code altijd alleen, ook bij een begeleider.",
    ]


def test_hand_over_an_open_question_leaves_that_question_there() -> None:
    walker = SeatedWalker()
    walker.commands("menu").presses("t:uitkering", "g:ww-aanvragen")
    asked = (walker.texts, walker.choices)
    walker.presses("hand")
    assert (changes(walker), walker.screen) == ([HandRaised()], "whom")
    assert (walker.texts, walker.choices) == ([said.HAND_IS_UP, *asked[0]], asked[1])

    walker.presses("hand")
    assert (changes(walker), walker.screen) == ([], "group")


def test_dutch_beside_her_language_is_chosen_once_and_shows_where_she_was() -> None:
    walker = SeatedWalker(state=State(language="ti"))
    walker.begins("ww-aanvragen")
    step = walker.step
    walker.commands("groep").presses("more", "both")
    assert (walker.step, walker.screen, walker.state.both) == (step, None, True)


def test_hand_that_is_up_is_not_raised_again() -> None:
    walker = SeatedWalker()
    walker.begins("ww-aanvragen").presses("hand", "go-on", "hand")
    assert changes(walker) == []


def test_going_on_shows_the_step_again() -> None:
    walker = SeatedWalker()
    walker.begins("ww-aanvragen")
    step = walker.step
    walker.presses("hand", "go-on")
    assert (walker.step, walker.screen) == (step, None)


def test_sharing_asks_first_and_says_what_is_seen() -> None:
    walker = SeatedWalker()
    walker.begins("ww-aanvragen").commands("groep").presses("show-step")
    assert changes(walker) == []
    assert walker.texts == [said.ASK_STEP, said.SEES_NEVER, said.ASK_FREE]

    walker.says("ja", "affirm")
    assert changes(walker) == [ShareChanged(Share.STEP)]

    walker.presses("show-answers", "show-yes")
    assert changes(walker) == [ShareChanged(Share.ANSWERS)]

    walker.presses("hide-answers")
    assert changes(walker) == [ShareChanged(Share.STEP)]

    walker.presses("hide-all")
    assert changes(walker) == [ShareChanged(Share.NOTHING)]


def test_no_shows_nothing() -> None:
    walker = SeatedWalker()
    walker.commands("groep").presses("show-step").says("nee", "deny")
    assert (changes(walker), walker.screen) == ([], "group")


def test_helper_is_refused_and_welcome_again() -> None:
    walker = SeatedWalker(group=a_place(helpers=(*a_place().helpers, BART)))
    walker.commands("groep").presses("more", "which-helper", "h:bart")
    assert changes(walker) == [HelperRefused("bart", refused=True)]
    assert "Bart helpt u niet en ziet alleen uw nummer." in walker.rendered[-1]

    walker.presses("h:bart")
    assert changes(walker) == [HelperRefused("bart", refused=False)]
    assert "Bart mag u helpen." in walker.rendered[-1]


def test_who_refused_every_helper_reads_that_none_sees_her_hand() -> None:
    walker = SeatedWalker(group=a_place(helpers=(*a_place().helpers, BART), share=Share.STEP))
    walker.commands("groep").presses("more", "which-helper", "h:amal", "h:bart", "before")
    assert "\n".join(walker.rendered).split("\n") == [
        "👥 U doet mee met de groep: Bibliotheek Centrum.",
        "🪑 U bent nummer 3.",
        "Amal helpt u niet en ziet alleen uw nummer.",
        "Bart helpt u niet en ziet alleen uw nummer.",
        "🔒 U doet alles zelf. Typ uw wachtwoord en code altijd alleen, ook bij een begeleider.",
    ]
    assert walker.choices == ["which-helper", "go-on", "hide-all", "more", "human"]

    walker.presses("go-on", "hand")
    assert (said.HAND_UNSEEN in walker.texts, said.HAND_IS_UP in walker.texts) == (True, False)
    assert walker.choices == ["which-helper", "hand-down", "go-on", "hide-all", "more", "human"]

    walker.presses("which-helper", "h:bart", "before")
    assert said.HAND_IS_UP in walker.texts
    assert walker.choices[0] == "hand-down"


def test_who_refused_every_helper_is_not_told_that_one_sees_something() -> None:
    refused = replace(a_place().helpers[0], refused=True)
    walker = SeatedWalker(group=a_place(helpers=(refused,), hand=True))
    walker.commands("groep").presses("hand-down")
    assert (changes(walker), said.HAND_IS_DOWN in walker.texts) == ([HandLowered()], False)


def test_step_that_nobody_may_see_any_more_is_not_said_to_be_seen() -> None:
    refused = replace(a_place().helpers[0], refused=True)
    walker = SeatedWalker(group=a_place(helpers=(refused, BART)))
    walker.commands("groep").presses("show-step")
    walker.group = a_place(helpers=(refused,))  # Bart went home while she thought about it
    walker.presses("show-yes")
    assert (changes(walker), said.STEP_SHOWN in walker.texts) == ([ShareChanged(Share.STEP)], False)


@pytest.mark.parametrize(
    ("typed", "name"),
    [("Fatma", "Fatma"), ("  ሳባ   2 ", "ሳባ 2"), ("فاطمة", "فاطمة"), ("Jan\u202eX", "JanX")],
)
def test_name_is_taken_as_she_types_it(typed: str, name: str) -> None:
    walker = SeatedWalker()
    walker.commands("groep").presses("more", "nickname").says(typed)
    assert changes(walker) == [SeatNamed(name)]
    assert walker.sensitive  # no transcript keeps it

    walker.presses("more", "nickname", "no-name")
    assert changes(walker) == [SeatNamed(None)]


@pytest.mark.parametrize(
    "typed", ["123456782", "Fatma 123", "F፻፳፫", "1", "😀", "a" * 21, "F①②③", "Fatma\x07 x", "ф٣٣٣"]
)
def test_number_or_long_text_is_no_name(typed: str) -> None:
    walker = SeatedWalker()
    walker.commands("groep").presses("more", "nickname").says(typed)
    assert (changes(walker), walker.screen) == ([], "group")
    assert said.NAME_WRONG in walker.texts


def test_what_the_gate_took_out_is_no_name() -> None:
    walker = SeatedWalker()
    walker.commands("groep").presses("more", "nickname").hears(Text(""), refusal=Refusal.BSN)
    assert (changes(walker), walker.screen) == ([], "group")


def test_leaving_is_asked_and_then_done() -> None:
    walker = SeatedWalker()
    walker.begins("ww-aanvragen")
    step = walker.step
    walker.presses("hand", "more", "leave", "leave-yes")
    assert (changes(walker), walker.step) == ([GroupLeft()], step)
    assert {said.LEFT, said.SEES_NO_MORE} <= set(walker.texts)
    assert "hand" not in walker.choices


def test_new_resident_sees_her_place_once_she_chose_a_language() -> None:
    walker = SeatedWalker(state=State())
    walker.commands("groep")
    assert walker.screen == "language"
    walker.presses("l:ti")
    assert (walker.screen, walker.state.language) == ("group", "ti")


def test_link_with_a_language_shows_her_place_at_once() -> None:
    walker = SeatedWalker(state=State())
    walker.commands("groep", "ar")
    assert (walker.screen, walker.state.language) == ("group", "ar")


@pytest.mark.parametrize("nickname", [None, "Kwartel"])
def test_new_resident_who_types_hears_what_is_seen(nickname: str | None) -> None:
    walker = SeatedWalker(state=State(), group=a_place(nickname=nickname))
    walker.says("ik wil ww", "ww-aanvragen", language="nl")
    place = [one for one in walker.messages if any(line.text == said.SEES_NOT for line in one.lines)]
    assert [one.sensitive for one in place] == [nickname is not None]


def test_who_sits_in_no_group_hears_how_to_join() -> None:
    walker = Walker()
    walker.begins("ww-aanvragen")
    step = walker.step
    walker.commands("groep")
    assert walker.texts[:2] == [said.IN_NO_GROUP, said.HOW_TO_JOIN]
    assert walker.step == step


def test_group_that_ended_meanwhile_changes_nothing() -> None:
    walker = SeatedWalker()
    walker.begins("ww-aanvragen").presses("hand")
    walker.group = None
    walker.presses_button(walker.button("hand-down"))
    assert changes(walker) == []
    walker.commands("menu")
    walker.presses_button(walker.button("hand"))
    assert changes(walker) == []
    assert said.IN_NO_GROUP in walker.texts


def test_group_screen_works_while_a_person_helps() -> None:
    walker = SeatedWalker(accompanied=True)
    walker.commands("groep")
    assert walker.screen == "group"
    walker.presses("hand-up")
    assert changes(walker) == [HandRaised()]
    walker.presses("more", "nickname").says("Fatma")
    assert changes(walker) == [SeatNamed("Fatma")]


@pytest.mark.parametrize("screen", [Screen("whom", {"guide": "ww-aanvragen"}), None])
def test_who_comes_to_a_seat_hears_where_that_is_and_is_shown_what_lay_open(screen: Screen | None) -> None:
    walker = SeatedWalker().begins("ww-aanvragen")
    walker.state = replace(walker.state, screen=screen)
    before = walker.open_step

    walker.commands("help", HERE)

    assert walker.rendered[0].split("\n")[:4] == [
        "👥 U doet mee met de groep: Bibliotheek Centrum.",
        "🪑 U bent nummer 3.",
        "🤝 Uw begeleider is Amal.",
        "🕘 De groep stopt om 12.30 uur.",
    ]
    assert (walker.state.screen, walker.open_step) == (screen, before)
    assert changes(walker) == []


def test_who_comes_to_a_seat_hears_where_that_is_while_a_person_helps_too() -> None:
    walker = SeatedWalker(accompanied=True)

    walker.commands("help", HERE)

    assert walker.rendered[0].startswith("👥 U doet mee met de groep: Bibliotheek Centrum.")
    assert walker.screen == "case"


def test_who_sits_in_no_group_hears_the_same_help_whatever_stands_behind_it() -> None:
    plain, more = Walker().commands("help").rendered, Walker().commands("help", HERE).rendered
    assert more == plain
