"""Puts the pages together: one application, with the same rules for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from bot.web.security import Guard
from bot.web.templates import STATIC

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.responses import Response
    from starlette.routing import BaseRoute
    from starlette.types import Scope

    from bot.web.site import Site

A_YEAR = "public, max-age=31536000, immutable"
A_WEEK = "public, max-age=604800"


class Files(StaticFiles):
    """Static files: kept for a year under an address with a version, for a week without one."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return a file with how long it may be kept."""
        response = await super().get_response(path, scope)
        versioned = scope.get("query_string", b"").startswith(b"v=")
        response.headers.setdefault("Cache-Control", A_YEAR if versioned else A_WEEK)
        return response


def web_app(site: Site, pages: Sequence[BaseRoute], beside: Sequence[BaseRoute] = ()) -> Starlette:
    """Make the application.

    ``pages`` are for browsers and stand behind the guard; ``beside`` are routes that machines
    call and that prove themselves in their own way, such as Telegram's webhook.
    """
    files = Mount("/static", Files(directory=STATIC))
    guarded = Starlette(routes=[files, *pages], middleware=[Middleware(Guard, site=site)])
    return Starlette(routes=[*beside, Mount("/", guarded)])
