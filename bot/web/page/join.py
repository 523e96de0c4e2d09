"""Coming into a group: its code, the languages, and whose device it is. The begin is that of the page."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.routing import Route

from bot.devices import as_code
from bot.flows import words_page
from bot.groups import joining
from bot.groups.joining import SAID, Refused
from bot.web.forms import read_form
from bot.web.page.parts import Voice
from bot.web.page.visits import sat_here, to, visit
from bot.web.security import is_form_token

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from bot.web.page.parts import Parts
    from bot.web.page.visits import Visit

SHARED = ("groep", "pc")
"""What a link says that leads to a device of many: a computer of the library, a phone of the group."""


def routes(parts: Parts) -> list[BaseRoute]:
    """Return ``/mee``, where the code is typed, and what a QR code leads to."""

    async def ask(request: Request) -> Response:
        return asked(parts, await visit(parts, request), pc=is_shared(request))

    async def check(request: Request) -> Response:
        form = await read_form(request)
        one = await visit(parts, request)
        if one is not None and not is_form_token(one.token, form.get("token")):
            return to("/mee")
        why = await refused(parts, one, form.get("code"))
        pc = bool(form.get("pc"))
        if why is not None:
            return asked(parts, one, why=why, pc=pc)
        return to(address(as_code(form.get("code")) or "", pc=pc))

    async def languages(request: Request) -> Response:
        code = as_code(request.path_params["code"])
        one = await visit(parts, request)
        if code is None:
            return asked(parts, one, why=Refused.WRONG, pc=is_shared(request))
        hers = sat_here(parts, one)
        return parts.page(
            "join-languages",
            parts.languages.codes[0] if one is None or hers else one.visitor.language,
            known=one,
            hers=hers,
            group=code,
            pc=is_shared(request),
            languages=parts.named(),
        )

    async def language(request: Request) -> Response:
        code, chosen = as_code(request.path_params["code"]), request.path_params["language"]
        if code is None or chosen not in parts.languages.codes:
            return to("/mee")
        one = await visit(parts, request)
        return parts.page(
            "language",
            chosen,
            known=one,
            hers=sat_here(parts, one),
            aloud="aloud" in request.query_params,
            shared=is_shared(request),
            heard=chosen in parts.asks,
            group=code,
        )

    return [
        Route("/mee", ask, methods=["GET"]),
        Route("/mee", check, methods=["POST"]),
        Route("/mee/{code}", languages, methods=["GET"]),
        Route("/mee/{code}/{language}", language, methods=["GET"]),
    ]


def address(code: str, *, pc: bool) -> str:
    """Return the page of a group. ``pc``: on a device of many."""
    return f"/mee/{code}?pc" if pc else f"/mee/{code}"


def is_shared(request: Request) -> bool:
    """Tell whether a link says that it is opened on a device of many."""
    return any(name in request.query_params for name in SHARED)


async def refused(parts: Parts, one: Visit | None, code: str) -> Refused | None:
    """Return why a code leads into no group, None where it does. Each call is a try."""
    by, now = None if one is None else one.address, parts.now()
    found = await parts.store.run(lambda unit: joining.look_up(unit, code, by, now))
    return found if isinstance(found, Refused) else None


def asked(
    parts: Parts,
    one: Visit | None,
    *,
    why: Refused | None = None,
    pc: bool = False,
    language: str | None = None,
) -> Response:
    """Return the page with the field for the code, in every language as long as hers is not known."""
    status = HTTPStatus.OK if why is None else HTTPStatus.UNPROCESSABLE_ENTITY
    if why is Refused.TOO_OFTEN:
        status = HTTPStatus.TOO_MANY_REQUESTS
    known = language if one is None or sat_here(parts, one) else one.visitor.language
    return parts.page(
        "join",
        known or parts.languages.codes[0],
        status=status,
        known=one,
        said=None if why is None else SAID[why],
        pc=pc,
        voices=[Voice(parts, code) for code in (_spoken(parts) if known is None else [known])],
    )


def _spoken(parts: Parts) -> list[str]:
    """Return the languages that have the words of this page: the Dutch is not said again for another."""
    return [
        code
        for code, language in parts.languages.by_code.items()
        if language.forms(words_page.JOIN_TYPE) is not None
    ]
