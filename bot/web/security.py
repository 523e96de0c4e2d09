"""What holds for every page: its headers, who may post to it, and the token in its forms."""

from __future__ import annotations

from hmac import compare_digest
from http import HTTPStatus
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

from bot.tokens import digest

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from bot.web.site import Site

POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        *(f"{kind}-src 'self'" for kind in ("script", "style", "img", "font", "media", "connect")),
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""Nothing but our own files, no script or style inside a page, no frame around one."""

HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

TRANSPORT: Final = "max-age=63072000"
"""Two years of https only, where the site has it."""

SAFE: Final = frozenset({"GET", "HEAD"})


class Guard:
    """Stands before every page of the site.

    Refuses a name that is not the site's, an address that no store can look up, and what another
    site makes a browser post here;
    gives each answer the headers above. What does not say how it may be kept is not kept.
    """

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self._app = app
        self._site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._secure(MutableHeaders(scope=message))
            await send(message)

        headers = Headers(scope=scope)
        if not self._site.knows(headers.get("host", "")):
            refusal = PlainTextResponse("Dit adres is niet van deze site.", HTTPStatus.MISDIRECTED_REQUEST)
            await refusal(scope, receive, answer)
        elif not _can_be(scope["path"]):
            refusal = PlainTextResponse("Deze pagina is er niet.", HTTPStatus.NOT_FOUND)
            await refusal(scope, receive, answer)
        elif scope["method"] not in SAFE and not same_origin(headers):
            refusal = PlainTextResponse("Dit kan alleen vanaf de pagina zelf.", HTTPStatus.FORBIDDEN)
            await refusal(scope, receive, answer)
        else:
            await self._app(scope, receive, answer)

    def _secure(self, headers: MutableHeaders) -> None:
        for name, value in HEADERS.items():
            headers.setdefault(name, value)
        headers.setdefault("Cache-Control", "no-store")
        if self._site.secure:
            headers.setdefault("Strict-Transport-Security", TRANSPORT)


def same_origin(headers: Headers) -> bool:
    """Tell whether a request comes from a page of its own host, as far as the browser says.

    One that says nothing is let through: the token in the form decides. "null" says nothing:
    a browser that does not name the site in ``Sec-Fetch-Site`` sends it under our own
    ``Referrer-Policy``.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = headers.get("origin", "null")
    return origin == "null" or urlsplit(origin).netloc == headers.get("host")


def form_token(session: str) -> str:
    """Return the token that every form of this session carries. ``session`` is the cookie's secret."""
    return digest(f"form {session}")


def is_form_token(session: str, given: str) -> bool:
    """Tell whether a form was made for this session, in a time that tells nothing."""
    return compare_digest(form_token(session).encode(), given.encode("utf-8", "surrogatepass"))


def _can_be(path: str) -> bool:
    """Tell whether an address can lead to something: one with U+0000 or half a surrogate pair is no id."""
    return "\0" not in path and not any("\ud800" <= character <= "\udfff" for character in path)
