"""How many people came to the groups of a team, per calendar month that is over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starlette.routing import Route

from bot.flows.definition import Ask, Do, GoTo, Human, Tell
from bot.flows.engine import AMSTERDAM
from bot.flows.lines import Line
from bot.flows.turn import content_values
from bot.groups.ending import LEAST
from bot.web.desk.parts import actor
from bot.web.group import wording
from bot.web.group.parts import READERS
from bot.web.group.shared import DUTCH

if TYPE_CHECKING:
    from datetime import date

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from bot.flows.text import Text
    from bot.groups.figures import Figures
    from bot.web.desk.admission import Member
    from bot.web.group.parts import GroupParts

MONTHS: Final = 12
"""How far back the page goes."""


def routes(parts: GroupParts) -> list[BaseRoute]:
    """Return the page of the figures."""

    async def page(request: Request, member: Member) -> Response:
        from babel.dates import format_date  # noqa: PLC0415  it takes memory, and few look at figures

        today = parts.now().astimezone(AMSTERDAM).date()
        months = over(today)
        asked = request.query_params.get("maand", "")
        month = next((one for one in months if f"{one:%Y-%m}" == asked), months[0])
        found = await parts.board.figures(actor(member), month)
        return parts.page(
            "figures",
            member,
            months=[(f"{one:%Y-%m}", format_date(one, "MMMM y", locale=DUTCH)) for one in months],
            month=f"{month:%Y-%m}",
            least=LEAST,
            people=None if found.people is None else wording.people(found.people),
            tables=[(title, rows) for title, rows in _tables(parts, found, today) if rows],
        )

    return [Route("/groep/cijfers", parts.admission.page(page, READERS), methods=["GET"])]


def over(today: date) -> list[date]:
    """Return the first days of the months that are over, the last month first."""
    found = []
    year, month = today.year, today.month
    for _ in range(MONTHS):
        year, month = (year - 1, 12) if month == 1 else (year, month - 1)
        found.append(today.replace(year=year, month=month, day=1))
    return found


def _tables(parts: GroupParts, found: Figures, today: date) -> list[tuple[str, list[tuple[str, int]]]]:
    def guide(key: str) -> str:
        known = parts.library.guides.get(key)
        return key if known is None else parts.languages.translate(known.title, DUTCH)

    def step(key: str) -> str:
        guide_id, _, step_id = key.partition("/")
        known = parts.library.guides.get(guide_id)
        text = None
        match None if known is None else known.step(step_id):
            case Do(title=title):
                text = title
            case Ask(text=said) | Human(text=said) | Tell(text=said):
                text = said
            case GoTo(guide=other):
                text = parts.library.guides[other].title
            case _:
                pass
        return f"{guide(guide_id)}: {step_id if text is None else in_dutch(text)}"

    def in_dutch(text: Text) -> str:
        line = Line(text, content_values(text, parts.library, today))
        return parts.languages.line(line, DUTCH)

    return [
        ("Taal", [(wording.language(key), count) for key, count in found.languages]),
        ("Hoe lang", [(wording.TIMES.get(key, key), count) for key, count in found.times]),
        ("Onderwerp", [(guide(key), count) for key, count in found.guides]),
        ("Gedaan", [(step(key), count) for key, count in found.done]),
        ("Nog bezig met", [(step(key), count) for key, count in found.stuck]),
    ]
