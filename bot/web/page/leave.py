"""Going away: in a hurry, or when she is done on a device of many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot.web.page.visits import COOKIE, posted, seen, to, visit

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.routing import BaseRoute

    from bot.web.page.parts import Parts

CLEAR: Final = '"cache", "cookies", "storage"'
"""What a browser throws away of this site, where it knows the header."""


def routes(parts: Parts) -> list[BaseRoute]:
    """Return the two ways out."""

    async def hurry(request: Request) -> Response:
        """Show nothing from now on, until she comes in again by herself; what she did is kept."""
        one = await visit(parts, request)
        if one is not None:
            await seen(parts, one, hidden=True)
            parts.log.stir(one.visitor.address)
        response: Response = (
            Response(status_code=204) if request.method == "POST" else RedirectResponse(parts.neutral, 303)
        )
        response.headers["Clear-Site-Data"] = '"cache"'
        return response

    async def wipe(request: Request) -> Response:
        """Delete the conversation that this browser had, and the browser with it."""
        found = await posted(parts, request)
        if found is None:
            return to("/")
        one, _ = found
        await parts.dismiss(one.visitor.address)
        parts.log.stir(one.visitor.address)
        response = to("/?gewist")
        parts.site.clear_cookie(response, COOKIE)
        response.headers["Clear-Site-Data"] = CLEAR
        return response

    return [Route("/weg", hurry, methods=["GET", "POST"]), Route("/klaar", wipe, methods=["POST"])]
