"""What somebody does with a case: each form is one action, and then the page of the case again.

What is stopped comes back into its field with the reason, so that nothing is lost.
"""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse
from starlette.routing import Route

from bot.handoff.actors import NotConfirmed, Preview, Refused
from bot.handoff.phrases import Unfilled
from bot.handoff.states import NotAllowed, NotFound
from bot.handoff.stored import Unreadable
from bot.storage.base import Stale
from bot.web.desk import wording
from bot.web.desk.case import POINT, Draft, case_page
from bot.web.desk.parts import actor
from bot.web.points import point_draft

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from bot.handoff.actors import Actor
    from bot.web.desk.admission import Member
    from bot.web.desk.parts import DeskParts
    from bot.web.forms import Form

CHANGED: Final = "De zaak is intussen veranderd. Kijk hieronder hoe hij nu is, en probeer het opnieuw."
NOT_NOW: Final = "Dit kan nu niet: kijk hieronder wie de zaak heeft."
UNREACHABLE: Final = "Wegwijs kan deze inwoner nu niets sturen. Bel de inwoner, en meld het bij de beheerder."
EMPTY: Final = "Er staat nog niets. Schrijf eerst iets."
PREVIEW: Final = "bekijk-zin"
LONGEST: Final = 2000
TOO_LONG: Final = f"Dit is te lang voor een bericht. Schrijf hoogstens {LONGEST} tekens."


def routes(parts: DeskParts) -> list[BaseRoute]:
    """Return the forms of a case."""
    return [
        Route(
            f"/desk/zaak/{{case}}/{name}",
            parts.admission.action(_endpoint(parts, name, act)),
            methods=["POST"],
        )
        for name, act in ACTS.items()
    ]


def _endpoint(
    parts: DeskParts, name: str, act: Callable[[DeskParts, Actor, str, Form], Awaitable[object]]
) -> Callable[[Request, Member, Form], Awaitable[Response]]:
    async def endpoint(request: Request, member: Member, form: Form) -> Response:
        case: str = request.path_params["case"]
        try:
            done = await act(parts, actor(member), case, form)
        except NotFound:
            raise HTTPException(HTTPStatus.NOT_FOUND) from None
        except (NotAllowed, Stale, Unfilled) as stopped:
            return await case_page(parts, request, member, _draft(name, stopped, form))
        if isinstance(done, Preview):
            return await case_page(parts, request, member, replace(_kept("zin", form), preview=done))
        return RedirectResponse(f"/desk/zaak/{case}#gesprek", HTTPStatus.SEE_OTHER)

    return endpoint


def _kept(name: str, form: Form) -> Draft:
    fields = {field: values[-1] for field, values in form.fields.items()}
    return Draft(form=name, fields=fields, papers=tuple(form.all("papier")))


def _draft(name: str, stopped: Exception, form: Form) -> Draft:
    draft = _kept("zin" if name == PREVIEW else name, form)
    match stopped:
        case NotConfirmed():
            return replace(draft, warn=True)
        case Refused(refusal=refusal):
            return replace(draft, refusal=wording.REFUSALS[refusal])
        case Unfilled(name=field, reason=reason):
            return replace(draft, refusal=f"{field}: {reason}")
        case Stale():
            return replace(draft, refusal=CHANGED)
        case Unreadable():
            return replace(draft, refusal=UNREACHABLE)
        case _:
            blank = name in WRITES and not form.get("tekst").strip()
            return replace(draft, refusal=EMPTY if blank else NOT_NOW)


def _text(form: Form) -> str:
    text = form.get("tekst")
    if len(text) > LONGEST:
        raise Unfilled("tekst", TOO_LONG)
    return text


async def _claim(parts: DeskParts, who: Actor, case: str, form: Form) -> object:  # noqa: ARG001  every form is an act
    return await parts.desk.claim(who, case)


async def _transfer(parts: DeskParts, who: Actor, case: str, form: Form) -> object:
    to = form.get("naar")
    if to not in {one.username for one in await parts.colleagues(who.team)}:
        raise Unfilled("collega", "Kies een collega.")
    return await parts.desk.transfer(who, case, to, _text(form))


async def _wait(parts: DeskParts, who: Actor, case: str, form: Form) -> object:  # noqa: ARG001  every form is an act
    return await parts.desk.wait(who, case)


async def _release(parts: DeskParts, who: Actor, case: str, form: Form) -> object:
    return await parts.desk.release(who, case, _text(form))


async def _close(parts: DeskParts, who: Actor, case: str, form: Form) -> object:
    return await parts.desk.close(
        who, case, form.get("uitkomst"), _text(form), dutch_confirmed=_confirmed(form)
    )


async def _answer(parts: DeskParts, who: Actor, case: str, form: Form) -> object:
    return await parts.desk.answer(who, case, _text(form), dutch_confirmed=_confirmed(form))


async def _say(parts: DeskParts, who: Actor, case: str, form: Form) -> object:
    return await parts.desk.say(who, case, _text(form), dutch_confirmed=_confirmed(form))


async def _phrase(parts: DeskParts, who: Actor, case: str, form: Form) -> object:
    return await parts.desk.phrase(who, case, form.get("zin"), _values(form), papers=form.all("papier"))


async def _preview(parts: DeskParts, who: Actor, case: str, form: Form) -> object:
    return await parts.desk.preview(who, case, form.get("zin"), _values(form), papers=form.all("papier"))


def _values(form: Form) -> Mapping[str, str]:
    return {
        name.removeprefix("v-"): given[-1] for name, given in form.fields.items() if name.startswith("v-")
    }


async def _ask(parts: DeskParts, who: Actor, case: str, form: Form) -> object:
    return await parts.desk.ask(who, case, form.get("vraag"))


async def _point(parts: DeskParts, who: Actor, case: str, form: Form) -> object:
    return await parts.desk.offer_point(who, case, point_draft(form), dutch_confirmed=_confirmed(form))


async def _note(parts: DeskParts, who: Actor, case: str, form: Form) -> object:
    return await parts.desk.note(who, case, _text(form))


def _confirmed(form: Form) -> bool:
    return form.get("toch") == "1"


ACTS: Final[Mapping[str, Callable[[DeskParts, Actor, str, Form], Awaitable[object]]]] = {
    "neem": _claim,
    "geef-door": _transfer,
    "wacht": _wait,
    "geef-terug": _release,
    "sluit": _close,
    "antwoord": _answer,
    "zeg": _say,
    "zin": _phrase,
    PREVIEW: _preview,
    "stel-vraag": _ask,
    "notitie": _note,
    POINT: _point,
}
"""The forms of a case, by the last part of their address."""

WRITES: Final = frozenset({"antwoord", "zeg", "notitie"})
