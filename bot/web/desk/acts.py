"""What somebody does with a case: each form is one action, and then the page of the case again.

What is stopped comes back into its field with the reason, so that nothing is lost.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse
from starlette.routing import Route

from bot.handoff.actors import NotConfirmed, Refused
from bot.handoff.phrases import Unfilled
from bot.handoff.states import NotAllowed, NotFound
from bot.storage.base import Stale
from bot.web.desk import wording
from bot.web.desk.case import Draft, case_page
from bot.web.desk.parts import actor

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
EMPTY: Final = "Er staat nog niets. Schrijf eerst iets."
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
            await act(parts, actor(member), case, form)
        except NotFound:
            raise HTTPException(HTTPStatus.NOT_FOUND) from None
        except (NotAllowed, Stale, Unfilled) as stopped:
            return await case_page(parts, request, member, _draft(name, stopped, form))
        return RedirectResponse(f"/desk/zaak/{case}#einde", HTTPStatus.SEE_OTHER)

    return endpoint


def _draft(name: str, stopped: Exception, form: Form) -> Draft:
    fields: Mapping[str, str] = {field: values[-1] for field, values in form.fields.items()}
    match stopped:
        case NotConfirmed():
            return Draft(form=name, warn=True, fields=fields)
        case Refused(refusal=refusal):
            return Draft(form=name, refusal=wording.REFUSALS[refusal], fields=fields)
        case Unfilled(name=field, reason=reason):
            return Draft(form=name, refusal=f"{field}: {reason}", fields=fields)
        case Stale():
            return Draft(form=name, refusal=CHANGED, fields=fields)
        case _:
            blank = name in WRITES and not form.get("tekst").strip()
            return Draft(form=name, refusal=EMPTY if blank else NOT_NOW, fields=fields)


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
    return await parts.desk.close(who, case, form.get("uitkomst"), _text(form))


async def _answer(parts: DeskParts, who: Actor, case: str, form: Form) -> object:
    return await parts.desk.answer(who, case, _text(form), dutch_confirmed=_confirmed(form))


async def _say(parts: DeskParts, who: Actor, case: str, form: Form) -> object:
    return await parts.desk.say(who, case, _text(form), dutch_confirmed=_confirmed(form))


async def _phrase(parts: DeskParts, who: Actor, case: str, form: Form) -> object:
    values = {
        name.removeprefix("v-"): given[-1] for name, given in form.fields.items() if name.startswith("v-")
    }
    return await parts.desk.phrase(who, case, form.get("zin"), values, papers=form.all("papier"))


async def _ask(parts: DeskParts, who: Actor, case: str, form: Form) -> object:
    return await parts.desk.ask(who, case, form.get("vraag"))


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
    "stel-vraag": _ask,
    "notitie": _note,
}
"""The forms of a case, by the last part of their address."""

WRITES: Final = frozenset({"antwoord", "zeg", "notitie"})
