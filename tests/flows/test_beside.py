"""What a helper may see of a resident's own matter: never what is sensitive, and nothing of any screen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.flows.around import Around, Held
from bot.flows.beside import Shared, shared
from bot.flows.definition import Ask, AskKind, Do, GoTo
from bot.flows.engine import Engine
from bot.flows.events import MessageSent
from bot.flows.lines import Latin, Line
from bot.flows.screens import group
from bot.flows.screens.registry import SCREENS
from bot.flows.state import Screen
from bot.flows.text import Text
from bot.messages import Text as Typed
from tests.flows.small import ask, do, go_to, guide, library
from tests.flows.test_paths import GUIDES, all_paths, reply, trail_of
from tests.flows.walker import NOW, Walker, real_library, real_world

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.flows.definition import Guide, Library

PHRASE = "geheimwoord"


def seen(walker: Walker, *, accompanied: bool = False) -> Shared | None:
    engine = Engine(replace(real_world(), library=walker.library))
    around = Around(lambda: Held(messages=0), accompanied=accompanied)
    return shared(engine.at_rest(walker.state, walker.now, around))


def private(library: Library, guide: Guide) -> set[str]:
    """The steps of a guide that say something sensitive, told apart in a way of this test's own."""
    if guide.private:
        return {step.id for step in guide.steps}
    found = {step.id for step in guide.steps if step.private}
    asked = {key for key, step in guide.questions.items() if step.private}
    for step in guide.steps:
        if isinstance(step, Do) and step.term is not None and step.term.window.of in asked:
            found.add(step.id)
        if isinstance(step, GoTo) and library.guides[step.guide].private:
            found.add(step.id)
    return found


def strings(value: Any) -> list[str]:  # noqa: ANN401  whatever a message is made of
    """Every word that stands anywhere in it."""
    match value:
        case Line():
            return [*strings(value.text), *(word for one in value.values.values() for word in strings(one))]
        case Text():
            return [value.source]
        case Latin():
            return [value.text]
        case _:
            return [str(value)]


def visits(guide_id: str) -> Iterator[Walker]:
    """Walk as many paths as it takes to stand at every step of a guide; yield her at each."""
    visited: set[str] = set()
    for trail in map(trail_of, all_paths(guide_id)):
        steps = {step for step, _ in trail}
        if steps <= visited:
            continue
        visited |= steps
        walker = Walker().begins(guide_id)
        yield walker
        for step, answer in trail:
            yield reply(walker, step, answer)


@pytest.mark.untraced  # every guide is walked: to trace that costs more than the walk
@pytest.mark.parametrize("guide_id", GUIDES)
def test_every_step_of_every_guide_is_shown_or_is_private(guide_id: str) -> None:
    library = real_library()
    hidden = private(library, library.guides[guide_id])
    for walker in visits(guide_id):
        found = seen(walker)
        if walker.step is None or walker.step in hidden:
            assert found is None, walker.step
            continue
        assert found is not None, walker.step
        assert (found.guide, found.step) == (library.guides[guide_id].title, walker.step)
        asked = {question for question, _ in found.answers}
        sensitive = {
            step.text for step in library.guides[guide_id].steps if isinstance(step, Ask) and step.private
        }
        assert asked & sensitive == set()


def test_guides_in_which_being_is_sensitive_are_private() -> None:
    assert {guide.id for guide in real_library().guides.values() if guide.private} == {
        "geld-gestopt",
        "kind-krijgen",
        "schulden",
        "verblijfsvergunning",
        "ziek-worden",
    }


def test_shared_step_is_what_she_sees_in_her_language_and_in_dutch() -> None:
    walker = Walker().commands("start", "ti").begins("ww-aanvragen")
    found = seen(walker)
    assert found is not None
    assert found.own == walker.shown
    assert found.dutch == replace(walker.shown, language="nl")


def test_answers_of_this_guide_go_along_without_the_sensitive_ones() -> None:
    guides = library(
        guide(
            "a",
            ask("een"),
            ask("stil", sensitive=True),
            ask("tekst", kind=AskKind.TEXT),
            do("doe"),
        )
    )
    walker = Walker(guides).begins("a").presses("a:ja", "a:ja").says("de brief kwam gisteren")
    found = seen(walker)
    assert found is not None
    assert [(question.source, strings(answer)) for question, answer in found.answers] == [
        ("Vraag een?", ["Ja"]),
        ("Vraag tekst?", ["de brief kwam gisteren"]),
    ]


