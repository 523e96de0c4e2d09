"""What runs, wired: and how it deletes what has had its time."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.channels.profiles import WEB
from bot.groups.ending import walk_away
from bot.messages import Address
from bot.staff.log_in import IDLE, LONGEST

if TYPE_CHECKING:
    from bot.config import Settings
    from bot.conversation import Conversation
    from bot.delivery import Delivery
    from bot.groups.board import Board
    from bot.handoff.desk import Desk
    from bot.hearable import Hearable
    from bot.locale import Languages
    from bot.storage.base import Store, Unit
    from bot.voice.speaker import MessageSpeaker
    from bot.web.page.log import PageLog

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Application:
    """Everything that runs, wired."""

    settings: Settings
    languages: Languages
    store: Store
    conversation: Conversation
    delivery: Delivery
    desk: Desk
    groups: Board
    speaker: MessageSpeaker | None = None
    page: PageLog | None = None
    audible: Hearable | None = None

    async def expire(self) -> None:
        """Delete what has had its time, and look again at what was recorded or rendered."""
        now = self.conversation.now()
        idle_before = now - timedelta(days=self.settings.idle_days)
        gone = await self.store.run(lambda unit: unit.expire(now, idle_before=idle_before))
        gone += await self.store.run(
            lambda unit: (
                unit.expire_sessions(idle_before=now - IDLE, created_before=now - LONGEST)
                + unit.expire_attempts(now)
            )
        )
        if gone:
            log.info("expired", extra={"count": gone})
        self.look_again()

    def look_again(self) -> None:
        """Look again at what can be heard: something may have been recorded or rendered since."""
        for one in (self.speaker, self.audible):
            if one is not None:
                one.look_again()

    async def expire_pages(self) -> None:
        """Delete browsers, what they showed and codes that had their time."""
        now = self.conversation.now()

        def expire(unit: Unit, address: str) -> None:
            if unit.visitor(address, now) is None:  # she may just have come back
                self._dismiss(unit, address)

        # One at a time: each leaves a group, and that takes locks that no second contact may wait for.
        for address in await self.store.run(lambda unit: unit.expired_pages(now)):
            await self.store.run(lambda unit, address=address: expire(unit, address))  # type: ignore[misc]
        await self.store.run(lambda unit: unit.expire_pages(now))

    async def dismiss(self, address: str) -> None:
        """Wipe a browser of many, and take its visitor out of her group."""
        await self.store.run(lambda unit: self._dismiss(unit, address))

    def _dismiss(self, unit: Unit, address: str) -> None:
        walk_away(unit, self.groups.engine, Address(WEB.name, address), self.conversation.now())
        unit.dismiss(address)

    async def sweep_voice(self) -> None:
        """Delete clips that had their hour."""
        if self.speaker is not None:
            await asyncio.to_thread(self.speaker.sweep)
