"""Another guide in the middle of one, and the way back."""

from __future__ import annotations

from bot.flows import words
from bot.flows.events import LimitReached
from bot.flows.subject import ActionStatus
from tests.flows.halfway import ANDER, answers, walking
from tests.flows.small import ask, go_to, guide, library, tell
from tests.flows.walker import Walker


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
