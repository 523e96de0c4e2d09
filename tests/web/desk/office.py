"""The desk's pages over a stage of residents: browsers of staff, each with what it is shown."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING

import httpx2

from bot.handoff.translation import NoTranslator
from bot.staff import passwords
from bot.staff.base import Account, Role
from bot.staff.log_in import LogIn
from bot.web.app import web_app
from bot.web.desk.admission import Admission
from bot.web.desk.app import desk_routes
from bot.web.desk.parts import DeskParts
from bot.web.feed import FeedWatch
from bot.web.site import Site
from bot.web.templates import Templates
from tests import read_once
from tests.handoff.stage import MONDAY, TEAM, Stage

if TYPE_CHECKING:
    from bot.handoff.translation import Translator
    from bot.staff.identity import Identity
    from bot.storage.base import Store

PASSWORD = "paarse olifant eet pap"
HASH = passwords.hashed(PASSWORD)
BASE = "http://127.0.0.1:8000"


def account(username: str, name: str, *, role: Role = Role.KLANTMANAGER, team: str = TEAM) -> Account:
    return Account(username=username, name=name, role=role, team=team, password=HASH, created_at=MONDAY)


STAFF = (
    account("karin", "Karin de Vries"),
    account("ahmed", "Ahmed Yilmaz"),
    account("petra", "Petra Smit", role=Role.COORDINATOR),
    account("sem", "Sem Bos", team="jeugd"),
    account("ria", "Ria Kok", role=Role.BEGELEIDER),
    account("sofie", "Sofie Bakker", role=Role.BEGELEIDER),
    account("noor", "Noor Haddad", role=Role.BEGELEIDER),
    account("dirk", "Dirk Mol", role=Role.BEGELEIDER, team="jeugd"),
)


@dataclass
class Browser:
    """One browser at the desk. ``text`` is what it shows, without its tags."""

    client: httpx2.AsyncClient
    shown: httpx2.Response = field(default_factory=lambda: httpx2.Response(200, text=""))

    async def open(self, path: str) -> httpx2.Response:
        self.shown = await self.client.get(path, follow_redirects=True)
        return self.shown

    async def send(self, path: str, **fields: str | list[str]) -> httpx2.Response:
        """Send a form with the token of the page that is shown; names with ``_`` stand for ``-``."""
        token = re.search('name="csrf" value="([^"]+)"', self.shown.text)
        data: dict[str, str | list[str]] = {name.replace("_", "-"): value for name, value in fields.items()}
        if token is not None and "csrf" not in data:
            data["csrf"] = token[1]
        self.shown = await self.client.post(path, data=data, follow_redirects=True)
        return self.shown

    @property
    def text(self) -> str:
        return " ".join(unescape(re.sub(r"<[^>]*>", " ", self.shown.text)).split())


@dataclass
class DeskOffice:
    """The staff of one municipality, and a resident who talks to the bot."""

    store: Store
    identity: Identity | None = None
    translator: Translator = field(default_factory=NoTranslator)
    stage: Stage = field(init=False)
    feed: FeedWatch = field(init=False)

    def __post_init__(self) -> None:
        self.stage = Stage(self.store)
        self.feed = FeedWatch(self.store)
        world, languages = read_once.world()
        site = Site.of(None, ("127.0.0.1", 8000))
        self.admission = Admission(site, LogIn(store=self.store, now=self.stage.clock))
        parts = DeskParts(
            admission=self.admission,
            desk=self.stage.desk,
            feed=self.feed,
            languages=languages,
            library=world.library,
            store=self.store,
            templates=Templates(),
            translator=self.translator,
            now=self.stage.clock,
            telegram=True,
            identity=self.identity,
        )
        self.app = web_app(site, desk_routes(parts))

    async def hire(self) -> None:
        for one in STAFF:
            await self.store.run(lambda unit, one=one: unit.save_account(one))  # type: ignore[misc]

    def stranger(self) -> Browser:
        """Return a browser in which nobody logged in."""
        transport = httpx2.ASGITransport(self.app, client=("127.0.0.1", 40_000))
        return Browser(httpx2.AsyncClient(transport=transport, base_url=BASE))

    async def browser(self, username: str) -> Browser:
        """Log somebody in."""
        browser = self.stranger()
        await browser.open("/desk/inloggen")
        await browser.send("/desk/inloggen", naam=username, wachtwoord=PASSWORD)
        return browser
