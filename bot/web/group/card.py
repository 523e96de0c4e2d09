"""The card of one participant: what she shares, what a helper can do, and what never."""

from __future__ import annotations

from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from starlette.routing import Route

from bot.flows.engine import AMSTERDAM
from bot.handoff.states import NotFound
from bot.web.desk.parts import actor
from bot.web.group import wording
from bot.web.group.cards import small_card
from bot.web.group.parts import HELPERS
from bot.web.group.shared import DUTCH, shared_step
from bot.web.points import point_form

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from bot.groups.views import CardDetail
    from bot.web.desk.admission import Member
    from bot.web.group.parts import GroupParts


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What she was doing when something stopped it, or what was done: it is told above the card.

    ``form`` names the form, ``fields`` what stood in it.
    """

    form: str = ""
    refusal: str = ""
    told: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


NOTHING: Final = Draft()


def routes(parts: GroupParts) -> list[BaseRoute]:
    """Return the page of a card, and the part of it that changes while it is open."""

    async def page(request: Request, member: Member) -> Response:
        told = wording.TOLD.get(request.query_params.get("gedaan", ""), "")
        return await card_page(parts, request, member, Draft(told=told))

    async def fragment(request: Request, member: Member) -> Response:
        group, seat = request.path_params["group"], request.path_params["seat"]
        try:
            found = await parts.board.card(actor(member), group, seat)
        except NotFound:
            return parts.gone(member, group)
        return parts.page("card-shown", member, **_values(parts, found, group, member))

    return [
        Route("/groep/{group}/{seat}", parts.admission.page(page, HELPERS), methods=["GET"]),
        Route("/groep/{group}/{seat}/kaart", parts.admission.page(fragment, HELPERS), methods=["GET"]),
    ]


async def card_page(parts: GroupParts, request: Request, member: Member, draft: Draft = NOTHING) -> Response:
    """Return the whole card, with what could not be done if there is something."""
    group, seat = request.path_params["group"], request.path_params["seat"]
    after = await parts.feed.end()  # before the rest: what happens meanwhile is told again
    try:
        found = await parts.board.card(actor(member), group, seat)
    except NotFound:
        return parts.gone(member, group)
    languages = parts.languages
    return parts.page(
        "card",
        member,
        status=HTTPStatus.UNPROCESSABLE_ENTITY if draft.refusal else HTTPStatus.OK,
        after=after,
        draft=draft,
        phrases=[
            (key, languages.translate(text, DUTCH)) for key, text in parts.library.encouragements.items()
        ],
        point=point_form(
            parts.library, f"/groep/{group}/{seat}/punt", draft.fields if draft.form == "punt" else None
        ),
        signals=list(wording.SIGNALS.items()),
        **_values(parts, found, group, member),
    )


def _values(parts: GroupParts, found: CardDetail, group: str, member: Member) -> dict[str, Any]:
    now = parts.now()
    today = now.astimezone(AMSTERDAM).date()
    card = found.card
    shown = found.shared
    return {
        "group": group,
        "now": now.isoformat(timespec="milliseconds"),
        "card": small_card(card, member.account.username, now),
        "shared": None
        if shown is None
        else shared_step(
            parts.library,
            parts.languages,
            shown,
            language=card.language,
            today=today,
            answers=found.answers,
        ),
    }
