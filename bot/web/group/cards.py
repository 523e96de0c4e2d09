"""What a card says of a participant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.web.group import wording

if TYPE_CHECKING:
    from datetime import datetime

    from bot.groups.views import Card
    from bot.web.group.wording import Ago


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One participant as her card shows her.

    ``hand`` is None while her hand is down; ``guide`` and ``step_name`` are "" while she
    shares nothing. ``refused``: she does not want who looks, who sees her number only.
    """

    id: str
    number: int
    refused: bool
    name: str
    language_name: str
    hand: Ago | None
    idle: Ago
    step: int | None
    steps: int | None
    finished: bool
    list: str
    helping: str
    mine: bool
    guide: str
    step_name: str

    @property
    def title(self) -> str:
        """Return how a sentence names her."""
        known = f"nummer {self.number}"
        return known if self.name.casefold() == known else f"{self.name} ({known})"


def small_card(card: Card, looker: str, now: datetime) -> Shown:
    """Return a card as the board shows it to ``looker``, an id of staff."""
    return Shown(
        id=card.seat,
        number=card.number,
        refused=card.refused_me,
        name=card.nickname or f"Nummer {card.number}",
        language_name=wording.language(card.language),
        hand=None if card.hand_since is None else wording.waits(card.hand_since, now),
        idle=wording.idle(card.idle_since, now),
        step=card.step,
        steps=card.steps,
        finished=card.finished,
        list=wording.actions(card.done, card.open),
        helping=card.helping or "",
        mine=card.helping_id == looker,
        guide="" if card.shared is None else card.shared.guide,
        step_name="" if card.shared is None else card.shared.step or "",
    )