def test_earlier_answer_to_confirm_is_no_part_of_the_step() -> None:
    guides = library(
        guide("a", ask("naam", kind=AskKind.TEXT, save="naam"), do("x")),
        guide("b", ask("naam", kind=AskKind.TEXT, save="naam"), do("y")),
    )
    walker = Walker(guides).begins("a").says(PHRASE)
    walker.presses("done")
    walker.now = NOW.replace(year=NOW.year + 1)
    walker.begins("b")
    assert any(PHRASE in text for text in walker.rendered)  # she is asked whether it still holds
    found = seen(walker)
    assert found is not None
    assert PHRASE not in "".join(strings(line)[0] for line in found.own.lines)
    assert found.answers == ()


def test_action_whose_last_day_is_counted_from_a_sensitive_date_is_not_shown() -> None:
    guides = library(guide("a", ask("dag", kind=AskKind.DATE, sensitive=True), do("doe", of="dag")))
    walker = Walker(guides).begins("a").says("3-11-2026")
    assert (walker.step, seen(walker)) == ("doe", None)


def test_way_into_a_private_guide_and_the_guide_itself_are_not_shown() -> None:
    secret = replace(guide("b", ask("vraag"), do("doe-b")), private=True)
    guides = library(guide("a", go_to("naar", "b"), do("doe")), secret)
    walker = Walker(guides).begins("a")
    assert (walker.step, seen(walker)) == ("naar", None)
    walker.presses("go")
    assert (walker.step, seen(walker)) == ("vraag", None)


def test_guide_that_a_private_one_led_to_is_not_shown() -> None:
    start = replace(guide("a", go_to("naar", "b"), do("doe")), private=True)
    walker = Walker(library(start, guide("b", ask("vraag")))).begins("a").presses("go")
    assert (walker.step, seen(walker)) == ("vraag", None)


def test_screen_of_the_group_hides_nothing_as_she_stands_there_when_a_helper_comes() -> None:
    walker = Walker().begins("ww-aanvragen")
    before = seen(walker)
    walker.state = replace(walker.state, screen=Screen(group.KIND, {}))
    after = seen(walker)
    assert before is not None
    assert after == before


@pytest.mark.parametrize("kind", sorted(SCREENS.keys() - {group.KIND}))
def test_no_other_screen_shows_what_lies_beneath(kind: str) -> None:
    walker = Walker().begins("ww-aanvragen")
    assert seen(walker) is not None
    walker.state = replace(walker.state, screen=Screen(kind, {"at": "consent", "action": "x/y"}))
    assert seen(walker) is None


def test_danger_shows_nothing_until_she_goes_on() -> None:
    walker = Walker().begins("ww-aanvragen")
    walker.hears(Typed(""), emergency=True)
    assert seen(walker) is None
    walker.presses("go-on")
    assert seen(walker) is not None


def test_nothing_is_shown_while_a_person_has_the_conversation() -> None:
    walker = Walker().begins("ww-aanvragen")
    assert seen(walker, accompanied=True) is None


@pytest.mark.parametrize("guide_id", [None, "weg"])
def test_outside_a_guide_there_is_nothing(guide_id: str | None) -> None:
    walker = Walker().begins("ww-aanvragen")
    if guide_id is None:
        walker = Walker().commands("menu")
    else:
        walker.library = replace(walker.library, guides={})
    assert seen(walker) is None


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    guide_id=st.sampled_from(GUIDES),
    presses=st.lists(
        st.one_of(st.integers(0, 30), st.sampled_from(["typed", "danger", "/wissen", "/mens"])), max_size=25
    ),
)
def test_wherever_she_goes_nothing_sensitive_is_shown(guide_id: str, presses: list[int | str]) -> None:
    """Whatever she presses or types: what is shared is an open step that is not private, or nothing."""
    walker = Walker().begins(guide_id)
    for press in presses:
        match press:
            case "typed":
                walker.says("3 april")
            case "danger":
                walker.hears(Typed(""), emergency=True)
            case "/wissen" | "/mens":
                walker.commands(press.removeprefix("/"))
            case int():
                prompts = [
                    one.message for one in walker.events if isinstance(one, MessageSent) and one.prompt
                ]
                choices = [choice.id for choice in prompts[-1].choices] if prompts else ["menu"]
                walker.presses(choices[press % len(choices)])
        found = seen(walker)
        if found is None:
            continue
        frame = walker.state.subject.frame
        assert frame is not None
        assert walker.state.screen is None
        assert found.step == frame.shown
        guides = [walker.library.guides[one.guide] for one in walker.state.subject.stack]
        assert found.step not in private(walker.library, guides[-1])
        assert not any(one.private for one in guides)
        assert not found.own.sensitive
