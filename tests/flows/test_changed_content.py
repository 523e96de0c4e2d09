"""Guides that change under a running session: she stands at the first step that needs her, and is told."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.flows import words
from bot.flows.definition import AskKind
from tests.flows.small import ask, do, go_to, guide, human, library, tell
from tests.flows.walker import NOW, Walker

if TYPE_CHECKING:
    from bot.flows.definition import AnyStep

STEPS: tuple[AnyStep, ...] = (tell("hallo"), ask("een"), do("twee"), ask("drie"), human("vier"))


def at_drie() -> Walker:
    walker = Walker(library(guide("gids", *STEPS))).begins("gids")
    walker.presses("a:ja", "done")
    assert walker.step == "drie"
    return walker


def changed(walker: Walker, *steps: AnyStep) -> Walker:
    walker.library = library(guide("gids", *steps))
    return walker


E = {step.id: step for step in STEPS}

CHANGES = {
    "a question inserted before": ((E["hallo"], ask("nieuw"), *STEPS[1:]), "nieuw", True),
    "a message inserted before": ((E["hallo"], tell("nieuw"), *STEPS[1:]), "drie", True),
    "an action inserted before": ((E["hallo"], do("nieuw"), *STEPS[1:]), "nieuw", True),
    "the step removed": ((E["hallo"], E["een"], E["twee"], E["vier"]), "vier", True),
    "the step left out by its condition": (
        (E["hallo"], E["een"], E["twee"], ask("drie", {"een": "nee"}), E["vier"]),
        "vier",
        True,
    ),
    "a passed step removed": ((E["een"], E["drie"], E["vier"]), "drie", False),
    "the order turned around": (tuple(reversed(STEPS)), "vier", True),
    "a step inserted behind": ((*STEPS, do("nieuw")), "drie", False),
    "an answer removed": (
        (E["hallo"], ask("een", answers=("nee", "anders")), *STEPS[2:]),
        "een",
        True,
    ),
    "another kind of question before": (
        (E["hallo"], ask("een", kind=AskKind.DATE), *STEPS[2:]),
        "een",
        True,
    ),
    "a question that became an action": ((E["hallo"], do("een"), *STEPS[2:]), "een", True),
    "an action that became a question": ((E["hallo"], E["een"], ask("twee"), *STEPS[3:]), "twee", True),
    "another kind of question now": (
        (E["hallo"], E["een"], E["twee"], ask("drie", kind=AskKind.AMOUNT), E["vier"]),
        "drie",
        False,
    ),
    "the open question became a message": (
        (E["hallo"], E["een"], E["twee"], tell("drie"), E["vier"]),
        "vier",
        False,
    ),
}


@pytest.mark.parametrize(("steps", "stands_at", "told"), CHANGES.values(), ids=CHANGES.keys())
@pytest.mark.parametrize("reply", ["says", "presses", "sends", "commands"])
def test_changed_guide_shows_the_first_step_that_needs_her(
    *, steps: tuple[AnyStep, ...], stands_at: str, told: bool, reply: str
) -> None:
    walker = changed(at_drie(), *steps)

    match reply:
        case "says":
            walker.says("hmm")
        case "presses":
            walker.presses_button("0|a:ja")
        case "sends":
            walker.sends("photo")
        case _:
            walker.commands("start")

    assert walker.step == stands_at
    assert walker.texts.count(words.CONTENT_CHANGED) == told


@pytest.mark.parametrize("reply", ["presses", "says"])
def test_answer_to_a_step_that_was_moved_is_not_taken_for_the_new_one(reply: str) -> None:
    walker = changed(at_drie(), E["hallo"], ask("nieuw"), *STEPS[1:])

    if reply == "presses":
        walker.presses("a:ja")
    else:
        walker.says("ja")

    frame = walker.state.subject.frame
    assert frame is not None
    assert (walker.step, dict(frame.answers)) == ("nieuw", {"een": "ja"})


def test_step_that_the_calendar_moved_does_not_take_the_button_of_another() -> None:
    soon: dict[str, object] = {"dag": {"days-until": {"at-least": 0}}}
    walker = Walker(library(guide("gids", ask("dag", kind=AskKind.DATE), do("voor", soon), do("na"))))
    walker.begins("gids").says("23-11-2026")
    assert walker.step == "voor"

    walker.now = NOW + timedelta(days=1)
    walker.presses("done")

    assert walker.step == "na"
    assert walker.texts[0] == words.OLD_BUTTON
    assert {action.status.value for action in walker.state.subject.actions.values()} == {"open"}


def test_normal_step_in_a_changed_guide_needs_no_explanation() -> None:
    walker = changed(at_drie(), *STEPS, do("nieuw"))

    walker.presses("a:ja")

    assert walker.step == "vier"
    assert words.CONTENT_CHANGED not in walker.texts


def test_withdrawn_guide_leads_back_to_the_guide_below_it() -> None:
    below = guide("onder", ask("een"), go_to("naar", "gids"), ask("twee"))
    walker = Walker(library(below, guide("gids", *STEPS))).begins("onder").presses("a:ja", "go")
    assert walker.step == "een"

    walker.library = library(guide("onder", ask("een"), ask("twee")))
    walker.says("hmm")

    assert walker.step == "twee"
    assert words.CONTENT_CHANGED in walker.texts


@pytest.mark.parametrize("reply", ["says", "presses", "sends", "back", "list", "danger"])
def test_only_guide_withdrawn_leads_to_a_prompt(reply: str) -> None:
    walker = at_drie()
    walker.library = library(guide("andere", *STEPS))

    match reply:
        case "says":
            walker.says("hmm")
        case "presses":
            walker.presses("a:ja")
        case "sends":
            walker.sends("voice")
        case "back":
            walker.says("terug", "back")
        case "list":
            walker.commands("menu").presses("list")
        case _:
            walker.commands("mens").presses("danger")

    assert walker.choices != []


SCREENS = {
    "for whom": lambda walker: walker.commands("menu").presses("g:weg"),
    "offered": lambda walker: walker.begins("gids").says("weg", "weg"),
    "again": lambda walker: walker.begins("weg").presses("a:ja").commands("menu").presses("g:weg"),
    "later, on the list": lambda walker: (
        walker.begins("gids").says("weg", "weg").presses("later").commands("menu").presses("list")
    ),
}


@pytest.mark.parametrize("prepare", SCREENS.values(), ids=SCREENS.keys())
@pytest.mark.parametrize(
    "choice", ["self", "now", "later", "no", "again", "list", "menu", "dutch", "i:weg/*"]
)
def test_screen_about_a_withdrawn_guide_is_gone(prepare: object, choice: str) -> None:
    assert callable(prepare)
    walker = Walker(library(guide("gids", *STEPS), guide("weg", ask("een"))))
    prepare(walker)

    walker.library = library(guide("gids", *STEPS))
    walker.presses(choice)

    assert walker.choices != []
    assert walker.screen in {None, "menu", "list"}


def test_back_in_a_changed_guide_reaches_the_beginning() -> None:
    walker = changed(at_drie(), tell("nieuw"), ask("een", answers=("nee", "anders")), *STEPS[3:])
    walker.says("hmm")

    for _ in range(10):
        walker.says("terug", "back")
        assert walker.choices != []

    assert walker.texts[0] == words.NO_WAY_BACK


@pytest.mark.parametrize(
    ("steps", "sensitive"),
    [
        ((ask("geheim", sensitive=True),), True),
        ((ask("geheim"),), False),
        ((ask("nieuw"), ask("geheim", sensitive=True)), True),
        ((ask("nieuw"),), True),
    ],
    ids=["asked", "no longer sensitive", "moved", "gone"],
)
def test_what_is_written_at_a_sensitive_question_is_sensitive_also_when_it_moved(
    *, steps: tuple[AnyStep, ...], sensitive: bool
) -> None:
    walker = Walker(library(guide("gids", ask("geheim", sensitive=True)))).begins("gids")
    walker.library = library(guide("gids", *steps))

    assert walker.says("hmm").sensitive == sensitive
