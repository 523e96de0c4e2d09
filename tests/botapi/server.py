"""The Bot API over HTTP."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from aiohttp import BodyPartReader, web

from tests.botapi.chats import Chats
from tests.botapi.errors import ApiError, bad_request
from tests.botapi.faults import Dropped, Faults
from tests.botapi.methods import METHODS
from tests.botapi.parameters import Upload, checked
from tests.botapi.resident import Resident
from tests.botapi.updates import Updates

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

TOKEN = "42:strict-test-token"


@dataclass(frozen=True)
class Call:
    """One call that was understood, whatever came of it."""

    method: str
    parameters: Mapping[str, object]


class BotApi:
    """A Bot API server for one bot, as an asynchronous context manager.

    ``url`` goes where ``https://api.telegram.org`` stands otherwise. ``now`` is the
    server's clock and may be set. ``unknown`` lists what was asked for and is not here,
    such as ``getFile``.
    """

    def __init__(self, *, token: str = TOKEN, now: datetime | None = None) -> None:
        self.token = token
        self.now = now or datetime(2026, 11, 21, 12, tzinfo=UTC)
        self.url = ""
        self.calls: list[Call] = []
        self.unknown: list[str] = []
        self.chats = Chats(lambda: self.now)
        self.updates = Updates()
        self.faults = Faults()
        self.files: dict[str, bytes] = {}
        self.durations: dict[str, int] = {}
        self.commands: dict[str, list[object]] = {}
        self.queries: dict[str, asyncio.Event] = {}
        self.heard = asyncio.Event()
        self._news = asyncio.Event()
        self._residents = 1000
        self._runner: web.AppRunner | None = None

    async def start(self, port: int = 0) -> Self:
        app = web.Application(client_max_size=50 * 1024**2)
        app.router.add_route("*", "/bot{token}/{method}", self._handle)
        app.router.add_route("*", "/{path:.*}", self._refuse)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", port).start()
        host, bound = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{bound}"
        return self

    async def stop(self) -> None:
        self.faults.release_all()
        await self.updates.close()
        if self._runner is not None:
            await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        return await self.start()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    def resident(self, language_code: str | None = "nl") -> Resident:
        """Make someone new. The bot may write to her once she has written."""
        self._residents += 1
        return Resident(self, self.chats.open(self._residents, language_code))

    def deliver(self, content: Mapping[str, object]) -> None:
        """Deliver an update with the next id."""
        self.updates.deliver([self.updates.number(content)])

    def new_query(self) -> str:
        """Make the id of a button press; its event is set once the press was answered."""
        query = f"query-{len(self.queries) + 1}"
        self.queries[query] = asyncio.Event()
        return query

    def called(self, method: str) -> list[Mapping[str, object]]:
        """Return the parameters of all calls of a method."""
        return [call.parameters for call in self.calls if call.method == method]

    async def until_called(self, method: str, **parameters: object) -> None:
        """Wait for a call of a method with at least these parameters.

        Raises ``TimeoutError`` after ten seconds.
        """
        async with asyncio.timeout(10):
            while not any(parameters.items() <= call.items() for call in self.called(method)):
                self._news.clear()
                await self._news.wait()

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        try:
            result = await self._call(request)
        except ApiError as error:
            return web.json_response(error.body(), status=error.code)
        except Dropped:
            assert request.transport is not None
            request.transport.close()
            return web.Response()
        return web.json_response({"ok": True, "result": result})

    async def _refuse(self, request: web.Request) -> web.StreamResponse:
        self.unknown.append(request.path)
        return web.json_response(ApiError(404, "Not Found").body(), status=404)

    async def _call(self, request: web.Request) -> object:
        if request.match_info["token"] != self.token:
            raise ApiError(401, "Unauthorized")
        method = request.match_info["method"]
        if method not in METHODS:
            self.unknown.append(method)
            raise ApiError(404, "Not Found")
        if request.method not in {"GET", "POST"}:
            raise ApiError(405, "Method Not Allowed")
        parameters = checked(method, await _given(request))
        self.calls.append(Call(method, parameters))
        self._news.set()
        fault = self.faults.next(method, parameters)
        if fault is not None:
            fault.reached.set()
            if fault.error is None:
                await fault.released.wait()
            elif not fault.after:
                raise fault.error
        result = await METHODS[method](self, parameters)
        if fault is not None and fault.error is not None:
            raise fault.error
        return result


async def _given(request: web.Request) -> dict[str, object]:
    """Return the parameters of a call, from wherever Telegram takes them."""
    given: dict[str, object] = dict(request.query)
    match request.content_type:
        case "application/json":
            try:
                body = await request.json()
            except ValueError:
                body = None
            if not isinstance(body, dict):
                raise bad_request("can't parse JSON object")
            given |= body
        case "multipart/form-data":
            given |= await _multipart(request)
        case "application/x-www-form-urlencoded":
            given |= dict(await request.post())
    return given


async def _multipart(request: web.Request) -> dict[str, object]:
    given: dict[str, object] = {}
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            raise bad_request("can't parse multipart")
        content = bytes(await part.read())
        given[part.name] = content.decode() if part.filename is None else Upload(part.filename, content)
    for name, value in list(given.items()):
        if isinstance(value, str) and value.startswith("attach://"):
            given[name] = given.pop(value.removeprefix("attach://"), value)
    return given
