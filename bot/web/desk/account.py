"""Her own account: who she is here, a new password, and notices of new cases in her own chat."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from starlette.responses import RedirectResponse
from starlette.routing import Route

from bot import devices
from bot.staff import notices
from bot.web.desk import wording

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from bot.web.desk.admission import Member
    from bot.web.desk.parts import DeskParts
    from bot.web.forms import Form

PATH: Final = "/desk/account"


def routes(parts: DeskParts) -> list[BaseRoute]:
    """Return the page of the account and its forms."""

    async def page(_request: Request, member: Member) -> Response:
        return show(member)

    async def make_code(_request: Request, member: Member, _form: Form) -> Response:
        code, now = devices.new_code(), parts.now()
        await parts.store.run(lambda unit: notices.offer(unit, code, member.account.username, now))
        return show(member, code)

    async def end_notices(_request: Request, member: Member, _form: Form) -> Response:
        await parts.store.run(lambda unit: notices.end(unit, member.account.username))
        return RedirectResponse(PATH, HTTPStatus.SEE_OTHER)

    def show(member: Member, code: str | None = None) -> Response:
        account = member.account
        return parts.templates.page(
            "desk/account.html",
            role=wording.ROLES[account.role.value],
            second=account.totp is not None,
            expires=None if account.expires_on is None else wording.day(account.expires_on),
            telegram=parts.telegram,
            notices=account.notices is not None,
            code=None if code is None else f"/start {notices.START}{code}",
            **parts.nearby(member),
        )

    take = parts.admission.action
    return [
        Route(PATH, parts.admission.page(page), methods=["GET"]),
        Route(f"{PATH}/meldingen", take(make_code), methods=["POST"]),
        Route(f"{PATH}/geen-meldingen", take(end_notices), methods=["POST"]),
    ]
