"""What a klantmanager can say and ask in Dutch that reaches the resident in her language."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.flows.definition import Ask
    from bot.flows.text import Text

Kind = Literal["date", "time", "text", "phone"]


@dataclass(frozen=True, kw_only=True)
class Phrase:
    """A fixed sentence. ``values`` names what is filled in, in the order of the form."""

    id: str
    text: Text
    values: Mapping[str, Kind] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Book:
    """Every phrase and question, by id, in the order in which the desk shows them."""

    phrases: Mapping[str, Phrase] = field(default_factory=dict)
    questions: Mapping[str, Ask] = field(default_factory=dict)
