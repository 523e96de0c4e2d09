"""What a coordinator sets: how soon the team answers, how much a day holds, who is away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from starlette.responses import RedirectResponse
from starlette.routing import Route

from bot.handoff.base import Absence, Team
from bot.handoff.promises import LOOKED_BACK
from bot.handoff.states import NotAllowed
from bot.staff.base import Role
from bot.web.desk import wording
from bot.web.desk.parts import actor

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from bot.web.desk.admission import Member
    from bot.web.desk.parts import DeskParts
    from bot.web.forms import Form

PATH: Final = "/desk/team"
LONGEST_HOURS: Final = 200
MOST_A_DAY: Final = 10_000
COORDINATORS: Final = frozenset({Role.COORDINATOR})


def routes(parts: DeskParts) -> list[BaseRoute]:
    """Return the page of the team and its forms."""
    team = TeamPages(parts)
    take = parts.admission.action
    return [
        Route(PATH, parts.admission.page(team.show, COORDINATORS), methods=["GET"]),
        Route(PATH, take(team.save, COORDINATORS), methods=["POST"]),
        Route(f"{PATH}/afwezig", take(team.away, COORDINATORS), methods=["POST"]),
        Route(f"{PATH}/terug", take(team.back, COORDINATORS), methods=["POST"]),
    ]


@dataclass(frozen=True)
class TeamPages:
    """The page and its forms."""

    parts: DeskParts

    async def show(self, _request: Request, member: Member) -> Response:
        """Show what holds for the team."""
        return await _page(self.parts, member)

    async def save(self, _request: Request, member: Member, form: Form) -> Response:
        """Change what is promised and how much a day holds."""
        hours, capacity = form.get("uren"), form.get("per-dag").strip()
        if not _between(hours, LONGEST_HOURS):
            return await _page(self.parts, member, f"Kies 1 tot {LONGEST_HOURS} uur voor een antwoord.")
        if capacity and not _between(capacity, MOST_A_DAY):
            return await _page(
                self.parts, member, f"Per dag: 1 tot {MOST_A_DAY}, of leeg als er geen grens is."
            )
        before = await self.parts.desk.team(actor(member))
        after = Team(
            id=before.id,
            name=before.name,
            answer_time=timedelta(hours=int(hours)),
            daily_capacity=int(capacity) if capacity else None,
        )
        await self.parts.desk.set_team(actor(member), after)
        return RedirectResponse(PATH, HTTPStatus.SEE_OTHER)

    async def away(self, _request: Request, member: Member, form: Form) -> Response:
        """Note that somebody is away."""
        team = {one.username for one in await self.parts.colleagues(member.account.team)}
        replacement = form.get("vervanger") or None
        if form.get("wie") not in team or (replacement is not None and replacement not in team):
            return await _page(self.parts, member, "Kies een collega van uw team.")
        try:
            absence = Absence(
                staff=form.get("wie"),
                first=date.fromisoformat(form.get("eerste")),
                last=date.fromisoformat(form.get("laatste")),
                replacement=replacement,
            )
            await self.parts.desk.set_absence(actor(member), absence)
        except (ValueError, NotAllowed):
            refusal = "Kies een eerste dag en een laatste dag die later is. Niemand vervangt zichzelf."
            return await _page(self.parts, member, refusal)
        return RedirectResponse(PATH, HTTPStatus.SEE_OTHER)

    async def back(self, _request: Request, member: Member, form: Form) -> Response:
        """Take an absence back."""
        team = {one.username for one in await self.parts.colleagues(member.account.team)}
        try:
            first = date.fromisoformat(form.get("eerste"))
        except ValueError:
            return await _page(self.parts, member, "Deze afwezigheid is er niet meer.")
        if form.get("wie") in team:
            await self.parts.desk.end_absence(actor(member), form.get("wie"), first)
        return RedirectResponse(PATH, HTTPStatus.SEE_OTHER)


def _between(typed: str, most: int) -> bool:
    return typed.isdecimal() and len(typed) <= len(str(most)) and 1 <= int(typed) <= most


async def _page(parts: DeskParts, member: Member, refusal: str | None = None) -> Response:
    now = parts.now()
    colleagues = await parts.colleagues(member.account.team)
    names = {one.username: one.name for one in colleagues}
    team = await parts.desk.team(actor(member))
    absences = await parts.desk.absences(names.keys())
    return parts.templates.page(
        "desk/team.html",
        status=HTTPStatus.OK if refusal is None else HTTPStatus.UNPROCESSABLE_ENTITY,
        refusal=refusal,
        team=team,
        hours=team.answer_time // timedelta(hours=1),
        staff=[(one.name, wording.ROLES[one.role.value], one.username) for one in colleagues],
        absences=[
            {
                "who": names[one.staff],
                "username": one.staff,
                "first": one.first.isoformat(),
                "days": f"{wording.day(one.first)} tot en met {wording.day(one.last)}",
                "replacement": names.get(one.replacement or "", ""),
            }
            for one in absences
            if one.last >= now.date()
        ],
        figures=await _figures(parts, member),
        **parts.nearby(member),
    )


async def _figures(parts: DeskParts, member: Member) -> dict[str, Any]:
    """Return how many cases are open and how long answers took in the last four weeks."""
    now, team = parts.now(), member.account.team
    cases, answered, asked = await parts.store.run(
        lambda unit: (
            unit.open_cases(team),
            unit.answered_since(team, now - LOOKED_BACK),
            unit.requested_since(team, now - LOOKED_BACK),
        )
    )
    waits = sorted(end - begin for begin, end in answered)
    return {
        "open": len(cases),
        "asked": asked,
        "answered": len(waits),
        "median": wording.span(waits[(len(waits) - 1) // 2]) if waits else None,
        "most": wording.span(waits[(len(waits) * 4 - 1) // 5]) if waits else None,
    }
