"""The resident's page: all its routes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import FileResponse, JSONResponse
from starlette.routing import Route

from bot.web.page import devices, go_on, join, leave, live, paper, start, talk
from bot.web.templates import STATIC, static_address

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from bot.web.page.parts import Parts


def page_routes(parts: Parts) -> list[BaseRoute]:
    """Return the routes of the page, and the two files that make it an app on a phone."""
    return [
        *start.routes(parts),
        *talk.routes(parts),
        *live.routes(parts),
        *leave.routes(parts),
        *devices.routes(parts),
        *join.routes(parts),
        *paper.routes(parts),
        *go_on.routes(parts),
        Route("/app.webmanifest", _manifest),
        Route("/sw.js", _worker),
    ]


async def _manifest(_request: Request) -> Response:
    # Nothing here says what it is about: the icon stands on a phone that others see.
    manifest = {
        "name": "Wegwijs",
        "short_name": "Wegwijs",
        "start_url": "/gesprek",
        "scope": "/",
        "display": "standalone",
        "background_color": "#f2f4f7",
        "theme_color": "#f2f4f7",
        "icons": [
            {"src": static_address("icon.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"},
            {"src": static_address("icon-192.png"), "sizes": "192x192", "type": "image/png"},
            {"src": static_address("icon-512.png"), "sizes": "512x512", "type": "image/png"},
        ],
    }
    return JSONResponse(manifest, media_type="application/manifest+json")


async def _worker(_request: Request) -> Response:
    # At the root, since a service worker serves what lies beneath it.
    return FileResponse(STATIC / "sw.js", media_type="text/javascript", headers={"Cache-Control": "no-cache"})
