"""Going on at home from the list on paper: nothing is shown before her number."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.routing import Route

from bot.flows import words_page, words_paper
from bot.groups.moving import Moving
from bot.papers import papers
from bot.papers.papers import Refused
from bot.web.forms import read_form
from bot.web.page.moved import arrived, farewell
from bot.web.page.visits import unknown, visit
from bot.web.security import is_form_token

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from bot.devices import Moved
    from bot.papers.papers import Found
    from bot.storage.base import Unit
    from bot.web.page.parts import Parts
    from bot.web.page.visits import Visit

SAID = {Refused.WRONG: words_paper.GO_ON_WRONG, Refused.TOO_OFTEN: words_page.CODE_TOO_OFTEN}
STATUS = {
    Refused.WRONG: HTTPStatus.UNPROCESSABLE_ENTITY,
    Refused.TOO_OFTEN: HTTPStatus.TOO_MANY_REQUESTS,
}


def routes(parts: Parts) -> list[BaseRoute]:
    """Return the page behind the code of a paper, and what takes her number."""

    async def ask(request: Request) -> Response:
        # Nothing is looked up: the page is the same for every paper, also for one that never was.
        return _asked(parts, await visit(parts, request), request.path_params["paper"])

    async def go_on(request: Request) -> Response:
        form = await read_form(request)
        one, paper = await visit(parts, request), form.get("paper")
        if one is not None and not is_form_token(one.token, form.get("token")):
            return _asked(parts, one, paper)
        found = await papers.opened(
            parts.store,
            token=paper,
            typed=form.get("pin"),
            by=request.client.host if request.client else "",
            now=parts.now(),
        )
        if isinstance(found, Refused):
            return _asked(parts, one, paper, refused=found)
        gone_on = await _gone_on(parts, one, found, own_device=form.get("own") == "1")
        return gone_on or _asked(parts, one, paper, refused=Refused.WRONG)

    return [
        Route("/verder/{paper}", ask, methods=["GET"]),
        Route("/verder", go_on, methods=["POST"]),
    ]


async def _gone_on(parts: Parts, known: Visit | None, found: Found, *, own_device: bool) -> Response | None:
    """Bring the conversation to this browser and show it there; None where somebody was quicker."""
    now = parts.now()
    one = known or unknown(parts, language=parts.languages.codes[0], own_device=own_device)

    def move(unit: Unit) -> Moved | None:
        done = papers.go_on(
            unit, found, one.address, now, farewell=farewell(parts), replacing=Moving(parts.engine)
        )
        if done is not None and known is None:
            unit.admit(one.visitor)
        return done

    moved = await parts.store.run(move)
    if moved is None:
        return None
    return await arrived(parts, one, moved)


def _asked(parts: Parts, one: Visit | None, paper: str, *, refused: Refused | None = None) -> Response:
    return parts.page(
        "go_on",
        parts.languages.codes[0],
        status=HTTPStatus.OK if refused is None else STATUS[refused],
        known=one,
        paper=paper,
        said=None if refused is None else SAID[refused],
        phone=parts.engine.world.library.municipality.phone,
    )
