"""A translation server with the LibreTranslate API, asked for what residents write to the desk.

https://docs.libretranslate.com/api/operations/translate/: ``POST /translate`` with ``q`` (one
text or a list), ``source``, ``target``, ``format`` and ``api_key``.
"""

from __future__ import annotations

import asyncio
import json
import logging
from dataclasses import dataclass, field
from http import HTTPStatus
from time import monotonic
from typing import TYPE_CHECKING, Final

from aiohttp import ClientError, ClientSession, ClientTimeout

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

log = logging.getLogger(__name__)

LONGEST_WAIT: Final = 2.0
"""Seconds that a page of the desk waits for a translation."""

PAUSE: Final = 30.0
"""Seconds in which a server that failed is not asked again, so that it slows no page down."""

LARGEST: Final = 262_144
"""Bytes of an answer. More than thirty messages take is no translation."""


class _NoTranslationError(Exception):
    """The server answered something else than what was asked."""


@dataclass(eq=False)
class LibreTranslate:
    """Asks the server at ``address``. ``clock`` counts seconds."""

    address: str
    key: str | None = None
    longest_wait: float = LONGEST_WAIT
    clock: Callable[[], float] = monotonic
    _not_before: float = field(default=0.0, init=False)

    async def translate(self, texts: Sequence[str], source: str, target: str) -> Sequence[str | None]:
        """Return each text in another language, None for all where the server does not give them."""
        nothing = [None] * len(texts)
        if not texts or self.clock() < self._not_before:
            return nothing
        try:
            return await self._asked(texts, source, target)
        except (ClientError, OSError, RecursionError, TimeoutError, ValueError, _NoTranslationError) as error:
            # Only what kind of failure it was: the answer may hold what she wrote.
            log.warning("no translation: %s", type(error).__name__)
            self._not_before = self.clock() + PAUSE
            return nothing

    async def _asked(self, texts: Sequence[str], source: str, target: str) -> list[str | None]:
        asked = {"q": list(texts), "source": source, "target": target, "format": "text"}
        if self.key is not None:
            asked["api_key"] = self.key
        async with (
            asyncio.timeout(self.longest_wait),
            ClientSession(timeout=ClientTimeout(total=None)) as session,
            session.post(
                f"{self.address.rstrip('/')}/translate", json=asked, allow_redirects=False
            ) as answer,
        ):
            if answer.status != HTTPStatus.OK:
                raise _NoTranslationError
            body = bytearray()
            async for piece in answer.content.iter_any():
                body += piece
                if len(body) > LARGEST:
                    raise _NoTranslationError
        found = json.loads(body)
        given = found.get("translatedText") if isinstance(found, dict) else None
        if not isinstance(given, list) or len(given) != len(texts):
            raise _NoTranslationError
        if not all(isinstance(one, str) for one in given):
            raise _NoTranslationError
        return [one.strip() or None for one in given]
