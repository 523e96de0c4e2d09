"""What content has of the desk: its team, and what a klantmanager says and asks with one click."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.flows.definition import AskKind
    from bot.flows.text import Text


class Fill(StrEnum):
    """What a klantmanager puts into a phrase."""

    DATE = "date"
    TIME = "time"
    ORGANISATION = "organisation"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a klantmanager says with one click, in the resident's own language.

    ``values`` maps each placeholder to what may stand in it. ``papers``: papers are listed below.
    """

    id: str
    topic: str
    text: Text
    values: Mapping[str, Fill]
    papers: bool = False


@dataclass(frozen=True, slots=True)
class DeskQuestion:
    """What a klantmanager asks with one click. ``answers`` are the choices, where the kind is CHOICE."""

    id: str
    topic: str
    text: Text
    kind: AskKind
    answers: Mapping[str, Text]


@dataclass(frozen=True, slots=True)
class DeskTeam:
    """Who answers questions in the chat, as content has it; a coordinator may change the figures.

    ``answer_hours`` are office hours; ``daily_capacity`` None: no most a day.
    """

    id: str
    name: str
    answer_hours: int
    daily_capacity: int | None
