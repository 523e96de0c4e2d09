"""Ctrl-C while other processes work for this one."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType


@contextmanager
def ended_once() -> Iterator[None]:
    """Raise ``KeyboardInterrupt`` at the first Ctrl-C only, for the main thread.

    A second one would break off the ending: nobody then tells the processes to stop, and a
    program waits for its own at exit, for ever.
    """

    def end(_number: int, _frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        raise KeyboardInterrupt

    with _answered(end):
        yield


@contextmanager
def unheard() -> Iterator[None]:
    """Let processes that are started here not hear Ctrl-C, from their first moment on.

    A terminal sends it to them as well. Until they could say so themselves they would end in the
    middle of an import, each with a page of its own about it.
    """
    with _answered(signal.SIG_IGN):
        yield


@contextmanager
def _answered(handler: signal._HANDLER) -> Iterator[None]:
    before = signal.signal(signal.SIGINT, handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
