"""Who may see a page of the desk: a session, a second factor, a role, and a token in each form."""

from __future__ import annotations

from dataclasses import dataclass
from hmac import compare_digest
from http import HTTPStatus
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse

from bot.staff.base import AT_THE_DESK, Role
from bot.web.forms import read_form
from bot.web.site import is_loopback

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection

    from starlette.requests import Request
    from starlette.responses import Response

    from bot.staff.base import Account, Session
    from bot.staff.log_in import Entered, LogIn
    from bot.web.forms import Form
    from bot.web.site import Site

COOKIE: Final = "desk"
LOG_IN: Final = "/desk/inloggen"
ELSEWHERE: Final = "/desk/inloggen/gemeente"
BACK: Final = "/desk/inloggen/terug"
CODE: Final = "/desk/code"
ENROL: Final = "/desk/code/instellen"
PASSWORD: Final = "/desk/wachtwoord"  # noqa: S105  an address, not a secret
HOME: Final = "/desk"
GROUPS: Final = "/groep"
"""Where who guides a group begins: she has no cases."""

FORWARDED: Final = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
"""Headers with which a proxy says that the browser is somewhere else."""


@dataclass(frozen=True)
class Member:
    """Somebody of the staff behind a request. ``token`` is that of her cookie."""

    account: Account
    session: Session
    token: str


@dataclass(frozen=True)
class Admission:
    """Lets requests through to the pages of the desk."""

    site: Site
    log_in: LogIn

    def page(
        self,
        show: Callable[[Request, Member], Awaitable[Response]],
        roles: Collection[Role] = AT_THE_DESK,
    ) -> Callable[[Request], Awaitable[Response]]:
        """Return an endpoint that shows a page to whoever logged in all the way with such a role."""

        async def endpoint(request: Request) -> Response:
            found = await self._admitted(request, roles)
            return await show(request, found) if isinstance(found, Member) else found

        return endpoint

    def action(
        self,
        act: Callable[[Request, Member, Form], Awaitable[Response]],
        roles: Collection[Role] = AT_THE_DESK,
    ) -> Callable[[Request], Awaitable[Response]]:
        """Return an endpoint that takes a form of such a page."""

        async def endpoint(request: Request) -> Response:
            found = await self._admitted(request, roles)
            if not isinstance(found, Member):
                return found
            form = await read_form(request)
            check_token(form, found)
            return await act(request, found, form)

        return endpoint

    def is_local(self, request: Request) -> bool:
        """Tell whether the browser runs on this machine: address, name asked for, and no proxy between.

        Never where there is a public address: a proxy on this machine may say nothing of itself.
        """
        client = request.client
        return (
            self.site.local
            and client is not None
            and not any(name in request.headers for name in FORWARDED)
            and is_loopback(f"[{client.host}]" if ":" in client.host else client.host)
            and is_loopback(request.headers.get("host", ""))
        )

    async def member(self, request: Request) -> Member | None:
        """Return who sent this request, with or without a second factor; None for nobody."""
        token = self.site.cookie(request.cookies, COOKIE)
        found = await self.log_in.who(token)
        return None if token is None or found is None else Member(found[1], found[0], token)

    def welcome(self, entered: Entered, onward: str = HOME) -> Response:
        """Return the answer to a log-in that went one step further: a new cookie, and the next page."""
        member = Member(entered.account, entered.session, entered.token)
        to = self._missing(member) or landing(onward, entered.account.role)
        response = RedirectResponse(to, HTTPStatus.SEE_OTHER)
        self.site.set_cookie(response, COOKIE, entered.token)
        return response

    async def _admitted(self, request: Request, roles: Collection[Role]) -> Member | Response:
        member = await self.member(request)
        if member is not None and member.account.demo and not self.is_local(request):
            raise HTTPException(HTTPStatus.FORBIDDEN)
        missing = LOG_IN if member is None else self._missing(member)
        if member is None or missing is not None:
            onward = urlencode({"naar": request.url.path}) if request.method == "GET" else ""
            return RedirectResponse(f"{missing}?{onward}" if onward else str(missing), HTTPStatus.SEE_OTHER)
        if member.account.role not in roles:
            raise HTTPException(HTTPStatus.FORBIDDEN)
        return member

    def _missing(self, member: Member) -> str | None:
        """Return the page of what is still to be done before the desk opens, None when all is."""
        if not member.session.second:
            return ENROL if member.account.totp is None else CODE
        return PASSWORD if member.account.must_change else None


def check_token(form: Form, member: Member) -> None:
    """Raise ``HTTPException`` 403 for a form that was not made for this session."""
    if not compare_digest(form.get("csrf").encode("utf-8", "replace"), member.session.csrf.encode()):
        raise HTTPException(HTTPStatus.FORBIDDEN)


def onward(path: str) -> str:
    """Return where to go after the log-in: a page of the staff, whatever a link asked for."""
    plain = path.isascii() and path.isprintable() and not any(sign in path for sign in "\\?#:%")
    return path if plain and path.startswith(("/desk/", "/groep/")) and "//" not in path else HOME


def landing(path: str, role: Role) -> str:
    """Return where somebody of this role begins: what she asked for, where it can be hers."""
    of_groups = path == GROUPS or path.startswith(f"{GROUPS}/")
    if role is Role.BEGELEIDER:
        return path if of_groups else GROUPS
    return HOME if of_groups and role is not Role.COORDINATOR else path
