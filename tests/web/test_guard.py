from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from bot.web.app import web_app
from bot.web.forms import LARGEST, read_form
from bot.web.security import HEADERS, POLICY, form_token, is_form_token
from bot.web.site import Site, is_loopback

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import Message, Scope

HERE = Site.of(None, ("127.0.0.1", 8000))
PUBLIC = Site.of("https://wegwijs.voorbeeld.nl/", ("127.0.0.1", 8000))


async def _said(request: Request) -> Response:
    if request.method == "GET":
        return PlainTextResponse("read")
    form = await read_form(request)
    return PlainTextResponse(f"{form.get('text')} {form.all('many')}")


def _client(site: Site, host: str = "127.0.0.1:8000") -> TestClient:
    pages = [Route("/", _said, methods=["GET", "POST"])]
    beside = [Route("/machine", _said, methods=["POST"])]
    return TestClient(web_app(site, pages, beside), base_url=f"http://{host}")


def test_page_has_the_headers_of_every_page_and_is_not_kept() -> None:
    answer = _client(HERE).get("/")

    wanted = {**HEADERS, "Cache-Control": "no-store"}
    assert {name: answer.headers.get(name) for name in wanted} == wanted
    assert "Strict-Transport-Security" not in answer.headers


def test_site_on_https_says_so_to_the_browser() -> None:
    answer = _client(PUBLIC, "wegwijs.voorbeeld.nl").get("/")

    assert answer.headers["Strict-Transport-Security"] == "max-age=63072000"


def test_policy_allows_no_script_or_style_inside_a_page_and_no_other_host() -> None:
    sources = {word for rule in POLICY.split("; ") for word in rule.split()[1:]}

    assert sources == {"'self'", "'none'"}


@pytest.mark.parametrize(
    ("site", "host", "status"),
    [
        (HERE, "127.0.0.1:8000", 200),
        (HERE, "localhost:8000", 200),
        (HERE, "wegwijs.voorbeeld.nl", 421),
        (PUBLIC, "wegwijs.voorbeeld.nl", 200),
        (PUBLIC, "WEGWIJS.voorbeeld.nl:443", 200),
        (PUBLIC, "kwaad.voorbeeld", 421),
    ],
)
def test_only_the_names_of_the_site_are_answered(site: Site, host: str, status: int) -> None:
    answer = _client(site).get("/", headers={"Host": host})

    assert answer.status_code == status


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "http://127.0.0.1:8000"}, 200),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://kwaad.voorbeeld"}, 403),
        ({"Origin": "http://127.0.0.1:8000"}, 200),
        ({"Origin": "null", "Sec-Fetch-Site": "same-origin"}, 200),
        ({"Origin": "null", "Sec-Fetch-Site": "cross-site"}, 403),
    ],
)
def test_post_comes_from_a_page_of_the_site_itself(headers: dict[str, str], status: int) -> None:
    answer = _client(HERE).post("/", data={"text": "dag"}, headers=headers)

    assert answer.status_code == status


def test_what_machines_call_stands_beside_the_guard() -> None:
    answer = _client(HERE).post("/machine", data={"text": "dag"}, headers={"Host": "elders.voorbeeld"})

    assert (answer.status_code, answer.text) == (200, "dag []")


def test_form_is_read_with_every_script_and_one_kind_of_new_line() -> None:
    answer = _client(HERE).post("/", data={"text": "ሰላም\r\nمرحبا", "many": ["1", "2"]})

    assert answer.text == "ሰላም\nمرحبا ['1', '2']"


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"text=" + b"a" * LARGEST, "application/x-www-form-urlencoded", 413),
        (b"&".join([b"a=1"] * 300), "application/x-www-form-urlencoded", 400),
        ("text=é".encode(), "application/x-www-form-urlencoded", 400),
        (b'{"text": 1}', "application/json", 415),
    ],
)
def test_form_that_is_none_is_refused(body: bytes, kind: str, status: int) -> None:
    answer = _client(HERE).post("/", content=body, headers={"Content-Type": kind})

    assert answer.status_code == status


def test_form_token_belongs_to_one_session() -> None:
    given = form_token("one")

    assert (is_form_token("one", given), is_form_token("two", given), is_form_token("one", "")) == (
        True,
        False,
        False,
    )


def test_cookie_has_its_prefix_only_where_the_site_is_on_https() -> None:
    found = []
    for site in (HERE, PUBLIC):
        answer = PlainTextResponse("")
        site.set_cookie(answer, "wegwijs", "secret", max_age=60)
        found.append(answer.headers["set-cookie"])

    assert found == [
        "wegwijs=secret; HttpOnly; Max-Age=60; Path=/; SameSite=lax",
        "__Host-wegwijs=secret; HttpOnly; Max-Age=60; Path=/; SameSite=lax; Secure",
    ]


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("127.0.0.1:8000", True),
        ("localhost", True),
        ("[::1]:8000", True),
        ("127.8.9.1", True),
        ("10.0.0.1", False),
        ("localhost.kwaad.voorbeeld", False),
        ("", False),
    ],
)
def test_loopback_is_this_machine_alone(host: str, loopback: bool) -> None:  # noqa: FBT001
    found = is_loopback(host)

    assert found == loopback


def test_static_file_with_a_version_is_kept_for_a_year() -> None:
    client = _client(HERE)

    kept = [
        client.get(path).headers["Cache-Control"] for path in ("/static/base.css?v=1", "/static/base.css")
    ]

    assert kept == ["public, max-age=31536000, immutable", "public, max-age=604800"]


@pytest.mark.parametrize("path", ["/a\0b", "/a\ud800b", "/\udfff"])
async def test_address_that_no_store_can_look_up_is_not_there(path: str) -> None:
    app = web_app(HERE, [Route("/{name}", _said, methods=["GET", "POST"])])
    answered: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        answered.append(message)

    scope: Scope = {"type": "http", "method": "GET", "path": path, "root_path": "", "query_string": b""}
    await app({**scope, "headers": [(b"host", b"127.0.0.1:8000")]}, receive, send)

    assert [one["status"] for one in answered if "status" in one] == [404]


def test_form_holds_what_a_database_can_hold() -> None:
    body = b"text=a%00b&many=a%ED%A0%80b&many=%EF%BF%BD"
    headers = {"content-type": "application/x-www-form-urlencoded", "origin": "http://127.0.0.1:8000"}

    answer = _client(HERE).post("/", content=body, headers=headers)

    lost = "\N{REPLACEMENT CHARACTER}"
    assert answer.text == f"a{lost}b ['a{lost * 3}b', '{lost}']"
