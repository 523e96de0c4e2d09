"""The pages of groups over a stage of residents: helpers with their browsers, and who takes part."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import httpx2

from bot.groups.board import Board
from bot.messages import Address, Command
from bot.staff.log_in import Entered, LogIn
from bot.web.app import web_app
from bot.web.desk.admission import Admission
from bot.web.desk.entrance import Entrance
from bot.web.feed import FeedWatch
from bot.web.group.app import group_routes
from bot.web.group.parts import GroupParts
from bot.web.site import Site
from bot.web.templates import Templates
from tests import read_once
from tests.handoff.stage import Stage
from tests.web.desk.office import BASE, PASSWORD, STAFF, Browser

if TYPE_CHECKING:
    from bot.groups.base import Group, Seat
    from bot.storage.base import Store, Unit

SITE = Site.of(None, ("127.0.0.1", 8000))
JOB_LOST = "ik ben mijn baan kwijt"


@dataclass
class Room:
    """A library with its helpers and who comes there."""

    store: Store
    telegram: str | None = "wegwijs_bot"
    stage: Stage = field(init=False)
    feed: FeedWatch = field(init=False)
    parts: GroupParts = field(init=False)

    def __post_init__(self) -> None:
        self.stage = Stage(self.store)
        self.feed = FeedWatch(self.store)
        (world, languages), (gate, _) = read_once.world(), read_once.words()
        self.parts = GroupParts(
            admission=Admission(SITE, LogIn(store=self.store, now=self.stage.clock)),
            board=Board(
                store=self.store,
                telling=self.stage.desk.telling,
                gate=gate,
                hand_over=self.stage.delivery.hand_over,
                now=self.stage.clock,
            ),
            feed=self.feed,
            languages=languages,
            library=world.library,
            templates=Templates(),
            bot_name=lambda: self.telegram,
            now=self.stage.clock,
        )
        admission = self.parts.admission
        entrance = Entrance(admission, admission.log_in, self.parts.templates)
        self.app = web_app(SITE, [*entrance.routes(), *group_routes(self.parts)])

    async def hire(self) -> None:
        for one in STAFF:
            await self.store.run(lambda unit, one=one: unit.save_account(one))  # type: ignore[misc]

    def stranger(self) -> Browser:
        """Return a browser in which nobody logged in."""
        transport = httpx2.ASGITransport(self.app, client=("127.0.0.1", 40_000))
        return Browser(httpx2.AsyncClient(transport=transport, base_url=BASE))

    async def logs_in(self, username: str) -> Browser:
        """Log somebody in with her password."""
        browser = self.stranger()
        await browser.open("/groep")
        await browser.send("/desk/inloggen", naam=username, wachtwoord=PASSWORD, naar="/groep")
        return browser

    async def browser(self, username: str) -> Browser:
        """Return a browser in which somebody is logged in; no password is hashed for it."""
        browser = self.stranger()
        entered = await self.parts.admission.log_in.vouched(username)
        assert isinstance(entered, Entered)
        browser.client.cookies.set("desk", entered.token, domain="127.0.0.1")
        await browser.open("/groep")
        return browser

    async def opened(self, username: str = "ria") -> tuple[Browser, str]:
        """Let somebody open a group; return her browser with the board, and the id of the group."""
        browser = await self.browser(username)
        await browser.send("/groep", plek="Bibliotheek", uren="2")
        return browser, browser.shown.url.path.rpartition("/")[2]

    async def sits(
        self,
        group: str,
        name: str,
        language: str = "nl",
        presses: tuple[str, ...] = (),
        **seat: Any,  # noqa: ANN401  fields of a seat
    ) -> Seat:
        """Let somebody begin a guide and take a seat; ``seat`` is how it is then."""
        who = Address("telegram", name)
        await self.stage.hears(Command("start", language), who)
        await self.stage.hears(JOB_LOST, who)
        await self.stage.presses("self", *presses, who=who)
        now = self.stage.clock.now

        def job(unit: Unit) -> Seat:
            loaded = unit.lock(who, now)
            taken = unit.take_seat(group, loaded.contact, language, now)
            assert taken is not None
            return taken

        taken = await self.store.run(job)
        return await self.changes(taken.id, **seat)

    async def changes(self, seat_id: str, **fields: Any) -> Seat:  # noqa: ANN401  as above
        """Change a seat, and tell the boards of it."""

        def job(unit: Unit) -> Seat:
            held = unit.hold_seat(seat_id)
            assert held is not None
            seat = replace(held[0], **fields)
            unit.save_seat(seat)
            unit.announce(f"groep:{seat.group}", seat.id, "changed", self.stage.clock.now)
            return seat

        return await self.store.run(job)

    async def cannot_be_read(self, seat: Seat) -> None:
        """Store the state of who sits there as a later version would, which was then put back."""

        def job(unit: Unit) -> None:
            held = unit.hold_seat(seat.id)
            assert held is not None
            unit.save(seat.contact, held[1].revision, {"format": 99}, self.stage.clock.now)

        await self.store.run(job)

    async def group(self, group_id: str) -> Group:
        found = await self.store.run(lambda unit: unit.group(group_id))
        assert found is not None
        return found
