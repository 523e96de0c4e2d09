"""Where a resident comes in: the languages, whose device it is, and the begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import FileResponse, PlainTextResponse
from starlette.routing import Route

from bot.devices import as_code
from bot.flows import words, words_page
from bot.flows.screens.language import SPOKEN
from bot.groups import joining
from bot.messages import Command, Inbound
from bot.tokens import new_token
from bot.web.forms import read_form
from bot.web.page import join
from bot.web.page.visits import admit, remember, sat_here, seen, to, visit
from bot.web.security import is_form_token

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from bot.web.page.parts import Parts
    from bot.web.page.visits import Visit


def routes(parts: Parts) -> list[BaseRoute]:
    """Return ``/``, a page for each language, what begins, and the clips that name a language."""
    codes = parts.languages.codes

    async def languages(request: Request) -> Response:
        one = await visit(parts, request)
        said = words_page.WIPED if "gewist" in request.query_params else None
        resume = "" if one is None else parts.say(words.GO_ON, one.visitor.language)
        return parts.page(
            "start",
            codes[0],
            known=one,
            hers=sat_here(parts, one),
            said=said,
            resume=resume,
            languages=parts.named(),
            group="",
        )

    async def language(request: Request) -> Response:
        chosen = request.url.path.strip("/")
        one = await visit(parts, request)
        return parts.page(
            "language",
            chosen,
            known=one,
            hers=sat_here(parts, one),
            aloud="aloud" in request.query_params,
            shared=join.is_shared(request),
            heard=chosen in parts.asks,
            group="",
        )

    async def begin(request: Request) -> Response:
        form = await read_form(request)
        chosen = form.get("language")
        if chosen not in codes:
            return to("/")
        one, group = await visit(parts, request), form.get("group")
        if one is not None and not is_form_token(one.token, form.get("token")):
            return to("/")
        # Nobody is made known for a code that leads nowhere.
        why = await join.refused(parts, one, group) if group else None
        if why is not None:
            return join.asked(parts, one, why=why, pc=form.get("own") == "0", language=chosen)
        one = await _begins(parts, one, chosen, form.get("own"))
        how = f"{chosen}-{SPOKEN}" if form.get("aloud") else chosen
        argument = joining.link(as_code(group) or "", how) if group else how
        await parts.receive(
            Inbound(one.address, new_token(), Command("start", argument), parts.now(), language_hint=chosen)
        )
        await parts.answered(one.address)
        response = to("/gesprek?aloud" if form.get("aloud") else "/gesprek")
        remember(parts, response, one)
        return response

    async def greeting(request: Request) -> Response:
        return _sound(await parts.greeting(request.path_params["language"]))

    async def asking(request: Request) -> Response:
        return _sound(await parts.asking(request.path_params["language"]))

    return [
        Route("/", languages),
        *(Route(f"/{code}", language) for code in codes),
        Route("/begin", begin, methods=["POST"]),
        Route("/geluid/taal/{language}", greeting),
        Route("/geluid/apparaat/{language}", asking),
    ]


def _sound(path: Path | None) -> Response:
    """Return a clip that is the same for everybody."""
    if path is None:
        return PlainTextResponse("", 404)
    return FileResponse(path, media_type="audio/ogg", headers={"Cache-Control": "public, max-age=86400"})


async def _begins(parts: Parts, one: Visit | None, language: str, own: str) -> Visit:
    """Return who begins, made known where she is not; ``own`` is "1" or "0" where she was asked."""
    if one is not None and not one.visitor.own_device and own == "0":
        # Somebody else sits down: nothing of who sat there before is hers.
        await parts.dismiss(one.visitor.address)
        parts.log.stir(one.visitor.address)
        one = None
    if one is None:
        return await admit(parts, language=language, own_device=own == "1")
    await seen(parts, one)
    return one
