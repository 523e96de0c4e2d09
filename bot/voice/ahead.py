"""Rendering ahead beside the conversations: in a process of its own, when nobody else needs the processor."""

from __future__ import annotations

import asyncio
import fcntl
import logging
import os
import sys
from contextlib import contextmanager, suppress
from threading import Thread
from time import sleep
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

log = logging.getLogger(__name__)

COMMAND: Final = (sys.executable, "-m", "bot", "voice", "render", "--gently", "--prune")

LOWEST: Final = 19
"""Niceness: whatever else wants the processor comes first."""

LOOK_EVERY: Final = 1.0
"""Seconds between two looks whether the one that started this is still there."""

LOCK: Final = "rendering.lock"


async def render_ahead(command: Sequence[str] = COMMAND) -> None:
    """Make what is not there yet, and end with it. Cancelled: stop; the next start goes on where it was."""
    try:
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
    except OSError:
        # Each clip is then made when somebody wants to hear it.
        log.exception("nothing is rendered ahead")
        return
    try:
        status = await process.wait()
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.terminate()
            await process.wait()
    if status:
        log.warning("not everything was rendered ahead: `wegwijs voice render` says why")
    else:
        log.info("rendered ahead")


def give_way() -> None:
    """Let every other process have the processor first, and end with the one that started this one."""
    os.nice(LOWEST)
    Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        sleep(LOOK_EVERY)
    os._exit(1)  # it was killed, and told nobody


@contextmanager
def alone(folder: Path) -> Iterator[bool]:
    """Keep a second run out of a folder; yield whether this is the only one.

    Two runs would make every clip twice. A run that was killed keeps nobody out.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / LOCK).open("ab")
    except OSError:
        yield True  # nothing can be written there: each clip says so
        return
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
