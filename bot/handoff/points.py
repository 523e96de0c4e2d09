"""Which action points may be put before a resident: what the desk and the board both check."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.flows import points
from bot.flows.screens import point, signal
from bot.handoff.cleaning import cleaned
from bot.handoff.phrases import Unfilled

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from bot.flows.definition import Library
    from bot.flows.points import PointDraft
    from bot.flows.screens.signal import Signal
    from bot.flows.subject import PointBy
    from bot.flows.turn import Turn
    from bot.privacy.gate import Gate

FURTHEST: Final = timedelta(days=731)
LONGEST_PAST: Final = timedelta(days=366)
"""A letter's last day beyond these is a typing error."""

NOT_IN_LIST: Final = "Kies een actie uit de lijst. Deze is er niet (meer)."
NOTHING: Final = "Kies een actie uit de lijst, of schrijf er zelf een."
BOTH: Final = "Kies een actie uit de lijst, of schrijf er zelf een. Niet allebei."
TOO_LONG: Final = f"Schrijf hoogstens {points.LONGEST} tekens."
TOO_FAR: Final = "Deze dag is lang voorbij, of te ver weg. Kijk nog eens in de brief."
TOO_MANY: Final = (
    f"Er wachten al {points.MOST_OFFERED} actiepunten op een antwoord. Laat die eerst samen nakijken."
)


def checked(draft: PointDraft, *, library: Library, gate: Gate, today: date) -> PointDraft:
    """Return a draft as it may be put before her, cleaned.

    Raises ``Unfilled`` for what is missing, too long or not there, and ``Refused`` where the
    privacy gate found a BSN, a code or a password.
    """
    text = " ".join(draft.text.split())
    if draft.known is not None and text:
        raise Unfilled("Actie", BOTH)
    if draft.known is None and not text:
        raise Unfilled("Actie", NOTHING)
    if draft.known is not None and points.known_step(library, draft.known) is None:
        raise Unfilled("Actie", NOT_IN_LIST)
    if len(text) > points.LONGEST:
        raise Unfilled("Eigen woorden", TOO_LONG)
    if draft.until is not None and not today - LONGEST_PAST <= draft.until <= today + FURTHEST:
        raise Unfilled("Datum", TOO_FAR)
    return replace(draft, text=cleaned(gate, text))


def offering(draft: PointDraft, by: PointBy) -> Callable[[Turn], None]:
    """Return what puts a checked draft before her; it raises ``Unfilled`` where too many wait already."""

    def speak(turn: Turn) -> None:
        try:
            point.offer(turn, draft, by)
        except points.TooManyOffered:
            raise Unfilled("Actie", TOO_MANY) from None

    return speak


def asking(kind: Signal) -> Callable[[Turn], None]:
    """Return what asks her whether a person may be asked about what a helper saw."""

    def speak(turn: Turn) -> None:
        signal.ask(turn, kind)

    return speak


def as_written(draft: PointDraft, library: Library) -> str:
    """Return a draft in Dutch, for the log of what was said in a case."""
    step = points.known_step(library, draft.known)
    parts = [f"Actiepunt: {draft.text if step is None else step.title.source}"]
    if draft.until is not None:
        parts.append(f"In de brief staat: uiterlijk {draft.until:%d-%m-%Y}")
    if draft.for_other:
        parts.append("Voor iemand anders")
    return ". ".join(part.rstrip(".") for part in parts) + "."
