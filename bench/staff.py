"""Those who work at the desk or guide a group, while something is measured."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from aiohttp import ClientSession, ClientTimeout, CookieJar

from bot.staff import passwords
from bot.staff.base import Account

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from contextlib import AsyncExitStack

    from bot.staff.base import Role

TOKEN: Final = re.compile(r'name="csrf" value="([^"]+)"')
AFTER: Final = re.compile(r'data-after="(\d+)"')


def accounts(usernames: Iterable[str], role: Role, password: str) -> Callable[[str], list[Account]]:
    """Return what makes these accounts in a team, all with one password."""
    hashed = passwords.hashed(password)

    def staff(team: str) -> list[Account]:
        return [
            Account(
                username=username,
                name=username.capitalize(),
                role=role,
                team=team,
                password=hashed,
                created_at=datetime.now(UTC),
            )
            for username in usernames
        ]

    return staff


async def logged_in(
    stack: AsyncExitStack, address: str, username: str, password: str
) -> tuple[ClientSession, str]:
    """Log somebody in as a new browser; return it, and the page that she sees first."""
    session = await stack.enter_async_context(
        ClientSession(cookie_jar=CookieJar(unsafe=True), timeout=ClientTimeout(total=None))
    )
    fields = {"naam": username, "wachtwoord": password}
    async with session.post(f"{address}/desk/inloggen", data=fields) as answer:
        return session, await answer.text()
