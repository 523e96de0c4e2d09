"""What the resident is told at once: its lines, and what she may tap below them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.flows.lines import Latin, Line
    from bot.flows.text import Text


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to tap. ``id`` is unique within its message."""

    id: str
    label: Text | Latin


@dataclass(frozen=True, slots=True)
class Message:
    """What the resident is told at once.

    ``careful``: an amount, a date or advice about signing; the Dutch goes along while
    the translation is a draft. ``sensitive``: no transcript. ``language``: shown in this
    language whatever hers is. ``typed``: she may type an answer, so that a number is an
    answer and not the number of a button. ``yes`` and ``no`` are the choices that "ja"
    and "nee" mean here. ``numbered``: the number of each button stands on it.
    """

    lines: tuple[Line, ...]
    choices: tuple[Choice, ...] = ()
    careful: bool = False
    sensitive: bool = False
    language: str | None = None
    typed: bool = False
    yes: str | None = None
    no: str | None = None
    numbered: bool = False
