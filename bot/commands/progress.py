"""How far a run is, for who looks at a terminal or at a log of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from typing import TextIO

    from bot.voice.rendering import Progress

BAR: Final = 24
MINUTE: Final = 60
PIPED: Final = 10
"""Lines of progress that are written where no bar can be drawn."""


class Bar:
    """Draws how far a run is, on one line of a terminal; elsewhere on a few lines."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._drawn = False
        self._tenths = 0

    def show(self, progress: Progress) -> None:
        """Draw the state of things over the one before."""
        share = progress.tried / progress.total
        full = round(share * BAR)
        line = (
            f"[{'#' * full}{'.' * (BAR - full)}] {progress.tried}/{progress.total}, "
            f"{progress.rate:.1f} clips/s, {_time(progress.left)} left"
        )
        if self._stream.isatty():
            self._stream.write(f"\r{line}\x1b[K")
            self._drawn = True
        elif int(share * PIPED) > self._tenths:
            self._tenths = int(share * PIPED)
            self._stream.write(f"{line}\n")
        self._stream.flush()

    def end(self) -> None:
        """Leave the line."""
        if self._drawn:
            self._stream.write("\n")


def _time(seconds: float | None) -> str:
    if seconds is None:
        return "?"
    return f"{seconds:.0f} s" if seconds < MINUTE else f"{seconds // MINUTE:.0f} min {seconds % MINUTE:.0f} s"
