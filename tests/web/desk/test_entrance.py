"""The way into the desk, through HTTP, on both stores."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING

import httpx2
import pyotp
import pytest
import pytest_asyncio
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot.staff import demo, passwords
from bot.staff.base import Account, Role
from bot.staff.log_in import LogIn
from bot.web.app import web_app
from bot.web.desk.admission import Admission, Member, landing, onward
from bot.web.desk.entrance import Entrance
from bot.web.site import Site
from bot.web.templates import Templates

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from bot.storage.base import Store
    from bot.web.forms import Form

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PASSWORD = "paarse olifant eet pap"
SECRET = pyotp.random_base32()
FATIMA = Account(
    username="fatima",
    name="Fatima Yusuf",
    role=Role.KLANTMANAGER,
    team="werk",
    password=passwords.hashed(PASSWORD),
    created_at=NOW,
    totp=SECRET,
)
PUBLIC = "https://wegwijs.voorbeeld.nl"
HERE = "http://127.0.0.1:8000"


class Clock:
    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        return self.at


class Browser:
    """One browser: keeps its cookies, fills in the forms that it was shown."""

    def __init__(self, app: httpx2.AsyncBaseTransport, base: str) -> None:
        self.client = httpx2.AsyncClient(transport=app, base_url=base)
        self.shown = httpx2.Response(200, text="")

    async def open(self, path: str) -> httpx2.Response:
        self.shown = await self.client.get(path)
        while self.shown.is_redirect:
            self.shown = await self.client.get(self.shown.headers["location"])
        return self.shown

    async def send(self, path: str, **fields: str) -> httpx2.Response:
        """Send the form of the page that is shown, with what it hides, and follow where it leads."""
        hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', self.shown.text))
        self.shown = await self.client.post(path, data={**hidden, **fields})
        while self.shown.is_redirect:
            self.shown = await self.client.get(self.shown.headers["location"])
        return self.shown

    @property
    def heading(self) -> str:
        found = re.search("<h1>(.*?)</h1>", self.shown.text)
        return found[1] if found else self.shown.text


class World:
    """The entrance with one page behind it, at a public address and on this machine."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.clock = Clock()
        self.log_in = LogIn(store=store, now=self.clock)

    def browser(self, base: str, client: tuple[str, int] = ("10.0.0.1", 40_000)) -> Browser:
        site = Site.of(base if base == PUBLIC else None, ("127.0.0.1", 8000))
        admission = Admission(site, self.log_in)

        async def show(request: Request, member: Member) -> Response:
            return PlainTextResponse(f"queue of {member.account.username} {member.session.csrf}")

        async def act(request: Request, member: Member, form: Form) -> Response:
            return PlainTextResponse(f"done by {member.account.username}")

        pages = [
            *Entrance(admission, self.log_in, Templates()).routes(),
            Route("/desk", admission.page(show)),
            Route("/desk/zaak/bcdf", admission.page(show)),
            Route("/desk/team", admission.page(show, {Role.COORDINATOR})),
            Route("/desk/doe", admission.action(act), methods=["POST"]),
        ]
        return Browser(httpx2.ASGITransport(web_app(site, pages), client=client), base)

    def code(self) -> str:
        return pyotp.TOTP(SECRET).at(self.clock())


@pytest_asyncio.fixture
async def world(store: Store) -> World:
    await store.run(lambda unit: unit.save_account(FATIMA))
    return World(store)


async def entered(world: World, base: str = PUBLIC) -> Browser:
    browser = world.browser(base)
    await browser.open("/desk")
    await browser.send("/desk/inloggen", naam="fatima", wachtwoord=PASSWORD)
    await browser.send("/desk/code", code=world.code())
    return browser


async def test_nobody_sees_the_desk_without_logging_in(world: World) -> None:
    browser = world.browser(PUBLIC)

    await browser.open("/desk/zaak/bcdf")

    assert (browser.heading, browser.shown.url.path, browser.shown.url.params["naar"]) == (
        "Inloggen",
        "/desk/inloggen",
        "/desk/zaak/bcdf",
    )


async def test_password_and_code_open_the_desk(world: World) -> None:
    browser = world.browser(PUBLIC)
    await browser.open("/desk")

    await browser.send("/desk/inloggen", naam="fatima", wachtwoord=PASSWORD)
    asked = browser.heading
    await browser.open("/desk")
    still = browser.heading
    await browser.send("/desk/code", code=world.code())

    assert (asked, still, browser.shown.text.split()[:3]) == (
        "Code van uw app",
        "Code van uw app",
        ["queue", "of", "fatima"],
    )


async def test_cookie_is_out_of_reach_of_scripts_and_of_plain_http(world: World) -> None:
    browser = world.browser(PUBLIC)

    answer = await browser.client.post("/desk/inloggen", data={"naam": "fatima", "wachtwoord": PASSWORD})

    name, _, rest = answer.headers["set-cookie"].partition("=")
    assert (name, [part.strip() for part in rest.split(";")[1:]]) == (
        "__Host-desk",
        ["HttpOnly", "Path=/", "SameSite=lax", "Secure"],
    )


