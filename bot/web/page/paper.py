"""Her list on paper: asked for, her number chosen, and the page that is printed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from starlette.routing import Route

from bot import devices
from bot.devices import LeadsTo
from bot.flows import words_page, words_paper
from bot.flows.engine import AMSTERDAM
from bot.flows.lines import Line
from bot.flows.state import State
from bot.papers import papers
from bot.papers.pins import Unfit, as_pin, unfit
from bot.tokens import new_token
from bot.web.forms import read_form
from bot.web.page.devices import offered_code
from bot.web.page.printed import printed
from bot.web.page.visits import SHARED, Visit, posted, sat_here, seen, to, visit
from bot.web.security import is_form_token

if TYPE_CHECKING:
    from datetime import datetime

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from bot.flows.text import Text
    from bot.messages import Address
    from bot.storage.base import Unit
    from bot.web.forms import Form
    from bot.web.page.parts import Parts, Voice

HER_LIST: Final = "lijst"
"""In an address, that she comes from her list in this very browser."""

UNFIT: Final = {Unfit.SHAPE: words_paper.PIN_SHAPE, Unfit.EASY: words_paper.PIN_EASY}
CODES: Final = {
    devices.Refused.WRONG: words_page.CODE_WRONG,
    devices.Refused.TOO_OFTEN: words_page.CODE_TOO_OFTEN,
}
STATUS: Final = {
    devices.Refused.WRONG: HTTPStatus.UNPROCESSABLE_ENTITY,
    devices.Refused.TOO_OFTEN: HTTPStatus.TOO_MANY_REQUESTS,
}


@dataclass(frozen=True)
class Asker:
    """Whose list it is: that of the browser, or of the code that was typed in it."""

    address: Address
    browser: Visit | None
    code: str = ""


class Outcome(Enum):
    """Why no paper was made."""

    GONE = "gone"
    MADE_ALREADY = "made already"


def routes(parts: Parts) -> list[BaseRoute]:
    """Return the pages that lead to a paper, and the paper."""

    async def begin(request: Request) -> Response:
        one = await visit(parts, request)
        hers = sat_here(parts, one)
        if one is None or one.visitor.hidden or "code" in request.query_params:
            return _code_asked(parts)
        if hers is not None and HER_LIST not in request.query_params:
            # The computer of the printer: whoever types this address need not be who sat there before.
            return _code_asked(parts, hers=hers)
        await seen(parts, one)
        return await _form(parts, Asker(one.address, one))

    async def chosen(request: Request) -> Response:
        return to(f"/papier?{HER_LIST}" if await posted(parts, request) else "/")

    async def typed(request: Request) -> Response:
        form = await read_form(request)
        found = await _of_code(parts, request, form.get("code"))
        return _refused(parts, found) if isinstance(found, devices.Refused) else await _form(parts, found)

    async def elsewhere(request: Request) -> Response:
        found = await posted(parts, request)
        if found is None:
            return to("/")
        one, _ = found
        return parts.page(
            "paper_elsewhere",
            one.visitor.language,
            code=await offered_code(parts, one, LeadsTo.PAPER),
            address=f"{parts.site.address}/papier",
        )

    async def make(request: Request) -> Response:
        form = await read_form(request)
        if form.get("code"):
            return await _of_typed(parts, request, form)
        return await _of_browser(parts, request, form)

    return [
        Route("/papier", begin, methods=["GET"]),
        Route("/papier", chosen, methods=["POST"]),
        Route("/papier/code", typed, methods=["POST"]),
        Route("/papier/elders", elsewhere, methods=["POST"]),
        Route("/papier/maak", make, methods=["POST"]),
    ]


async def _of_code(parts: Parts, request: Request, code: str) -> Asker | devices.Refused:
    one, now = await visit(parts, request), parts.now()
    by = None if one is None else one.address
    found = await parts.store.run(lambda unit: devices.look_up(unit, code, by, now, LeadsTo.PAPER))
    # What stands on this computer is somebody else's: the list is that of the code.
    return found if isinstance(found, devices.Refused) else Asker(found, None, code)


def _code_asked(
    parts: Parts, said: Text | None = None, status: HTTPStatus = HTTPStatus.OK, hers: Voice | None = None
) -> Response:
    """Ask for the code from her phone; ``hers`` is the language of who sat at this computer before."""
    first = parts.languages.codes[0]
    return parts.page("paper_code", first, status=status, said=said, hers=hers, her_list=HER_LIST)


def _refused(parts: Parts, why: devices.Refused) -> Response:
    return _code_asked(parts, CODES[why], STATUS[why])


def _made_elsewhere(parts: Parts) -> Response:
    """Say that the paper of this form was made, and ask for a new code for another one.

    Its secret was in that answer alone, and the form of it may be sent again by whoever sits here
    next: it makes no paper without a new code from her phone.
    """
    return _code_asked(parts, words_paper.MADE_ALREADY, HTTPStatus.UNPROCESSABLE_ENTITY)


async def _form(parts: Parts, asker: Asker, said: Text | None = None, *, ticked: bool = False) -> Response:
    """Show where she chooses her number, in her language; ``ticked``: and what is private as well."""
    now = parts.now()
    state = await parts.store.run(lambda unit: _state(unit, asker.address, now))
    if state is None:
        return to("/")
    sheet = parts.engine.sheet(state, now, private=False)
    return parts.page(
        "paper_form",
        state.language or parts.languages.codes[0],
        status=HTTPStatus.OK if said is None else HTTPStatus.UNPROCESSABLE_ENTITY,
        said=said,
        asker=asker,
        private=sheet.private,
        nothing_else=not (sheet.todo or sheet.done),
        ticked=ticked,
        once=new_token(),
    )


async def _of_typed(parts: Parts, request: Request, form: Form) -> Response:
    if await _was_spent(parts, form):
        return _made_elsewhere(parts)
    found = await _of_code(parts, request, form.get("code"))
    if not isinstance(found, devices.Refused):
        return await _make(parts, found, form)
    # The same form, sent twice at once, may have spent it since.
    return _made_elsewhere(parts) if await _was_spent(parts, form) else _refused(parts, found)


async def _was_spent(parts: Parts, form: Form) -> bool:
    once, now = form.get("once"), parts.now()
    return await parts.store.run(lambda unit: devices.was_spent_by(unit, once, now))


async def _of_browser(parts: Parts, request: Request, form: Form) -> Response:
    one = await visit(parts, request)
    if one is None or not is_form_token(one.token, form.get("token")):
        return to("/papier")
    await seen(parts, one)
    return await _make(parts, Asker(one.address, one), form)


async def _make(parts: Parts, asker: Asker, form: Form) -> Response:
    """Make a paper and show it, or say what is wrong with the number."""
    refusal, private = _wrong(form), form.get("private") == "1"
    if refusal is not None:
        return await _form(parts, asker, refusal, ticked=private)
    hashed = await papers.number_hashed(as_pin(form.get("pin")) or "")
    new, now = papers.New(new_token(), hashed, form.get("once")), parts.now()
    made = await parts.store.run(lambda unit: _kept(unit, asker, new, now))
    match made:
        case devices.Refused():
            return _refused(parts, made)
        case Outcome.MADE_ALREADY if asker.browser is None:
            return _made_elsewhere(parts)
        case Outcome.MADE_ALREADY:
            return await _form(parts, asker, words_paper.MADE_ALREADY, ticked=private)
        case State():
            return _paper(parts, asker, made, new.token, private=private)
        case _:
            return to("/")


def _wrong(form: Form) -> Text | None:
    """Return what is wrong with the number that she chose."""
    first, again = form.get("pin"), form.get("again")
    why = unfit(first)
    if why is not None:
        return UNFIT[why]
    return None if as_pin(first) == as_pin(again) else words_paper.PIN_DIFFERENT


def _kept(unit: Unit, asker: Asker, new: papers.New, now: datetime) -> State | Outcome | devices.Refused:
    """Keep the paper under the lock of the contact; return her state, or why there is none."""
    loaded = unit.lock(asker.address, now)
    if loaded.state is None:
        unit.forget(loaded.contact)
        return Outcome.GONE
    if asker.code:
        if not devices.spend(unit, asker.code, now, LeadsTo.PAPER):
            return (
                Outcome.MADE_ALREADY if devices.was_spent_by(unit, new.form, now) else devices.Refused.WRONG
            )
        devices.remember_form(unit, new.form, asker.address, now)
    if not papers.keep(unit, loaded, new, now):
        return Outcome.MADE_ALREADY
    return State.from_json(loaded.state)


def _state(unit: Unit, address: Address, now: datetime) -> State | None:
    loaded = unit.lock(address, now)
    if loaded.state is None:
        unit.forget(loaded.contact)  # nobody yet: she has not begun
        return None
    return State.from_json(loaded.state)


def _paper(parts: Parts, asker: Asker, state: State, token: str, *, private: bool) -> Response:
    now, language = parts.now(), state.language or parts.languages.codes[0]
    last_day = (now + papers.LIFE).astimezone(AMSTERDAM).date()
    own = asker.browser is not None and asker.browser.visitor.own_device
    return parts.page(
        "paper",
        language,
        paper=printed(
            parts,
            parts.engine.sheet(state, now, private=private),
            language,
            address=f"{parts.site.address}/verder/{token}",
            until=Line(words_paper.SHEET_UNTIL, {"day": last_day}),
        ),
        back="/gesprek" if asker.browser is not None else "/",
        # What stands open on a computer of many is gone in as long as everything else there.
        gone_after=None if own else int(SHARED.total_seconds()),
    )
