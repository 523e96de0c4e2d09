"""Logging in and out, the second factor, and a new password."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

import segno
from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse
from starlette.routing import Route

from bot.staff import second_factor
from bot.staff.identity import IdentityError
from bot.staff.log_in import Entered, Refused
from bot.staff.passwords import SHORTEST, Weakness
from bot.web.desk.admission import (
    BACK,
    CODE,
    COOKIE,
    ELSEWHERE,
    ENROL,
    HOME,
    LOG_IN,
    PASSWORD,
    check_token,
    onward,
)
from bot.web.forms import read_form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from bot.staff.identity import Identity
    from bot.staff.log_in import LogIn
    from bot.web.desk.admission import Admission, Member
    from bot.web.templates import Templates

log = logging.getLogger(__name__)

BEGUN: Final = "begonnen"
"""The cookie of a log-in that goes on elsewhere."""

BEGUN_FOR: Final = 600
"""Seconds in which it must come back."""

NOT_VOUCHED: Final = (
    "Inloggen via de gemeente lukte niet. Probeer het opnieuw. Lukt het weer niet? Vraag de beheerder."
)
REFUSALS: Final = {
    Refused.WRONG: "Dit klopt niet. Probeer het opnieuw. Na 5 keer fout wacht uw account 15 minuten.",
    Refused.TOO_MANY: "Er is te vaak geprobeerd. Wacht 10 minuten.",
}
WEAK: Final = {
    Weakness.SHORT: f"Neem minstens {SHORTEST} tekens. Vier gewone woorden achter elkaar is goed.",
    Weakness.LONG: "Dit wachtwoord is te lang. Neem hoogstens 128 tekens.",
    Weakness.GUESSABLE: "Dit wachtwoord is makkelijk te raden. Vier gewone woorden achter elkaar is goed.",
}


@dataclass(frozen=True)
class Entrance:
    """The pages on the way in and out."""

    admission: Admission
    log_in: LogIn
    templates: Templates
    identity: Identity | None = None
    """The municipality's own log-in; without one there is only ours."""

    def routes(self) -> Sequence[BaseRoute]:
        """Return the routes of these pages."""
        return [
            Route(LOG_IN, self.show_log_in, methods=["GET"]),
            Route(LOG_IN, self.take_log_in, methods=["POST"]),
            Route(ELSEWHERE, self.go_elsewhere, methods=["GET"]),
            Route(BACK, self.come_back, methods=["GET"]),
            Route(CODE, self.show_code, methods=["GET"]),
            Route(CODE, self.take_code, methods=["POST"]),
            Route(ENROL, self.show_enrol, methods=["GET"]),
            Route(ENROL, self.take_enrol, methods=["POST"]),
            Route(PASSWORD, self.show_password, methods=["GET"]),
            Route(PASSWORD, self.take_password, methods=["POST"]),
            Route("/desk/uitloggen", self.leave, methods=["POST"]),
        ]

    async def show_log_in(self, request: Request) -> Response:
        """Ask for a name and a password."""
        return self._log_in_page(onward(request.query_params.get("naar", "")))

    async def take_log_in(self, request: Request) -> Response:
        """Check a name and a password."""
        form = await read_form(request)
        to = onward(form.get("naar"))
        found = await self.log_in.enter(
            form.get("naam"),
            form.get("wachtwoord"),
            source=_source(request),
            local=self.admission.is_local(request),
        )
        if isinstance(found, Refused):
            return self._log_in_page(to, refusal=found)
        return self.admission.welcome(found, to)

    async def go_elsewhere(self, request: Request) -> Response:
        """Send the browser to the municipality's own log-in."""
        identity = self._known_identity()
        if await self.log_in.too_often(_source(request)):
            return self._log_in_page(HOME, refusal=Refused.TOO_MANY)
        try:
            begun = await identity.begin(self._back)
        except IdentityError as error:
            return self._not_vouched(error)
        response = RedirectResponse(begun.address, HTTPStatus.SEE_OTHER)
        self.admission.site.set_cookie(response, BEGUN, begun.kept, max_age=BEGUN_FOR)
        return response

    async def come_back(self, request: Request) -> Response:
        """Let in who comes back from there and is vouched for."""
        identity = self._known_identity()
        site = self.admission.site
        if await self.log_in.too_often(_source(request)):
            return self._log_in_page(HOME, refusal=Refused.TOO_MANY)
        try:
            kept = site.cookie(request.cookies, BEGUN) or ""
            username = await identity.finish(kept, request.query_params, self._back)
        except IdentityError as error:
            return self._not_vouched(error)
        found = await self.log_in.vouched(username)
        if isinstance(found, Refused):
            return self._not_vouched()
        response = self.admission.welcome(found)
        site.clear_cookie(response, BEGUN)
        return response

    async def show_code(self, request: Request) -> Response:
        """Ask for the code of the second factor."""
        member = await self._half_way(request)
        return self._code_page(member) if member else _to(LOG_IN)

    async def take_code(self, request: Request) -> Response:
        """Check the code of the second factor."""
        member = await self._half_way(request)
        if member is None:
            return _to(LOG_IN)
        form = await read_form(request)
        check_token(form, member)
        found = await self.log_in.confirm(member.token, form.get("code"))
        return self.admission.welcome(found) if isinstance(found, Entered) else self._code_page(member, found)

    async def show_enrol(self, request: Request) -> Response:
        """Show the QR code from which an app learns the second factor."""
        member = await self._half_way(request)
        if member is None:
            return _to(LOG_IN)
        if member.account.totp is not None:
            return _to(CODE)
        return self._enrol_page(member, second_factor.new_secret())

    async def take_enrol(self, request: Request) -> Response:
        """Keep the second factor, once a code shows that the app has it."""
        member = await self._half_way(request)
        if member is None:
            return _to(LOG_IN)
        form = await read_form(request)
        check_token(form, member)
        secret = form.get("sleutel")
        if not second_factor.is_secret(secret):
            return _to(ENROL)
        found = await self.log_in.enrol(member.token, secret, form.get("code"))
        if isinstance(found, Entered):
            return self.admission.welcome(found)
        return self._enrol_page(member, secret, found)

    async def show_password(self, request: Request) -> Response:
        """Ask for a new password."""
        member = await self.admission.member(request)
        return self._password_page(member) if member and member.session.second else _to(LOG_IN)

    async def take_password(self, request: Request) -> Response:
        """Change the password."""
        member = await self.admission.member(request)
        if member is None or not member.session.second:
            return _to(LOG_IN)
        form = await read_form(request)
        check_token(form, member)
        if form.get("nieuw") != form.get("nogmaals"):
            return self._password_page(member, "De twee nieuwe wachtwoorden zijn niet gelijk.")
        found = await self.log_in.change_password(member.token, form.get("oud"), form.get("nieuw"))
        if isinstance(found, Entered):
            return self.admission.welcome(found)
        return self._password_page(member, WEAK[found] if isinstance(found, Weakness) else REFUSALS[found])

    async def leave(self, request: Request) -> Response:
        """Log out, and take along what the browser kept."""
        member = await self.admission.member(request)
        if member is not None:
            check_token(await read_form(request), member)
            await self.log_in.leave(member.token)
        response = _to(LOG_IN)
        self.admission.site.clear_cookie(response, COOKIE)
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response

    async def _half_way(self, request: Request) -> Member | None:
        """Return who gave a password and no code yet."""
        member = await self.admission.member(request)
        return member if member is not None and not member.session.second else None

    def _known_identity(self) -> Identity:
        if self.identity is None:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        return self.identity

    @property
    def _back(self) -> str:
        return f"{self.admission.site.address}{BACK}"

    def _not_vouched(self, error: IdentityError | None = None) -> Response:
        if error is not None:
            log.warning("nobody is vouched for: %s", error)
        response = self._log_in_page(HOME, said=NOT_VOUCHED)
        self.admission.site.clear_cookie(response, BEGUN)
        return response

    def _log_in_page(self, to: str, *, refusal: Refused | None = None, said: str | None = None) -> Response:
        said = said if refusal is None else REFUSALS[refusal]
        return self.templates.page(
            "desk/log-in.html",
            status=HTTPStatus.OK if said is None else HTTPStatus.UNPROCESSABLE_ENTITY,
            to=to,
            refusal=said,
            elsewhere=None if self.identity is None else ELSEWHERE,
        )

    def _code_page(self, member: Member, refusal: Refused | None = None) -> Response:
        return self.templates.page(
            "desk/code.html",
            status=HTTPStatus.OK if refusal is None else HTTPStatus.UNPROCESSABLE_ENTITY,
            csrf=member.session.csrf,
            refusal=None if refusal is None else REFUSALS[refusal],
        )

    def _enrol_page(self, member: Member, secret: str, refusal: Refused | None = None) -> Response:
        address = second_factor.address(secret, member.account.username)
        drawn = segno.make(address, error="m")
        return self.templates.page(
            "desk/enrol.html",
            status=HTTPStatus.OK if refusal is None else HTTPStatus.UNPROCESSABLE_ENTITY,
            csrf=member.session.csrf,
            secret=secret,
            address=address,
            spaced=" ".join(secret[start : start + 4] for start in range(0, len(secret), 4)),
            code=Markup(drawn.svg_inline(border=4, omitsize=True)),  # noqa: S704  drawn from our own address
            refusal=None if refusal is None else REFUSALS[refusal],
        )

    def _password_page(self, member: Member, refusal: str | None = None) -> Response:
        return self.templates.page(
            "desk/password.html",
            status=HTTPStatus.OK if refusal is None else HTTPStatus.UNPROCESSABLE_ENTITY,
            csrf=member.session.csrf,
            shortest=SHORTEST,
            must=member.account.must_change,
            refusal=refusal,
        )


def _source(request: Request) -> str:
    return request.client.host if request.client else ""


def _to(path: str) -> Response:
    return RedirectResponse(path, HTTPStatus.SEE_OTHER)
