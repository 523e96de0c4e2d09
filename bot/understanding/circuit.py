"""A circuit breaker: after failures in a row a service is left alone for a while."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

FAILURES = 3
"""Failures in a row after which nothing is asked for a while."""

PAUSE = 15.0
"""Seconds without a call; then one call finds out, and the others wait for its outcome."""


class Circuit:
    """Says whether to call. One for each service, in one event loop."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._failures = 0
        self._until: float | None = None

    def allows(self) -> bool:
        """Tell whether to call now. Every call that is made must be reported afterwards."""
        if self._until is None:
            return True
        if self._clock() < self._until:
            return False
        self._until = self._clock() + PAUSE  # this caller tries; who comes next does not
        return True

    def succeeded(self) -> bool:
        """Note that a call went well; True when that ends a pause."""
        reopened = self._until is not None
        self._failures, self._until = 0, None
        return reopened

    def failed(self) -> bool:
        """Note that a call went wrong; True when that begins a pause."""
        self._failures += 1
        if self._failures < FAILURES:
            return False
        begins = self._until is None
        self._until = self._clock() + PAUSE
        return begins
