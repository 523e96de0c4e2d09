"""What helpers read of the content: whichever guide and step, each value stands in its sentence."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import pytest

from bot.flows import summary
from bot.flows.around import Around, Held
from bot.flows.engine import Engine
from bot.flows.tips import rules, tips
from bot.groups.base import Share
from bot.groups.looking import title
from bot.web.group.shared import dutch_lines, shared_step
from tests.flows.test_beside import seen, visits
from tests.flows.test_paths import GUIDES
from tests.flows.walker import NOW, real_languages, real_library, real_world
from tests.web.group.test_figures import OCTOBER
from tests.web.group.test_groups import texts

if TYPE_CHECKING:
    from bot.flows.beside import Shared
    from tests.web.group.room import Room

pytestmark = pytest.mark.untraced  # every step of every guide; test_board.py is traced

LANGUAGES = ("nl", "ar", "ti")


def card(found: Shared, language: str) -> str:
    """Everything that a card shows of a step, with her answers."""
    return str(
        asdict(
            shared_step(
                real_library(), real_languages(), found, language=language, today=NOW.date(), answers=True
            )
        ).values()
    )


@pytest.mark.parametrize("guide_id", GUIDES)
def test_card_board_and_summary_show_no_placeholder_at_any_step(guide_id: str) -> None:
    languages = real_languages()
    for walker in visits(guide_id):
        turn = Engine(real_world()).at_rest(walker.state, walker.now, Around(lambda: Held(messages=0)))
        shown = [languages.line(one.line, code) for one in summary.lines(turn) for code in LANGUAGES]
        shown.append(str(title(turn, Share.ANSWERS, languages)))
        found = seen(walker)
        if found is not None:
            shown += [card(found, code) for code in LANGUAGES]
        assert [one for one in shown if "{" in one] == []


def test_tips_and_rules_show_no_placeholder() -> None:
    library, today = real_library(), NOW.date()
    held = rules(library, today)
    lines = [*held.tips, *held.never, *held.instead]
    for guide in library.guides.values():
        for step in (None, *(one.id for one in guide.steps)):
            advice = tips(library, guide.id, step, today)
            lines += [*advice.tips, *advice.watch]

    assert [one for one in dutch_lines(real_languages(), tuple(lines)) if "{" in one] == []


async def test_figures_show_no_placeholder_at_any_step(room: Room) -> None:
    steps = [f"{guide.id}/{step.id}" for guide in real_library().guides.values() for step in guide.steps]
    cells = {f"{kind}:{step}" for step in steps for kind in ("done", "stuck")}
    cells |= {f"together:{cell}" for cell in ("people", *cells)}
    for _ in range(5):
        await room.store.run(lambda unit: unit.tally("werk-en-inkomen", OCTOBER, {"people", *cells}))
    ria = await room.browser("ria")

    await ria.open("/groep/cijfers?maand=2026-10")

    done, stuck = texts(ria.shown.text, "tbody")
    assert ("{" in done, "{" in stuck) == (False, False)
