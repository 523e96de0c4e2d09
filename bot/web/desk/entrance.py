"""Logging in and out, the second factor, and a new password."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

import segno
from markupsafe import Markup
from starlette.responses import RedirectResponse
from starlette.routing import Route

from bot.staff import second_factor
from bot.staff.log_in import Entered, Refused
from bot.staff.passwords import SHORTEST, Weakness
from bot.web.desk.admission import (
    CODE,
    COOKIE,
    ENROL,
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

    from bot.staff.log_in import LogIn
    from bot.web.desk.admission import Admission, Member
    from bot.web.templates import Templates

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

    def routes(self) -> Sequence[BaseRoute]:
        """Return the routes of these pages."""
        return [
            Route(LOG_IN, self.show_log_in, methods=["GET"]),
            Route(LOG_IN, self.take_log_in, methods=["POST"]),
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
        source = request.client.host if request.client else ""
        found = await self.log_in.enter(
            form.get("naam"), form.get("wachtwoord"), source=source, local=self.admission.is_local(request)
        )
        if isinstance(found, Refused):
            return self._log_in_page(to, refusal=found)
        return self.admission.welcome(found, to)

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

    def _log_in_page(self, to: str, *, refusal: Refused | None = None) -> Response:
        return self.templates.page(
            "desk/log-in.html",
            status=HTTPStatus.OK if refusal is None else HTTPStatus.UNPROCESSABLE_ENTITY,
            to=to,
            refusal=None if refusal is None else REFUSALS[refusal],
        )

    def _code_page(self, member: Member, refusal: Refused | None = None) -> Response:
        return self.templates.page(
            "desk/code.html",
            status=HTTPStatus.OK if refusal is None else HTTPStatus.UNPROCESSABLE_ENTITY,
            csrf=member.session.csrf,
            refusal=None if refusal is None else REFUSALS[refusal],
        )

    def _enrol_page(self, member: Member, secret: str, refusal: Refused | None = None) -> Response:
        drawn = segno.make(second_factor.address(secret, member.account.username), error="m")
        return self.templates.page(
            "desk/enrol.html",
            status=HTTPStatus.OK if refusal is None else HTTPStatus.UNPROCESSABLE_ENTITY,
            csrf=member.session.csrf,
            secret=secret,
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


def _to(path: str) -> Response:
    return RedirectResponse(path, HTTPStatus.SEE_OTHER)
