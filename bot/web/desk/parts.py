"""What the pages of the desk work with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.handoff.actors import Actor

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from bot.flows.definition import Library
    from bot.handoff.desk import Desk
    from bot.handoff.translation import Translator
    from bot.locale import Languages
    from bot.staff.base import Account
    from bot.staff.identity import Identity
    from bot.storage.base import Store
    from bot.web.desk.admission import Admission, Member
    from bot.web.feed import FeedWatch
    from bot.web.templates import Templates


@dataclass(frozen=True, kw_only=True)
class DeskParts:
    """Everything behind the pages. ``now`` tells the time, aware."""

    admission: Admission
    desk: Desk
    feed: FeedWatch
    languages: Languages
    library: Library
    store: Store
    templates: Templates
    translator: Translator
    now: Callable[[], datetime]
    telegram: bool = False
    """Whether the bot is on Telegram, so that staff may have notices there."""
    identity: Identity | None = None
    """The municipality's own log-in, where there is one."""

    async def colleagues(self, team: str) -> Sequence[Account]:
        """Return who works in a team today and has cases, by name."""
        accounts = await self.store.run(lambda unit: unit.accounts())
        today = self.now().date()
        return sorted(
            (one for one in accounts if one.team == team and one.at_the_desk and one.works(today)),
            key=lambda one: one.name.casefold(),
        )

    def nearby(self, member: Member) -> dict[str, Any]:
        """Return what every page shows: who looks, and the token of the forms."""
        return {"member": member.account, "csrf": member.session.csrf}


def actor(member: Member) -> Actor:
    """Return who acts, as a case needs to know."""
    account = member.account
    return Actor(id=account.username, name=account.name, role=account.role.value, team=account.team)
