"""Words that a resident wrote herself, as they stand in a sentence of the bot."""

from __future__ import annotations

from unicodedata import bidirectional

from bot.flows.lines import Latin


def own_words(words: str) -> Latin:
    """Return her own words, with a direction of their own where they are written from the right."""
    turned = any(bidirectional(letter) in {"R", "AL"} for letter in words)
    return Latin(f"\u2068{words}\u2069" if turned else words)
