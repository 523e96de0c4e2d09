"""The conversation itself: what was said, and what she says."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Final

from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.messages import Command, Inbound, Press, Text
from bot.tokens import new_token
from bot.web.page.entries import shown
from bot.web.page.visits import SHARED, posted, remember, seen, to, visit

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.routing import BaseRoute

    from bot.messages import Content
    from bot.web.forms import Form
    from bot.web.page.parts import Parts

AWAY: Final = timedelta(hours=12)
"""Who was away for longer is greeted, and shown again where she was."""

ASIDE: Final = timedelta(hours=1)
"""Who was away for longer is shown again where she was: what was sensitive there has gone."""

WARNED: Final = timedelta(minutes=2)
"""How long before a device of many is wiped its page asks whether she is still there (WCAG 2.2.1)."""

LONGEST: Final = 4096
"""Characters of one message, as in the chat."""

_COMMAND: Final = re.compile(r"/(?P<name>[A-Za-z]{1,32})(?:\s+(?P<argument>.*))?", re.DOTALL)
_ONCE: Final = re.compile(r"[A-Za-z0-9_-]{8,64}")


def routes(parts: Parts) -> list[BaseRoute]:
    """Return the page of the conversation, what is posted from it, and its sounds."""

    async def talk(request: Request) -> Response:
        one = await visit(parts, request)
        if one is None or one.visitor.hidden:
            return to("/")
        away = parts.now() - one.visitor.last_at
        await seen(parts, one)
        if away >= ASIDE:
            again = Command("start" if away >= AWAY else "help")
            await parts.receive(Inbound(one.address, new_token(), again, parts.now()))
            await parts.answered(one.address)
        now = parts.now()
        entries = await parts.store.run(lambda unit: unit.page_entries(one.visitor.address, 0, now))
        response = parts.page(
            "talk",
            one.visitor.language,
            visit=one,
            entries=shown(parts, one, entries),
            newest=max((entry.id for entry in entries), default=0),
            once=new_token(),
            longest=LONGEST,
            warn_after=int((SHARED - WARNED).total_seconds()),
        )
        remember(parts, response, one)
        return response

    async def say(request: Request) -> Response:
        found = await posted(parts, request)
        by_script = request.headers.get("accept") == "text/plain"
        if found is None:
            return PlainTextResponse("", HTTPStatus.FORBIDDEN) if by_script else to("/")
        one, form = found
        content = _content(form)
        if content is not None:
            await seen(parts, one)
            once = form.get("once")
            number = once if _ONCE.fullmatch(once) else new_token()
            entry = form.get("entry")
            await parts.receive(
                Inbound(
                    one.address,
                    f"{one.visitor.address}-{number}",
                    content,
                    parts.now(),
                    message_id=entry if isinstance(content, Press) and entry.isdecimal() else None,
                )
            )
        if by_script:
            return Response(status_code=HTTPStatus.NO_CONTENT)
        await parts.answered(one.address)
        return to("/gesprek#einde")

    async def sound(request: Request) -> Response:
        one = await visit(parts, request)
        path = None if one is None else await _path(parts, one.visitor.address, request.path_params["sound"])
        if path is None or not await asyncio.to_thread(path.is_file):
            return PlainTextResponse("", HTTPStatus.NOT_FOUND)
        return FileResponse(path, media_type="audio/ogg")

    return [
        Route("/gesprek", talk),
        Route("/zeg", say, methods=["POST"]),
        Route("/geluid/{sound}", sound),
    ]


def _content(form: Form) -> Content | None:
    """Return what she said: a button, a command or a text; None for nothing, or for too much."""
    button, text = form.get("press"), form.get("text").strip()
    if button:
        return Press(button)
    if not text or len(text) > LONGEST:
        return None
    command = _COMMAND.fullmatch(text)
    if command is None:
        return Text(text)
    return Command(command["name"].lower(), (command["argument"] or "").strip())


async def _path(parts: Parts, address: str, sound: str) -> Path | None:
    """Return the file of a sound, if it was played to this browser and nobody else."""
    now = parts.now()
    entries = await parts.store.run(lambda unit: unit.page_entries(address, 0, now))
    paths = (entry.body.get("path") for entry in entries if entry.body.get("sound") == sound)
    return next((Path(path) for path in paths if isinstance(path, str)), None)
