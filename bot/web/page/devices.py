"""Going on on another device: a code on this one, or the code of another one."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.routing import Route

from bot import devices
from bot.devices import LeadsTo, Refused
from bot.flows import words_page
from bot.groups.moving import Moving
from bot.web.forms import read_form
from bot.web.page.moved import arrived, farewell
from bot.web.page.visits import Visit, admit, posted, seen, to, visit
from bot.web.security import is_form_token

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from bot.web.forms import Form
    from bot.web.page.parts import Parts

SAID = {Refused.WRONG: words_page.CODE_WRONG, Refused.TOO_OFTEN: words_page.CODE_TOO_OFTEN}


def routes(parts: Parts) -> list[BaseRoute]:
    """Return the page with a code, and the ones that take a code."""

    async def show(request: Request) -> Response:
        found = await posted(parts, request)
        if found is None:
            return to("/")
        one, _ = found
        return parts.page(
            "code",
            one.visitor.language,
            code=await offered_code(parts, one, LeadsTo.CONVERSATION),
            telegram=parts.telegram,
            address=f"{parts.site.address}/code",
        )

    async def ask(request: Request) -> Response:
        one = await visit(parts, request)
        return _asked(parts, one, _language(parts, request.query_params.get("taal", ""), one))

    async def check(request: Request) -> Response:
        form = await read_form(request)
        one = await visit(parts, request)
        if one is not None and not is_form_token(one.token, form.get("token")):
            return to("/code")
        language = _language(parts, form.get("language"), one)
        by, now = None if one is None else one.address, parts.now()
        found = await parts.store.run(lambda unit: devices.look_up(unit, form.get("code"), by, now))
        if isinstance(found, Refused):
            return _asked(parts, one, language, refused=found)
        return parts.page("sure", language, known=one, code=form.get("code"), own=form.get("own"))

    async def take(request: Request) -> Response:
        form = await read_form(request)
        one = await visit(parts, request)
        if one is not None and not is_form_token(one.token, form.get("token")):
            return to("/code")
        return await _take(parts, one, form)

    return [
        Route("/apparaat", show, methods=["POST"]),
        Route("/code", ask, methods=["GET"]),
        Route("/code", check, methods=["POST"]),
        Route("/code/ja", take, methods=["POST"]),
    ]


async def offered_code(parts: Parts, one: Visit, leads: LeadsTo) -> str:
    """Return a new code that leads from another device to her, as it is shown."""
    await seen(parts, one)
    code, now = devices.new_code(), parts.now()
    await parts.store.run(lambda unit: devices.offer(unit, code, one.address, now, leads))
    return f"{code[:4]} {code[4:]}"


async def _take(parts: Parts, one: Visit | None, form: Form) -> Response:
    """Move the conversation to this browser, and show it there."""
    language, now = _language(parts, form.get("language"), one), parts.now()
    if one is None:
        # Nobody is made known for a code that leads nowhere.
        found = await parts.store.run(lambda unit: devices.look_up(unit, form.get("code"), None, now))
        if isinstance(found, Refused):
            return _asked(parts, one, language, refused=found)
        one = await admit(parts, language=language, own_device=form.get("own") == "1")
    here = one
    moved = await parts.store.run(
        lambda unit: devices.take(
            unit,
            form.get("code"),
            here.address,
            now,
            farewell=farewell(parts),
            replacing=Moving(parts.engine),
        )
    )
    if isinstance(moved, Refused):
        return _asked(parts, one, language, refused=moved)
    return await arrived(parts, one, moved)


def _asked(parts: Parts, one: Visit | None, language: str, *, refused: Refused | None = None) -> Response:
    status = HTTPStatus.OK if refused is None else HTTPStatus.UNPROCESSABLE_ENTITY
    if refused is Refused.TOO_OFTEN:
        status = HTTPStatus.TOO_MANY_REQUESTS
    said = None if refused is None else SAID[refused]
    return parts.page("ask", language, status=status, known=one, said=said)


def _language(parts: Parts, asked: str, one: Visit | None) -> str:
    if asked in parts.languages.codes:
        return asked
    return parts.languages.codes[0] if one is None else one.visitor.language
