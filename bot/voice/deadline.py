"""An end to waiting for what cannot be interrupted."""

from __future__ import annotations

from concurrent.futures import Future
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def within(seconds: float, job: Callable[[], T]) -> T:
    """Return what a job returns or raise what it raises; raise ``TimeoutError`` after so many seconds.

    A job that is not done by then is left behind and what it gives is dropped. It may go on in a
    thread for as long as it likes: it does not keep the program from ending.
    """
    outcome: Future[T] = Future()

    def run() -> None:
        try:
            outcome.set_result(job())
        except BaseException as error:  # noqa: BLE001  raised where it is waited for
            outcome.set_exception(error)

    Thread(target=run, name="within", daemon=True).start()
    return outcome.result(timeout=seconds)
