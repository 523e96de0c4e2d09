"""How far a resident is, in numbers."""

from __future__ import annotations

from dataclasses import replace

from bot.flows.engine import Engine
from bot.flows.position import Position
from bot.flows.subject import Action, ActionStatus, Whom
from tests.flows.small import ask, do, guide, library, tell
from tests.flows.walker import Walker, real_world

GUIDES = library(guide("a", tell("begin"), ask("een"), do("twee"), do("drie", {"een": "ja"})))


def position(walker: Walker) -> Position:
    engine = Engine(replace(real_world(), library=walker.library))
    return engine.position(walker.state, walker.now)


def test_position_outside_a_guide_is_nowhere() -> None:
    assert position(Walker(GUIDES)) == Position()


def test_position_counts_the_steps_that_want_something_and_the_actions() -> None:
    walker = Walker(GUIDES).begins("a")
    assert position(walker) == Position(step=1, steps=3)
    walker.presses("a:ja")
    assert position(walker) == Position(step=2, steps=3, open=1)
    walker.presses("done")
    assert position(walker) == Position(step=3, steps=3, done=1, open=1)
    walker.presses("later")
    assert position(walker) == Position(done=1, open=1, finished=True)


def test_action_that_is_no_longer_needed_is_not_counted() -> None:
    walker = Walker(GUIDES).begins("a").presses("a:nee")
    earlier = Action("a", "drie", ActionStatus.OPEN, walker.now.date())
    walker.state = walker.state.with_subject(walker.state.subject.with_action(earlier))
    assert position(walker) == Position(step=2, steps=2, open=1)


def test_screen_over_the_guide_does_not_change_how_far_she_is() -> None:
    walker = Walker(GUIDES).begins("a")
    before = position(walker)
    walker.commands("wissen")
    assert position(walker) == before


def test_position_is_of_whom_she_asks_for_now() -> None:
    walker = Walker(GUIDES).begins("a", Whom.OTHER)
    assert position(walker) == Position(step=1, steps=3)
