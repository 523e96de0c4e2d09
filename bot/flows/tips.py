"""The tips of a step and the rules of helping, as lines that are shown to a helper in Dutch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.flows.helper_tips import Advice, GuideAdvice
from bot.flows.lines import Line
from bot.flows.turn import content_values

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from bot.flows.definition import Library
    from bot.flows.text import Text


@dataclass(frozen=True, slots=True)
class Tips:
    """What helps at a step, and what goes wrong there: its own first, then what holds for its guide.

    A line whose only sentence holds an expired fact is rendered as nothing.
    """

    tips: tuple[Line, ...] = ()
    watch: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds for every helper, whatever the participant shares.

    ``instead`` is the right way to do what ``never`` forbids.
    """

    tips: tuple[Line, ...]
    never: tuple[Line, ...]
    instead: tuple[Line, ...]


def tips(library: Library, guide_id: str, step_id: str | None, today: date) -> Tips:
    """Return the tips of a step of a guide; of the guide alone where the step has none or is None."""
    guide = library.helper_tips.guides.get(guide_id, GuideAdvice(Advice()))
    here = guide.steps.get(step_id, Advice()) if step_id is not None else Advice()
    return Tips(
        tips=_lines(library, (*here.tips, *guide.general.tips), today),
        watch=_lines(library, (*here.watch, *guide.general.watch), today),
    )


def rules(library: Library, today: date) -> Rules:
    """Return what every helper keeps to."""
    held = library.helper_tips
    return Rules(
        tips=_lines(library, held.tips, today),
        never=_lines(library, held.never, today),
        instead=_lines(library, held.instead, today),
    )


def _lines(library: Library, texts: Iterable[Text], today: date) -> tuple[Line, ...]:
    return tuple(Line(text, content_values(text, library, today)) for text in texts)
