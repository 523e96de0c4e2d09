"""The running groups of a team: open one, or help in one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from starlette.responses import RedirectResponse
from starlette.routing import Route

from bot.flows.engine import AMSTERDAM
from bot.groups.base import HELPERS as MOST_HELPERS
from bot.groups.lifetime import LONGEST_PLACE, MOST_HOURS, USUAL_HOURS
from bot.handoff.actors import Refused
from bot.handoff.states import NotAllowed, NotFound
from bot.web.desk.parts import actor
from bot.web.group import wording
from bot.web.group.parts import HELPERS

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from bot.groups.views import GroupRow
    from bot.web.desk.admission import Member
    from bot.web.forms import Form
    from bot.web.group.parts import GroupParts

RENEW_WITHIN: Final = timedelta(days=31)
"""So long before her account ends she reads it here: on the day itself a group would wait for her."""

UNREADABLE: Final = "\N{REPLACEMENT CHARACTER}"
"""What stands where something was sent that is no character."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One running group as it is shown. ``mine``: she who looks helps there."""

    id: str
    place: str
    ends: str
    left: str
    people: str
    helpers: str
    mine: bool
    full: bool


def routes(parts: GroupParts) -> list[BaseRoute]:
    """Return the page of the groups and its forms."""

    async def page(_request: Request, member: Member) -> Response:
        return await _shown(parts, member)

    async def open_group(_request: Request, member: Member, form: Form) -> Response:
        place, hours = form.get("plek").strip(), form.get("uren")
        if not 0 < len(place) <= LONGEST_PLACE or UNREADABLE in place:
            return await _shown(parts, member, wording.NO_PLACE, form)
        if hours not in {str(number) for number in range(1, MOST_HOURS + 1)}:
            return await _shown(parts, member, wording.NOT_NOW, form)
        try:
            group = await parts.board.open(actor(member), place, int(hours))
        except Refused as refused:
            return await _shown(parts, member, wording.REFUSALS[refused.refusal], form)
        except NotAllowed:
            return await _shown(parts, member, wording.NOT_NOW, form)
        return RedirectResponse(f"/groep/{group.id}", HTTPStatus.SEE_OTHER)

    async def join(request: Request, member: Member, _form: Form) -> Response:
        group: str = request.path_params["group"]
        try:
            await parts.board.join(actor(member), group)
        except NotFound:
            return parts.gone(member)
        except NotAllowed:
            return await _shown(parts, member, wording.FULL)
        return RedirectResponse(f"/groep/{group}", HTTPStatus.SEE_OTHER)

    take = parts.admission.action
    return [
        Route("/groep", parts.admission.page(page, HELPERS), methods=["GET"]),
        Route("/groep", take(open_group, HELPERS), methods=["POST"]),
        Route("/groep/{group}/mee", take(join, HELPERS), methods=["POST"]),
    ]


async def _shown(
    parts: GroupParts, member: Member, refusal: str | None = None, form: Form | None = None
) -> Response:
    rows = await parts.board.running(actor(member))
    hours = "" if form is None else form.get("uren")
    return parts.page(
        "groups",
        member,
        status=HTTPStatus.OK if refusal is None else HTTPStatus.UNPROCESSABLE_ENTITY,
        refusal=refusal,
        groups=[_row(parts, one, member) for one in rows],
        place="" if form is None else form.get("plek"),
        chosen_hours=int(hours) if hours.isdecimal() and len(hours) == 1 else USUAL_HOURS,
        longest_place=LONGEST_PLACE,
        most_hours=MOST_HOURS,
        expires=_ends_soon(parts, member),
    )


def _ends_soon(parts: GroupParts, member: Member) -> str | None:
    """Return the day on which her account no longer works; None while that is far off."""
    ends, today = member.account.expires_on, parts.now().astimezone(AMSTERDAM).date()
    return None if ends is None or ends - today > RENEW_WITHIN else wording.day(ends)


def _row(parts: GroupParts, found: GroupRow, member: Member) -> Row:
    group = found.group
    return Row(
        id=group.id,
        place=group.place,
        ends=wording.iso(group.ends_at),
        left=wording.left(group.ends_at - parts.now()),
        people=wording.people(found.seats),
        helpers=wording.helpers([one.name for one in found.helpers]),
        mine=member.account.username in {one.staff for one in found.helpers},
        full=len(found.helpers) >= MOST_HELPERS,
    )