async def test_token_changes_with_the_code_so_that_a_planted_one_opens_nothing(world: World) -> None:
    browser = world.browser(PUBLIC)
    await browser.open("/desk")
    await browser.send("/desk/inloggen", naam="fatima", wachtwoord=PASSWORD)
    before = browser.client.cookies["__Host-desk"]
    await browser.send("/desk/code", code=world.code())

    thief = world.browser(PUBLIC)
    thief.client.cookies.set("__Host-desk", before)
    await thief.open("/desk")

    assert (before == browser.client.cookies["__Host-desk"], thief.heading) == (False, "Inloggen")


@pytest.mark.parametrize(("naam", "wachtwoord"), [("fatima", "fout"), ("niemand", PASSWORD), ("", "")])
async def test_wrong_log_in_says_what_to_do_and_not_what_was_wrong(
    world: World, naam: str, wachtwoord: str
) -> None:
    browser = world.browser(PUBLIC)
    await browser.open("/desk")

    await browser.send("/desk/inloggen", naam=naam, wachtwoord=wachtwoord)

    assert browser.shown.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert (
        "Dit klopt niet. Probeer het opnieuw. Na 5 keer fout wacht uw account 15 minuten."
        in browser.shown.text
    )


async def test_first_log_in_sets_up_the_second_factor(world: World) -> None:
    await world.store.run(lambda unit: unit.save_account(replace(FATIMA, totp=None)))
    browser = world.browser(PUBLIC)
    await browser.open("/desk")
    await browser.send("/desk/inloggen", naam="fatima", wachtwoord=PASSWORD)
    found = re.search('name="sleutel" value="([A-Z2-7]{32})"', browser.shown.text)
    assert found is not None
    asked = browser.heading

    await browser.send("/desk/code/instellen", code=pyotp.TOTP(found[1]).at(NOW))

    account = await world.store.run(lambda unit: unit.account("fatima"))
    assert account is not None
    assert (asked, browser.shown.text.split()[:3], account.totp) == (
        "Stel de tweede stap in",
        ["queue", "of", "fatima"],
        found[1],
    )


async def test_who_has_only_a_phone_puts_the_second_factor_in_its_app_without_scanning(world: World) -> None:
    await world.store.run(lambda unit: unit.save_account(replace(FATIMA, totp=None)))
    browser = world.browser(PUBLIC)
    await browser.open("/desk")
    await browser.send("/desk/inloggen", naam="fatima", wachtwoord=PASSWORD)

    (secret,) = re.findall('href="otpauth://totp/[^"]*secret=([A-Z2-7]{32})[&"]', browser.shown.text)
    await browser.send("/desk/code/instellen", code=pyotp.TOTP(secret).at(NOW))

    assert browser.shown.text.split()[:3] == ["queue", "of", "fatima"]


async def test_secret_that_is_none_of_ours_is_not_drawn(world: World) -> None:
    await world.store.run(lambda unit: unit.save_account(replace(FATIMA, totp=None)))
    browser = world.browser(PUBLIC)
    await browser.open("/desk")
    await browser.send("/desk/inloggen", naam="fatima", wachtwoord=PASSWORD)

    await browser.send("/desk/code/instellen", sleutel="<script>", code="000000")

    assert (browser.heading, "<script>" in browser.shown.text) == ("Stel de tweede stap in", False)


async def test_password_given_out_is_changed_first(world: World) -> None:
    await world.store.run(lambda unit: unit.save_account(replace(FATIMA, must_change=True)))
    browser = await entered(world)
    asked = browser.heading
    await browser.open("/desk")
    still = browser.heading
    await browser.send("/desk/wachtwoord", oud=PASSWORD, nieuw="kort", nogmaals="kort")
    weak = "Neem minstens 12 tekens" in browser.shown.text
    new = "groene fiets in de regen"
    await browser.send("/desk/wachtwoord", oud=PASSWORD, nieuw=new, nogmaals=new)

    assert (asked, still, weak, browser.shown.text.split()[:3]) == (
        "Nieuw wachtwoord",
        "Nieuw wachtwoord",
        True,
        ["queue", "of", "fatima"],
    )


async def test_form_without_the_token_of_the_session_does_nothing(world: World) -> None:
    browser = await entered(world)
    csrf = browser.shown.text.split()[-1]

    answers = [
        (await browser.client.post("/desk/doe", data=data)).status_code
        for data in ({"iets": "1"}, {"csrf": ""}, {"csrf": "x" * 43}, {"csrf": "é"}, {"csrf": csrf})
    ]

    assert answers == [403, 403, 403, 403, 200]


async def test_form_from_another_site_does_nothing(world: World) -> None:
    browser = await entered(world)
    data = {"csrf": browser.shown.text.split()[-1]}

    answer = await browser.client.post("/desk/doe", data=data, headers={"Origin": "https://kwaad.example"})

    assert answer.status_code == HTTPStatus.FORBIDDEN


