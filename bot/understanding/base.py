"""The port of understanding, and what can go wrong behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from bot.messages import Interpretation

OUT_OF_SCOPE = "out-of-scope"
"""The intent of sentences that no guide is about. It is learnt, and never shown."""


class UnderstandingError(Exception):
    """Base of every error of this package. The message says what to do now."""


class WeightsError(UnderstandingError):
    """The weights are absent, out of date or damaged: the embedded engine cannot start."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} Make them with: wegwijs understand train (or: make weights)")


class DataError(UnderstandingError):
    """A training file is wrong. The message begins with ``file:line:``."""


class Understanding(Protocol):
    """Says what a text means. Raises ``UnderstandingError`` and nothing else."""

    async def interpret(self, text: str) -> Interpretation:
        """Interpret one text of any length and content.

        ``intent`` is None when the engine is unsure or when the text is about something
        that no guide covers; ``alternatives`` holds the best five all the same.
        """
