"""A long text as pieces of a few words, so that one clause of danger is not lost among the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.understanding.normalise import LONGEST

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDTH = 12
"""Words in a window: of 8, 10, 12 and 15 it hears most for its false alarms (docs/measurements.md)."""

STEP = 6
"""Words from one window to the next, so that a clause of half a window stands whole in one of them."""

FARTHEST = 4096
"""Characters of a text that are looked through: the longest message of Telegram."""


def windows(text: str) -> Iterator[str]:
    """Yield the windows of a text with more words than one, in its order; of a shorter text none.

    A window is at most ``LONGEST`` characters, whatever its words are.
    """
    words = text[:FARTHEST].split()
    if len(words) <= WIDTH:
        return
    for start in range(0, len(words) - STEP, STEP):
        yield " ".join(words[start : start + WIDTH])[:LONGEST]