async def test_role_that_does_not_fit_is_refused(world: World) -> None:
    browser = await entered(world)

    assert (await browser.open("/desk/team")).status_code == HTTPStatus.FORBIDDEN


async def test_begeleider_does_not_see_the_desk(world: World) -> None:
    await world.store.run(lambda unit: unit.save_account(replace(FATIMA, role=Role.BEGELEIDER)))
    browser = await entered(world)

    assert (await browser.open("/desk")).status_code == HTTPStatus.FORBIDDEN


async def test_logging_out_ends_the_session_and_clears_the_browser(world: World) -> None:
    browser = await entered(world)
    token = browser.client.cookies["__Host-desk"]
    csrf = browser.shown.text.split()[-1]

    answer = await browser.client.post("/desk/uitloggen", data={"csrf": csrf})
    thief = world.browser(PUBLIC)
    thief.client.cookies.set("__Host-desk", token)
    await thief.open("/desk")

    assert (answer.headers["clear-site-data"], thief.heading) == ('"cache", "storage"', "Inloggen")


async def test_idle_session_asks_to_log_in_again(world: World) -> None:
    browser = await entered(world)
    world.clock.at += timedelta(minutes=31)

    await browser.open("/desk")

    assert browser.heading == "Inloggen"


async def local(world: World, client: str = "127.0.0.1", **headers: str) -> Browser:
    account = demo.account(password=FATIMA.password, team="werk", now=NOW)
    await world.store.run(lambda unit: unit.save_account(account))
    browser = world.browser(HERE, (client, 40_000))
    browser.client.headers.update(headers)
    await browser.open("/desk")
    await browser.send("/desk/inloggen", naam="demo", wachtwoord=PASSWORD)
    return browser


async def test_demo_account_opens_the_desk_on_this_machine_without_a_code(world: World) -> None:
    assert (await local(world)).shown.text.split()[:3] == ["queue", "of", "demo"]


@pytest.mark.parametrize(
    ("client", "headers"),
    [
        ("10.0.0.1", {}),
        ("127.0.0.1", {"X-Forwarded-For": "127.0.0.1"}),
        ("127.0.0.1", {"Forwarded": "for=127.0.0.1"}),
        ("127.0.0.1", {"X-Forwarded-Host": "localhost"}),
        ("127.0.0.1", {"Via": "1.1 proxy"}),
    ],
)
async def test_demo_account_opens_nothing_from_elsewhere(
    world: World, client: str, headers: dict[str, str]
) -> None:
    assert (await local(world, client, **headers)).heading == "Inloggen"


async def test_demo_session_opens_nothing_once_a_proxy_stands_between(world: World) -> None:
    browser = await local(world)

    answer = await browser.client.get("/desk", headers={"X-Forwarded-For": "10.0.0.1"})

    assert answer.status_code == HTTPStatus.FORBIDDEN


async def test_machine_with_a_public_address_trusts_nobody_for_being_near(world: World) -> None:
    account = demo.account(password=FATIMA.password, team="werk", now=NOW)
    await world.store.run(lambda unit: unit.save_account(account))
    browser = world.browser(PUBLIC, ("127.0.0.1", 40_000))
    browser.client.headers["Host"] = "localhost"
    await browser.open("/desk")

    await browser.send("/desk/inloggen", naam="demo", wachtwoord=PASSWORD)

    assert browser.heading == "Inloggen"


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("/desk/zaak/bcdf", "/desk/zaak/bcdf"),
        ("/groep/bord", "/groep/bord"),
        ("", "/desk"),
        ("https://kwaad.example", "/desk"),
        ("//kwaad.example", "/desk"),
        ("/desk//kwaad.example", "/desk"),
        ("/desk/\\kwaad.example", "/desk"),
        ("/desk/%2f%2fkwaad.example", "/desk"),
        ("/deskkwaad.example", "/desk"),
        ("/desk/x\r\nSet-Cookie: a=b", "/desk"),
    ],
)
def test_log_in_leads_to_pages_of_the_staff_only(asked: str, expected: str) -> None:
    assert onward(asked) == expected


@pytest.mark.parametrize(
    ("asked", "role", "expected"),
    [
        ("/desk", Role.BEGELEIDER, "/groep"),
        ("/desk/zaak/bcdf", Role.BEGELEIDER, "/groep"),
        ("/groep/bcdf", Role.BEGELEIDER, "/groep/bcdf"),
        ("/groep", Role.BEGELEIDER, "/groep"),
        ("/groep/cijfers", Role.COORDINATOR, "/groep/cijfers"),
        ("/groep/bcdf", Role.KLANTMANAGER, "/desk"),
        ("/desk/zaak/bcdf", Role.KLANTMANAGER, "/desk/zaak/bcdf"),
    ],
)
def test_log_in_leads_to_the_pages_of_the_role(asked: str, role: Role, expected: str) -> None:
    assert landing(asked, role) == expected
