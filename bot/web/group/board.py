"""The board of one group: a card for each participant, and the code with which they join."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from starlette.routing import Route

from bot.flows import words
from bot.flows.engine import AMSTERDAM
from bot.handoff.states import NotFound
from bot.web.desk.parts import actor
from bot.web.desk.talk import direction
from bot.web.group import wording
from bot.web.group.cards import small_card
from bot.web.group.codes import codes, shown_address, spaced
from bot.web.group.parts import HELPERS

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from bot.groups.views import BoardView
    from bot.web.desk.admission import Member
    from bot.web.group.parts import GroupParts


def routes(parts: GroupParts) -> list[BaseRoute]:
    """Return the board, the parts of it that change, and the code on the whole screen."""

    async def page(request: Request, member: Member) -> Response:
        return await board_page(parts, request, member)

    async def cards(found: BoardView, member: Member) -> Response:
        return parts.page("cards", member, **board_values(parts, found, member))

    async def count(found: BoardView, member: Member) -> Response:
        return parts.page("count", member, people=wording.people(len(found.cards)))

    async def code(found: BoardView, member: Member) -> Response:
        return parts.page(
            "code",
            member,
            how=_how(parts),
            codes=codes(parts, found.group),
            spaced=spaced(found.group.code),
            shown_address=shown_address(parts),
            after=await parts.feed.end(),
            **board_values(parts, found, member),
        )

    async def sure(found: BoardView, member: Member) -> Response:
        return parts.page("end", member, **board_values(parts, found, member))

    def looks(
        show: Callable[[BoardView, Member], Awaitable[Response]],
    ) -> Callable[[Request], Awaitable[Response]]:
        async def looked(request: Request, member: Member) -> Response:
            try:
                found = await parts.board.look(actor(member), request.path_params["group"])
            except NotFound:
                return parts.gone(member)
            return await show(found, member)

        return parts.admission.page(looked, HELPERS)

    return [
        Route("/groep/{group}", parts.admission.page(page, HELPERS), methods=["GET"]),
        Route("/groep/{group}/kaarten", looks(cards), methods=["GET"]),
        Route("/groep/{group}/aantal", looks(count), methods=["GET"]),
        Route("/groep/{group}/code", looks(code), methods=["GET"]),
        Route("/groep/{group}/einde", looks(sure), methods=["GET"]),
    ]


async def board_page(
    parts: GroupParts, request: Request, member: Member, refusal: str | None = None
) -> Response:
    """Return the whole board, with what could not be done if there is something."""
    after = await parts.feed.end()  # before the rest: what happens meanwhile is told again
    try:
        found = await parts.board.look(actor(member), request.path_params["group"])
    except NotFound:
        return parts.gone(member)
    return parts.page(
        "board",
        member,
        status=HTTPStatus.OK if refusal is None else HTTPStatus.UNPROCESSABLE_ENTITY,
        refusal=refusal,
        codes=codes(parts, found.group),
        spaced=spaced(found.group.code),
        shown_address=shown_address(parts),
        after=after,
        local=parts.admission.site.local,
        **board_values(parts, found, member),
    )


def board_values(parts: GroupParts, found: BoardView, member: Member) -> dict[str, Any]:
    """Return what the board says of a group and of its participants."""
    now, group = parts.now(), found.group
    names = [f"{one.name} (u)" if one.staff == member.account.username else one.name for one in found.helpers]
    return {
        "group": group.id,
        "place": group.place,
        "now": now.isoformat(timespec="milliseconds"),
        "ends": wording.iso(group.ends_at),
        "ends_at": f"{group.ends_at.astimezone(AMSTERDAM):%H.%M} uur",
        "left": wording.left(group.ends_at - now),
        "people": wording.people(len(found.cards)),
        "helpers": wording.helpers(names),
        "colleagues": [
            (one.staff, one.name) for one in found.helpers if one.staff != member.account.username
        ],
        "cards": [small_card(one, member.account.username, now) for one in found.cards],
    }


def _how(parts: GroupParts) -> list[dict[str, str]]:
    """Return how to scan a code, in every language that has it."""
    return [
        {
            "language": code,
            "direction": direction(parts.languages, code),
            "text": parts.languages.translate(words.POSTER_HOW, code),
        }
        for code in parts.languages.codes
    ]
