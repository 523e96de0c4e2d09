"""What stands on her list on paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.flows import words, words_page, words_paper, words_points
from bot.flows.around import Around, Held
from bot.flows.definition import Application, AskKind, Do, GoTo
from bot.flows.engine import Engine
from bot.flows.events import MessageSent, PaperAsked
from bot.flows.lines import Latin, Line
from bot.flows.sheet import Kind, Row, Sheet
from bot.flows.state import State
from bot.flows.subject import Action, ActionStatus, Point, PointBy, Whom
from bot.flows.text import Text
from tests.flows.small import ask, do, go_to, guide, library
from tests.flows.test_beside import seen, visits
from tests.flows.test_paths import GUIDES
from tests.flows.walker import NOW, Walker, real_languages, real_library, real_world

if TYPE_CHECKING:
    from bot.flows.definition import Library

SINCE = date(2026, 11, 20)
PLAIN = do("een", where=("uwv",))
DATED = do("twee", of="dag")
SECRET = do("drie", sensitive=True)
UWV = real_library().organisations["uwv"].phone
GUIDE = guide("gids", ask("dag", kind=AskKind.DATE), PLAIN, DATED, SECRET)


def listed(
    *steps: str, whom: Whom = Whom.SELF, points: tuple[Point, ...] = (), day: str = "2026-12-01"
) -> State:
    """Return who has these steps of the guide on her list, as "step" or as "step:status"."""
    actions = []
    for one in steps:
        step, _, status = one.partition(":")
        guide_id, _, name = step.rpartition("/")
        actions.append(Action(guide_id or "gids", name, ActionStatus(status or "open"), SINCE))
    state = State(language="ar", whom=whom)
    subject = replace(
        state.subject,
        actions={one.id: one for one in actions},
        finished={"gids": {"dag": day}},
        points={one.id: one for one in points},
    )
    return state.with_subject(subject)


def sheet(state: State, content: Library | None = None, *, private: bool = False) -> Sheet:
    engine = Engine(replace(real_world(), library=content or library(GUIDE)))
    return engine.sheet(state, NOW, private=private)


def rows(task: tuple[Row, ...], *kinds: Kind) -> list[str]:
    """Return what these rows of a task say in Dutch."""
    return [real_languages().line(row.line, "nl") for row in task if row.kind in kinds]


def test_task_says_what_to_do_where_whom_to_call_and_what_to_say() -> None:
    (task,) = sheet(listed("een")).todo

    assert rows(task, Kind.TITLE, Kind.TEXT, Kind.SHOW) == ["Doe een", "Zo doet u een.", "Ik doe een."]
    assert rows(task, Kind.PHONE) == [f"Bel: {UWV}"]
    assert rows(task, Kind.PLACE)[0] == "Waar? Bij UWV."


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-12-01", "Doe dit uiterlijk 8 december 2026."),
        ("2026-11-16", "Doe dit uiterlijk 23 november 2026."),  # that is today: it will not be tomorrow
        ("2026-11-01", "De laatste dag was 8 november 2026. Doe het vandaag nog."),
        ("unknown", "Doe dit op tijd."),
    ],
)
def test_deadline_stands_in_full(day: str, said: str) -> None:
    (task,) = sheet(listed("twee", day=day)).todo

    assert rows(task, Kind.WHEN) == [said]


def test_what_is_private_is_left_out_unless_she_chose_it() -> None:
    state = listed("een", "drie:done")

    found = [sheet(state, private=private) for private in (False, True)]

    assert [(one.private, len(one.todo), len(one.done)) for one in found] == [(True, 1, 0), (True, 1, 1)]


def test_guide_to_which_only_a_secret_answer_leads_is_private() -> None:
    open_guide, secret = guide("open"), guide("geheim")
    leads = guide(
        "gids",
        ask("soort", answers=("a", "b"), sensitive=True),
        go_to("naar-open", "open"),
        replace(go_to("naar-geheim", "geheim"), discloses=True),
    )

    found = sheet(listed("open/*", "geheim/*"), library(leads, open_guide, secret))

    assert found.private
    assert [rows(task, Kind.TITLE) for task in found.todo] == [["Lees nog de uitleg over: Gids open"]]


@pytest.mark.parametrize("action", ["stil/een", "stil/een:done", "stil/*:later"])
def test_every_action_of_a_private_guide_and_the_guide_itself_are_private(action: str) -> None:
    content = library(GUIDE, replace(guide("stil", PLAIN), private=True))

    without, whole = (sheet(listed(action), content, private=one) for one in (False, True))

    assert (without.private, without.todo, without.done) == (True, (), ())
    assert len(whole.todo) + len(whole.done) == 1


def test_guide_to_which_a_private_one_leads_is_private() -> None:
    leads = replace(guide("gids", go_to("naar-open", "open")), private=True)

    found = sheet(listed("open/*"), library(leads, guide("open")))

    assert (found.private, found.todo) == (True, ())


def test_action_whose_last_day_is_counted_from_a_sensitive_date_is_private() -> None:
    content = library(guide("gids", ask("dag", kind=AskKind.DATE, sensitive=True), DATED))

    found = [sheet(listed("twee"), content, private=private) for private in (False, True)]

    assert [(one.private, len(one.todo)) for one in found] == [(True, 0), (True, 1)]


def only(state: State, action: Action) -> State:
    """Return who has this action on her list and no other."""
    return state.with_subject(replace(state.subject, actions={action.id: action}))


@pytest.mark.untraced  # every guide is walked: to trace that costs more than the walk
@pytest.mark.parametrize("guide_id", GUIDES)
def test_paper_and_who_sits_beside_her_see_the_same_actions_of_every_guide(guide_id: str) -> None:
    met = set()
    for walker in visits(guide_id):
        step = None if walker.step is None else walker.open_step
        if not isinstance(step, Do):
            continue
        met.add(step.id)
        state = only(walker.state, Action(guide_id, step.id, ActionStatus.OPEN, SINCE))
        without, whole = (sheet(state, walker.library, private=one) for one in (False, True))

        hidden = seen(walker) is None
        assert (len(without.todo), len(whole.todo)) == (0 if hidden else 1, 1), step.id
        assert without.private == hidden, step.id
    assert met == {step.id for step in real_library().guides[guide_id].steps if isinstance(step, Do)}


@pytest.mark.untraced  # every guide is walked: to trace that costs more than the walk
@pytest.mark.parametrize("guide_id", GUIDES)
def test_guide_that_she_put_off_where_nothing_was_to_be_seen_is_private(guide_id: str) -> None:
    for walker in visits(guide_id):
        step = None if walker.step is None else walker.open_step
        if not isinstance(step, GoTo) or seen(walker) is not None:
            continue
        state = only(walker.state, Action(step.guide, "*", ActionStatus.LATER, SINCE))

        found = sheet(state, walker.library)
        assert (found.private, found.todo) == (True, ()), step.id


def test_what_is_done_stands_apart_and_what_is_not_needed_is_left_out() -> None:
    gone = do("weg", when={"dag": {"known": False}})
    content = library(replace(GUIDE, steps=(*GUIDE.steps, gone)))

    found = sheet(listed("een:done", "twee", "weg"), content)

    assert [rows(task, Kind.TITLE) for task in found.todo] == [["Doe twee"]]
    assert rows(found.done, Kind.TITLE) == ["Doe een"]


def test_application_is_said_once_and_only_for_what_is_to_do() -> None:
    text = Text("test/aanvraag", "Dit gesprek is geen aanvraag. De datum bij UWV telt.")
    proof, without = Text("test/bewijs", "Bewaar het bewijs."), Text("test/zonder", "Geen DigiD? Bel.")
    content = library(replace(GUIDE, application=Application("uwv", text, proof, without)))

    two, none = sheet(listed("een", "twee"), content), sheet(listed("een:done"), content)

    said = [rows(one, Kind.TITLE, Kind.TEXT, Kind.PHONE) for one in two.applications]
    assert said == [
        [
            "Dit blad is geen aanvraag.",
            "Dit gesprek is geen aanvraag. De datum bij UWV telt.",
            "Bewaar het bewijs.",
            "Geen DigiD? Bel.",
            f"UWV: {UWV}",
        ]
    ]
    assert none.applications == ()


def test_list_of_somebody_else_says_so() -> None:
    found = sheet(listed("een", whom=Whom.OTHER))

    assert found.head == (
        Line(words_paper.SHEET_MADE, {"day": NOW.date()}),
        Line(words_paper.SHEET_OTHER),
    )


def test_point_of_a_helper_says_from_whom_it_is_and_which_day_the_letter_names() -> None:
    own = Point(
        "punt-1", None, "Stuur de brief op", PointBy.BEGELEIDER, SINCE, until=date(2026, 12, 3), accepted=True
    )
    known = Point("punt-2", "gids/een", "Doe een", PointBy.BEGELEIDER, SINCE, accepted=True)
    offered = replace(own, id="punt-3", text="Nog niet", accepted=False)

    first, second = sheet(listed(points=(own, known, offered))).todo

    assert first == (
        Row(Kind.TITLE, Line(Latin("Stuur de brief op")), dutch_only=True),
        Row(Kind.WHEN, Line(words_points.LETTER_UNTIL, {"until": date(2026, 12, 3)})),
        Row(Kind.SOURCE, Line(words_points.FROM_HELPER)),
        Row(Kind.SOURCE, Line(words_points.IN_DUTCH_HELPER)),
    )
    assert rows(second, Kind.TITLE, Kind.SOURCE) == [
        "Doe een",
        "Dit is van uw begeleider, niet van de gemeente.",
    ]


class AtPage(Walker):
    """A resident where lists can be printed."""

    def around(self) -> Around:
        return Around(
            lambda: Held(messages=3), paper_at="https://wegwijs.voorbeeld.nl", paper_code=lambda: "BCDFGHJK"
        )


@pytest.mark.parametrize(("walker", "offered"), [(AtPage, True), (Walker, False)])
def test_button_stands_only_where_a_list_can_be_printed(walker: type[Walker], offered: bool) -> None:  # noqa: FBT001  a parameter
    resident = walker(library(GUIDE), listed("een")).commands("menu").presses("list")

    shown = [choice.id for choice in resident.shown.choices]
    assert ("paper" in shown) == offered


def test_button_gives_a_code_that_no_transcript_keeps() -> None:
    resident = AtPage(library(GUIDE), listed("een")).commands("menu").presses("list", "paper")

    assert PaperAsked("BCDFGHJK") in resident.events
    assert resident.shown.sensitive
    assert resident.shown.lines == (
        Line(words_paper.HOW, {"address": Latin("https://wegwijs.voorbeeld.nl/papier")}),
        Line(Latin("BCDF GHJK")),
        Line(words_page.CODE_ONCE),
    )


@pytest.mark.parametrize("language", ["nl", "ar", "ti"])
@pytest.mark.parametrize("how", ["button", "number", "name", "Dutch name"])
def test_list_is_one_tap_or_word_from_the_code_that_prints_it(language: str, how: str) -> None:
    resident = AtPage(library(GUIDE), replace(listed("een"), language=language))
    resident.commands("menu").presses("list", "paper")

    match how:
        case "button":
            resident.presses("list")
        case "number":
            resident.says(str(resident.choices.index("list") + 1))
        case _:
            own = real_languages().translate(words.MY_LIST, "nl" if how == "Dutch name" else language)
            resident.says(f"{own}.", "menu")  # for which the engine takes it

    (shown,) = (event.message for event in resident.events if isinstance(event, MessageSent))
    assert [line.text for line in shown.lines] == [words.LIST_TITLE, words.LIST_ITEM]


def test_code_is_not_shown_again_but_a_new_one_is_a_tap_away_and_in_dutch_too() -> None:
    resident = AtPage(library(GUIDE), replace(listed("een"), language="ar"))
    resident.commands("menu").presses("list", "paper")

    again = resident.says("nog een keer", "repeat").shown
    fresh = resident.presses("paper").shown
    dutch = resident.presses("dutch").shown

    assert [line.text for line in again.lines] == [words_paper.NO_CODE_YET]
    assert again.choices == fresh.choices == dutch.choices
    assert [(one.lines[1], one.language) for one in (fresh, dutch)] == [
        (Line(Latin("BCDF GHJK")), None),
        (Line(Latin("BCDF GHJK")), "nl"),
    ]
    assert PaperAsked("BCDFGHJK") in resident.events
