"""``wegwijs understand --json``: one object per message, the same from every engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.messages import JSON, Interpretation


def to_line(text: str, interpretation: Interpretation) -> dict[str, JSON]:
    """Return what is printed for one message, its keys in the order in which they are read."""
    return {
        "text": text,
        "language": interpretation.language,
        "intent": interpretation.intent,
        "confidence": interpretation.confidence,
        "alternatives": [
            {"intent": alternative.intent, "confidence": alternative.confidence}
            for alternative in interpretation.alternatives
        ],
    }
