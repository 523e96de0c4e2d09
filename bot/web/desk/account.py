"""Her own account: who she is here, and a new password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.routing import Route

from bot.web.desk import wording

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from bot.web.desk.admission import Member
    from bot.web.desk.parts import DeskParts


def routes(parts: DeskParts) -> list[BaseRoute]:
    """Return the page of the account."""

    async def page(_request: Request, member: Member) -> Response:
        account = member.account
        return parts.templates.page(
            "desk/account.html",
            role=wording.ROLES[account.role.value],
            second=account.totp is not None,
            expires=None if account.expires_on is None else wording.day(account.expires_on),
            **parts.nearby(member),
        )

    return [Route("/desk/account", parts.admission.page(page))]
