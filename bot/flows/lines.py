"""A line of what is told, and what may stand in it: data, without a language yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from bot.flows.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from bot.flows.definition import Fact, Organisation


@dataclass(frozen=True, slots=True)
class Amount:
    """Euros."""

    euros: Decimal


@dataclass(frozen=True, slots=True)
class Latin:
    """A name, number or address that stays in Latin script whatever the language."""

    text: str


@dataclass(frozen=True, slots=True)
class Expired:
    """Stands where a fact stood that no longer holds: its sentence is left out.

    ``ask`` is the name of the organisation that knows the fact of now.
    """

    ask: Text | Latin


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a message: a translatable text or a Latin literal, behind an icon.

    ``aside``: not what a careful message is careful about, so not repeated in Dutch.
    ``gap``: an empty line follows. ``once``: it is Dutch, or says in her language what stands
    there in Dutch, so where the Dutch is shown beside it there is nothing to say again.
    """

    text: Text | Latin
    values: Mapping[str, Value] = field(default_factory=dict)
    icon: str = ""
    aside: bool = False
    gap: bool = False
    once: bool = False

    def names_fact(self) -> bool:
        """Tell whether an amount or another fact stands in it, or in a line inside it."""
        own = isinstance(self.text, Text) and self.text.names_fact()
        return own or any(isinstance(value, Line) and value.names_fact() for value in self.values.values())


Value = Text | Line | Latin | Amount | Expired | date | int
"""What may stand in a placeholder. A ``Text`` or a ``Line`` is translated itself."""


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """One line of what a person is told. ``included``: she lets it be sent.

    ``sensitive``: it stays here unless she chooses it herself.
    """

    id: str
    section: str
    line: Line
    sensitive: bool = False
    included: bool = True


def name_value(organisation: Organisation) -> Text | Latin:
    """Return an organisation's name as a value: a word is translated, a name is not."""
    return Latin(organisation.name) if isinstance(organisation.name, str) else organisation.name


def fact_value(fact: Fact) -> Value:
    """Return a fact as a value for a placeholder."""
    match fact.kind:
        case "amount":
            return Amount(fact.value)
        case kind:
            number = f"{fact.value.normalize():f}".replace(".", ",")
            return Latin(f"{number}%" if kind == "percentage" else number)
