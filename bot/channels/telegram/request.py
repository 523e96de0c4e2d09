"""The HTTP client below ``telegram.Bot``: one aiohttp session.

The library's own client (httpx) collapses under concurrency: about 200 sends a second
where this one does 900 (https://github.com/encode/httpx/issues/3215).
"""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from aiohttp import ClientError, ClientSession, ClientTimeout, FormData, TCPConnector
from telegram.error import BadRequest, NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest

if TYPE_CHECKING:
    from telegram._utils.types import JSONDict, ODVInput
    from telegram.request import RequestData

_CONNECTIONS: Final = 100
_KEEP_ALIVE: Final = 60.0  # seconds
_FORM: Final = {"Content-Type": "application/x-www-form-urlencoded"}
_CONNECT: Final = 10.0  # seconds, the wait for a free connection included


class TooManyRequests(TelegramError):  # noqa: N818  named as Telegram names it
    """Telegram answered 429: nothing may be sent for ``seconds``.

    In place of ``telegram.error.RetryAfter``, which warns that it is about to change.
    """

    def __init__(self, seconds: float) -> None:
        super().__init__("Too Many Requests")
        self.seconds = seconds


class AiohttpRequest(BaseRequest):
    """Calls of the Bot API over one pool of connections that stay open.

    ``read_timeout`` is the longest silence of the server in seconds. A time-out raises
    ``TimedOut``, any other trouble on the way ``NetworkError``; neither carries the
    address, because that holds the token.
    """

    def __init__(self, *, read_timeout: float = 20.0, connections: int = _CONNECTIONS) -> None:
        self._read_timeout = read_timeout
        self._connections = connections
        self._session: ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """The longest silence of the server, in seconds."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Do nothing: the session opens with the first call, inside the running loop."""

    async def shutdown(self) -> None:
        """Close the connections. A later call opens them again."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(  # noqa: PLR0913, PLR0917  the library's signature
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002  aiohttp has none
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002  part of connect
    ) -> tuple[int, bytes]:
        """Make one call and return the HTTP status and the body; time-outs are in seconds."""
        timeout = ClientTimeout(
            total=None,
            connect=_seconds(connect_timeout, _CONNECT),
            sock_read=_seconds(read_timeout, self._read_timeout),
        )
        body = _body(request_data)
        headers = _FORM if isinstance(body, bytes) else None
        try:
            async with self._open().request(
                method, url, data=body, headers=headers, timeout=timeout
            ) as response:
                status, payload = response.status, await response.read()
        except TimeoutError:
            raise TimedOut from None
        except (ClientError, OSError) as error:
            raise NetworkError(type(error).__name__) from None
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            raise TooManyRequests(_retry_after(payload))
        if status < HTTPStatus.MULTIPLE_CHOICES and b'"result"' not in payload:
            raise NetworkError("The answer holds no result")  # the library would raise KeyError
        return status, payload

    @staticmethod
    def parse_json_payload(payload: bytes) -> JSONDict:
        """Parse an answer. The library's own version logs what it cannot parse, message texts and all."""
        try:
            parsed: JSONDict = json.loads(payload)
        except ValueError:
            raise NetworkError("The answer is not JSON") from None
        if not isinstance(parsed, dict):
            raise NetworkError("The answer is not a JSON object")
        return parsed

    def _open(self) -> ClientSession:
        if self._session is None:
            self._session = ClientSession(
                connector=TCPConnector(limit=self._connections, keepalive_timeout=_KEEP_ALIVE),
                headers={"User-Agent": self.USER_AGENT},
            )
        return self._session


def _seconds(given: ODVInput[float], default: float) -> float | None:
    return given if given is None or isinstance(given, int | float) else default


def _body(data: RequestData | None) -> FormData | bytes | None:
    """Return the parameters as a form, with files as multipart."""
    if data is None:
        return None
    try:
        encoded = urlencode(data.json_parameters).encode()
    except UnicodeEncodeError:  # half a surrogate pair: no retry will ever mend it
        raise BadRequest("The text is not valid Unicode") from None
    if not data.contains_files:
        # Not through FormData: it draws a random boundary for every form, also where none is used.
        return encoded
    form = FormData(data.json_parameters, default_to_multipart=True)
    for name, (filename, content, content_type) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=content_type)
    return form


def _retry_after(payload: bytes) -> float:
    """Return the seconds that a 429 names, 1 when it names none (a proxy's own 429)."""
    try:
        return float(json.loads(payload)["parameters"]["retry_after"])
    except (ValueError, KeyError, TypeError):
        return 1.0
