"""One engine that may be away, and one that never is."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from bot.understanding.base import UnderstandingError

if TYPE_CHECKING:
    from bot.messages import Interpretation
    from bot.understanding.base import Understanding
    from bot.understanding.circuit import Circuit

log = logging.getLogger(__name__)

AT_ONCE = 4
"""Calls to the first engine at a time. Who comes fifth would wait for four others."""


class WithFallback:
    """Asks ``first``, and ``second`` where ``first`` is away, busy or wrong. Implements ``Understanding``."""

    def __init__(self, first: Understanding, second: Understanding, circuit: Circuit) -> None:
        self._first = first
        self._second = second
        self._circuit = circuit
        self._running = 0

    async def interpret(self, text: str) -> Interpretation:
        """Interpret one text."""
        if self._running < AT_ONCE and self._circuit.allows():
            self._running += 1
            try:
                meaning = await self._first.interpret(text)
            except UnderstandingError:
                # The error says which setting or service; it holds no text and no address.
                if self._circuit.failed():
                    log.warning("Rasa fails: the embedded engine answers", exc_info=True)
            else:
                if self._circuit.succeeded():
                    log.info("Rasa answers again")
                return meaning
            finally:
                self._running -= 1
        return await self._second.interpret(text)
