"""Who visits: the cookie of a browser, and how long it is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from starlette.responses import RedirectResponse

from bot.messages import Address
from bot.tokens import digest, new_token
from bot.web.base import CHANNEL, Visitor
from bot.web.forms import read_form
from bot.web.page.parts import Voice
from bot.web.security import form_token, is_form_token

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from bot.web.forms import Form
    from bot.web.page.parts import Parts

COOKIE: Final = "wegwijs"

OWN: Final = timedelta(days=90)
"""How long a browser of her own is known after she used it last."""

SHARED: Final = timedelta(minutes=15)
"""The same, of a device that others use as well."""


@dataclass(frozen=True)
class Visit:
    """One browser that is known. ``token`` is the secret in its cookie."""

    token: str
    visitor: Visitor

    @property
    def address(self) -> Address:
        """The contact's id on the channel of the page."""
        return Address(CHANNEL, self.visitor.address)

    @property
    def form_token(self) -> str:
        """What every form carries, so that no other site makes the browser send one."""
        return form_token(self.token)


async def visit(parts: Parts, request: Request) -> Visit | None:
    """Return who sent this request; None for a browser that is not known, or not any more."""
    token = parts.site.cookie(request.cookies, COOKIE)
    if token is None:
        return None
    now = parts.now()
    visitor = await parts.store.run(lambda unit: unit.visitor(digest(token), now))
    return None if visitor is None else Visit(token, visitor)


async def admit(parts: Parts, *, language: str, own_device: bool) -> Visit:
    """Make a browser known, under a new secret."""
    one = unknown(parts, language=language, own_device=own_device)
    await parts.store.run(lambda unit: unit.admit(one.visitor))
    return one


def sat_here(parts: Parts, one: Visit | None) -> Voice | None:
    """Return the language of who sat at a device of many before, None where nobody did.

    Whoever comes in there now may be somebody else, and begins anew unless she says that it is her.
    """
    return None if one is None or one.visitor.own_device else Voice(parts, one.visitor.language)


def unknown(parts: Parts, *, language: str, own_device: bool) -> Visit:
    """Return a browser that is to be made known, under a new secret."""
    token, now = new_token(), parts.now()
    visitor = Visitor(
        digest(token),
        own_device=own_device,
        language=language,
        hidden=False,
        last_at=now,
        expires_at=now + _kept(own_device=own_device),
    )
    return Visit(token, visitor)


async def seen(parts: Parts, one: Visit, *, hidden: bool = False, within: timedelta | None = None) -> None:
    """Note that she did something, so that she stays known: ``within`` for so long, else as usual."""
    now = parts.now()
    expires = now + (_kept(own_device=one.visitor.own_device) if within is None else within)
    await parts.store.run(lambda unit: unit.seen(one.visitor.address, now, expires, hidden=hidden))


def remember(parts: Parts, response: Response, one: Visit) -> None:
    """Give the browser its cookie, for as long as it is hers."""
    own = one.visitor.own_device
    parts.site.set_cookie(response, COOKIE, one.token, max_age=int(OWN.total_seconds()) if own else None)


async def posted(parts: Parts, request: Request) -> tuple[Visit, Form] | None:
    """Return who posted a form, and the form; None where the form is not one of this browser's."""
    form = await read_form(request)
    one = await visit(parts, request)
    if one is None or not is_form_token(one.token, form.get("token")):
        return None
    return one, form


def to(path: str) -> Response:
    """Send the browser on, to be asked for with GET."""
    return RedirectResponse(path, 303)


def _kept(*, own_device: bool) -> timedelta:
    return OWN if own_device else SHARED
