"""What staff write, as it may go out or be kept: the privacy gate holds for them as for residents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.handoff.actors import Refused
from bot.handoff.states import NotAllowed

if TYPE_CHECKING:
    from bot.privacy.gate import Gate


def cleaned(gate: Gate, text: str) -> str:
    """Return a text without spaces around it; raise ``Refused`` where the gate found a secret in it."""
    kept = gate.clean(text.strip())
    if kept.refusal is not None:
        raise Refused(kept.refusal)
    return kept.text


def filled(gate: Gate, text: str) -> str:
    """Return the same; raise ``NotAllowed`` where nothing is left."""
    clean = cleaned(gate, text)
    if not clean:
        raise NotAllowed("nothing was written")
    return clean
