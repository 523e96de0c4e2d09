"""Reads a form that a page posted."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs

from starlette.exceptions import HTTPException

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

LARGEST: Final = 65_536
"""Bytes of a form: 4,096 characters of Ge'ez are 37,000 bytes once they are encoded."""

MOST_FIELDS: Final = 200


@dataclass(frozen=True)
class Form:
    """The fields of a form. One that is not there is empty."""

    fields: Mapping[str, list[str]]

    def get(self, name: str) -> str:
        """Return the value of a field, the last where there are more."""
        return self.fields.get(name, [""])[-1]

    def all(self, name: str) -> list[str]:
        """Return all values of a field, in order."""
        return list(self.fields.get(name, []))


async def read_form(request: Request) -> Form:
    """Read ``application/x-www-form-urlencoded``; raise ``HTTPException`` 400, 413 or 415 for else."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise HTTPException(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    try:
        fields = parse_qs(
            body.decode("ascii"),
            keep_blank_values=True,
            max_num_fields=MOST_FIELDS,
            encoding="utf-8",
            errors="replace",
        )
    except ValueError:
        raise HTTPException(HTTPStatus.BAD_REQUEST) from None
    return Form({_storable(name): [_storable(value) for value in values] for name, values in fields.items()})


def _storable(text: str) -> str:
    # A browser writes a new line as two characters; nothing of ours does. PostgreSQL holds no U+0000.
    return text.replace("\r\n", "\n").replace("\0", "\N{REPLACEMENT CHARACTER}")
