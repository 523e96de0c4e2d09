"""What a helper does: each form is one action, and then the page again.

What is stopped is told above the page, and what was typed stands in its field again.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from starlette.responses import RedirectResponse
from starlette.routing import Route

from bot.flows.screens.signal import Signal
from bot.groups.acting import TakenAlready, TooSoon
from bot.handoff.actors import Refused
from bot.handoff.phrases import Unfilled
from bot.handoff.states import NotAllowed, NotFound
from bot.handoff.stored import Unreadable
from bot.web.desk.parts import actor
from bot.web.group import wording
from bot.web.group.board import board_page
from bot.web.group.card import Draft, card_page
from bot.web.group.parts import HELPERS
from bot.web.points import point_draft

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from bot.handoff.actors import Actor
    from bot.web.desk.admission import Member
    from bot.web.forms import Form
    from bot.web.group.parts import GroupParts

    GroupAct = Callable[[GroupParts, Actor, str], Awaitable[None]]
    SeatAct = Callable[[GroupParts, Actor, str, str, Form], Awaitable[None]]


def routes(parts: GroupParts) -> list[BaseRoute]:
    """Return the forms of a group and of its seats."""
    take = parts.admission.action
    return [
        Route("/groep/{group}/weg", take(_of_group(parts, _leave), HELPERS), methods=["POST"]),
        Route("/groep/{group}/collega", take(_of_colleague(parts), HELPERS), methods=["POST"]),
        Route("/groep/{group}/einde", take(_of_group(parts, _end, sure=True), HELPERS), methods=["POST"]),
        *(
            Route(
                f"/groep/{{group}}/{{seat}}/{name}",
                take(_of_seat(parts, name, act), HELPERS),
                methods=["POST"],
            )
            for name, act in ACTS.items()
        ),
    ]


def _of_group(
    parts: GroupParts, act: GroupAct, *, sure: bool = False
) -> Callable[[Request, Member, Form], Awaitable[Response]]:
    async def endpoint(request: Request, member: Member, form: Form) -> Response:
        group: str = request.path_params["group"]
        if sure and form.get("zeker") != "1":
            return RedirectResponse(f"/groep/{group}/einde", HTTPStatus.SEE_OTHER)
        try:
            await act(parts, actor(member), group)
        except NotFound:
            return parts.gone(member)
        except NotAllowed:
            return await board_page(parts, request, member, wording.NOT_NOW)
        return RedirectResponse("/groep", HTTPStatus.SEE_OTHER)

    return endpoint


def _of_colleague(parts: GroupParts) -> Callable[[Request, Member, Form], Awaitable[Response]]:
    async def endpoint(request: Request, member: Member, form: Form) -> Response:
        group: str = request.path_params["group"]
        try:
            await parts.board.leave(actor(member), group, form.get("wie"))
        except NotFound:
            return parts.gone(member)
        except NotAllowed:
            return await board_page(parts, request, member, wording.NOT_NOW)
        return RedirectResponse(f"/groep/{group}", HTTPStatus.SEE_OTHER)

    return endpoint


def _of_seat(
    parts: GroupParts, name: str, act: SeatAct
) -> Callable[[Request, Member, Form], Awaitable[Response]]:
    async def endpoint(request: Request, member: Member, form: Form) -> Response:
        group, seat = request.path_params["group"], request.path_params["seat"]
        try:
            await act(parts, actor(member), group, seat, form)
        except NotFound:
            return parts.gone(member, group)
        except (NotAllowed, Unfilled) as stopped:
            refusal = _why(stopped, name)
            if form.get("terug") == "bord":
                return await board_page(parts, request, member, refusal)
            fields = {key: values[-1] for key, values in form.fields.items()}
            return await card_page(parts, request, member, Draft(form=name, refusal=refusal, fields=fields))
        if name == FREE or form.get("terug") == "bord":
            return RedirectResponse(f"/groep/{group}#stoel-{seat}", HTTPStatus.SEE_OTHER)
        told = f"?gedaan={name}" if name in wording.TOLD else ""
        return RedirectResponse(f"/groep/{group}/{seat}{told}", HTTPStatus.SEE_OTHER)

    return endpoint


def _why(stopped: Exception, act: str) -> str:
    match stopped:
        case Refused(refusal=refusal):
            return wording.REFUSALS[refusal]
        case Unfilled(name=field, reason=reason):
            return f"{field}: {reason}"
        case TooSoon():
            return wording.TOO_SOON[act]
        case TakenAlready():
            return wording.TAKEN_ALREADY
        case Unreadable():
            return f"{wording.UNTOLD[act]} {wording.TELL_WHO_RUNS_IT}"
        case _:
            return wording.NOT_NOW


async def _leave(parts: GroupParts, who: Actor, group: str) -> None:
    await parts.board.leave(who, group)


async def _end(parts: GroupParts, who: Actor, group: str) -> None:
    await parts.board.end(who, group)


async def _help(parts: GroupParts, who: Actor, group: str, seat: str, form: Form) -> None:
    await parts.board.help(who, group, seat, taking_over=form.get("over") == "1")


async def _encourage(parts: GroupParts, who: Actor, group: str, seat: str, form: Form) -> None:
    await parts.board.encourage(who, group, seat, form.get("zin"))


async def _free(parts: GroupParts, who: Actor, group: str, seat: str, form: Form) -> None:
    if form.get("zeker") != "1":
        raise NotAllowed("not asked")
    await parts.board.free(who, group, seat)


async def _point(parts: GroupParts, who: Actor, group: str, seat: str, form: Form) -> None:
    await parts.board.offer_point(who, group, seat, point_draft(form))


async def _signal(parts: GroupParts, who: Actor, group: str, seat: str, form: Form) -> None:
    try:
        signal = Signal(form.get("signaal"))
    except ValueError:
        raise NotAllowed("there is no such signal") from None
    await parts.board.signal(who, group, seat, signal)


FREE: Final = "vrij"
ACTS: Final[Mapping[str, SeatAct]] = {
    "kom": _help,
    "zin": _encourage,
    "punt": _point,
    "signaal": _signal,
    FREE: _free,
}
"""The forms of a seat, by the last part of their address."""
