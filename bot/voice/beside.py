"""FFmpeg in a process beside the bot: its memory is given back when nobody makes a sound.

It holds some 40 MB, which a bot whose clips were all rendered ahead need not have. A crash in
FFmpeg ends that process, never the conversations.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from contextlib import suppress
from threading import Lock, Timer
from time import monotonic
from typing import TYPE_CHECKING, Any, Final
from weakref import finalize

from bot.voice.parcels import receive, send
from bot.voice.sound import AudioError, Sound

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import IO

log = logging.getLogger(__name__)

COMMAND: Final = (sys.executable, "-P", "-m", "bot.voice.studio_worker")

LONGEST: Final = 30.0
"""Seconds that one sound may take. The longest takes two; what takes this long hangs."""

NEEDLESS: Final = 120.0
"""Seconds without a sound after which a process is ended. A new one takes a tenth of a second to start."""

SMALL_BLOCKS: Final = {"MALLOC_MMAP_THRESHOLD_": "131072"}
"""Lets glibc give back each large block at once, where it learns to keep them: a quarter more memory."""


class Beside:
    """Answers ``Studio`` with processes of its own: one, or as many as are asked at the same time."""

    def __init__(
        self,
        *,
        command: Sequence[str] = COMMAND,
        longest: float = LONGEST,
        needless: float = NEEDLESS,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._command = command
        self._longest = longest
        self._needless = needless
        self._clock = clock
        self._lock = Lock()
        self._waiting: list[tuple[float, _Worker]] = []
        finalize(self, _end_all, self._waiting)

    def decode(self, data: bytes) -> Sound:
        """Read a file that FFmpeg knows."""
        return Sound(self._ask({"do": "decode"}, [data])[0])

    def finished(self, sound: Sound) -> tuple[bytes, float]:
        """Trim, level and encode; return the file and its seconds."""
        return self._ask({"do": "finish"}, [sound.samples])

    def spliced(self, clips: Sequence[bytes], pauses: Sequence[float]) -> tuple[bytes, float]:
        """Return the file of clips one after another, and its seconds."""
        return self._ask({"do": "splice", "pauses": list(pauses)}, clips)

    def rest(self) -> None:
        """End the processes that were not needed for a while."""
        before = self._clock() - self._needless
        with self._lock:
            needless = [one for one in self._waiting if one[0] <= before]
            self._waiting[:] = [one for one in self._waiting if one[0] > before]
        _end_all(needless)

    def _ask(self, what: Mapping[str, Any], parts: Sequence[bytes]) -> tuple[bytes, float]:
        worker = self._taken()
        try:
            answer = worker.ask(what, parts, longest=self._longest)
        except BaseException:
            worker.end()
            raise
        if answer is None:
            log.error("the process that makes sound ended", extra={"count": worker.end()})
            raise AudioError("the process that makes sound ended")
        with self._lock:
            self._waiting.append((self._clock(), worker))
        said, made = answer
        if "error" in said:
            raise AudioError(said["error"])
        return made[0], said["seconds"]

    def _taken(self) -> _Worker:
        """Return a process that waits, the one that worked last; a new one where none does."""
        with self._lock:
            while self._waiting:
                worker = self._waiting.pop()[1]
                if worker.lives:
                    return worker
                worker.end()
        return _Worker(self._command)


class _Worker:
    """One process."""

    def __init__(self, command: Sequence[str]) -> None:
        try:
            self._process = subprocess.Popen(  # noqa: S603  our own program
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, **SMALL_BLOCKS},
            )
        except OSError as error:
            raise AudioError("the process that makes sound cannot be started") from error

    @property
    def lives(self) -> bool:
        return self._process.poll() is None

    def ask(
        self, what: Mapping[str, Any], parts: Sequence[bytes], *, longest: float
    ) -> tuple[dict[str, Any], list[bytes]] | None:
        """Return its answer, None where it ended or was ended because it took too long."""
        late = Timer(longest, self._process.kill)
        late.daemon = True
        late.start()
        try:
            send(_open(self._process.stdin), what, parts)
            return receive(_open(self._process.stdout))
        except OSError:
            return None
        finally:
            late.cancel()

    def end(self) -> int:
        """End it, and return its exit status."""
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # what nobody read is nobody's any more
                _open(pipe).close()
        self._process.kill()
        return self._process.wait()


def _open(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise ValueError("a process of ours has both pipes")
    return pipe


def _end_all(waiting: list[tuple[float, _Worker]]) -> None:
    while waiting:
        waiting.pop()[1].end()
