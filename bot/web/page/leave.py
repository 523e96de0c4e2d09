"""Going away: in a hurry, or when she is done on a device of many."""

from __future__ import annotations

from datetime import timedelta
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

UNDECIDED: Final = timedelta(minutes=2)
"""How long a device of many waits for the answer whether all is to be wiped; said in ``WIPE_SURE``."""

GONE: Final = "/?gewist"
"""Where a browser is that was wiped."""


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
        """Delete the conversation that this browser had, and the browser with it, once she is sure."""
        found = await posted(parts, request)
        if found is None:
            return to("/")
        one, form = found
        match form.get("zeker"):
            case "nee":
                await seen(parts, one)
                return to("/gesprek#einde")
            case "ja":
                await parts.dismiss(one.visitor.address)
            case _:
                # Who walks away after this first tap has said enough: it is wiped soon.
                await seen(parts, one, hidden=True, within=UNDECIDED)
                parts.log.stir(one.visitor.address)
                return to("/klaar")
        parts.log.stir(one.visitor.address)
        response = to(GONE)
        parts.site.clear_cookie(response, COOKIE)
        response.headers["Clear-Site-Data"] = CLEAR
        return response

    async def ask(request: Request) -> Response:
        """Ask whether she is sure, with everything off the screen: her finger may have missed."""
        one = await visit(parts, request)
        left = timedelta() if one is None else one.visitor.expires_at - parts.now()
        if one is None or not one.visitor.hidden or left > UNDECIDED:
            return to("/gesprek")  # nothing is asked
        wait = left // timedelta(seconds=1)
        return parts.page("wipe", one.visitor.language, known=one, wait=wait, gone=GONE)

    return [
        Route("/weg", hurry, methods=["GET", "POST"]),
        Route("/klaar", ask),
        Route("/klaar", wipe, methods=["POST"]),
    ]
