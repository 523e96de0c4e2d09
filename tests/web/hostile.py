"""What no browser sends: each address and each field of a form with what a database cannot hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.routing import Mount, Route

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from httpx2 import AsyncClient

VALUES: Final = ("a%00b", "%00", "a%ED%A0%80b", "%ED%B0%80", "9" * 5000)
"""As they are sent: U+0000, half of a surrogate pair, and a number that no column holds."""

FORM: Final = {"content-type": "application/x-www-form-urlencoded", "origin": "http://127.0.0.1:8000"}


def addresses(app: Starlette, method: str) -> list[str]:
    """Return the addresses of a site that take a method, each with its names in braces."""

    def routes(within: Starlette) -> Iterator[Route]:
        for one in within.routes:
            match one:
                case Route():
                    yield one
                case Mount(app=Starlette() as inner):
                    yield from routes(inner)

    return [one.path for one in routes(app) if method in (one.methods or ())]


def filled(address: str, values: Mapping[str, str]) -> str:
    """Return an address with these in the place of its names."""
    return re.sub(r"\{(\w+)\}", lambda match: values[match[1]], address)


async def attacked(
    client: AsyncClient, method: str, address: str, ids: Mapping[str, str], fields: Mapping[str, str]
) -> list[tuple[str, int]]:
    """Send something hostile in each place in turn; return each address and field with how it went.

    An error of the application is raised here.
    """
    went = []
    for name in re.findall(r"\{(\w+)\}", address):
        for value in VALUES:
            path = filled(address, {**ids, name: value})
            answer = await client.request(
                method, path, content=urlencode(fields).encode() if fields else None, headers=FORM
            )
            went.append((f"{method} {address} {name}", answer.status_code))
    for name in fields:
        others = urlencode({key: value for key, value in fields.items() if key != name})
        for value in VALUES:
            for pair in (f"{name}={value}", f"{name}=&{value}={value}"):
                answer = await client.request(
                    method, filled(address, ids), content=f"{others}&{pair}".encode(), headers=FORM
                )
                went.append((f"{method} {address} {name}", answer.status_code))
    return went


def broken(went: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return what did not end in a page or a refusal."""
    return [one for one in went if one[1] >= 500]
