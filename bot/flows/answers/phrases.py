"""Finding known phrases in the words of an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from bot.flows.lexicon import Phrase

_LONGEST = 8
"""No phrase of a lexicon has more words."""


def contains(text: Sequence[str], phrases: Collection[Phrase]) -> bool:
    """Say whether any of ``phrases`` stands in ``text``, word for word."""
    return any(longest_at(text, at, phrases) for at in range(len(text)))


def longest_at(text: Sequence[str], at: int, phrases: Collection[Phrase]) -> int:
    """Return how many words from ``at`` on form the longest of ``phrases``; 0 for none."""
    for length in range(min(_LONGEST, len(text) - at), 0, -1):
        if tuple(text[at : at + length]) in phrases:
            return length
    return 0
