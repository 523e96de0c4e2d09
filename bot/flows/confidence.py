"""What a step tells that was said in confidence: one rule for paper, helper and klantmanager.

``Step.private`` says what no transcript and no event may name. Another person learns more from the
same words: from the guide that they are in, and from a day that was counted from a sensitive one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows.definition import Do, GoTo
from bot.flows.subject import Point

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.flows.actions import Item
    from bot.flows.definition import AnyStep, Guide, Library


def item_confides(library: Library, item: Item, *, told: Collection[str] = ()) -> bool:
    """Tell whether who reads this line of her list learns what she said in confidence.

    ``told``: guides of which she says herself that she is in them.
    """
    if isinstance(item.action, Point):
        return False  # it was somebody else who wrote it, and she took it on
    if item.step is None:
        return item.action.guide not in told and guide_confides(library, item.action.guide)
    return step_confides(library, library.guides[item.action.guide], item.step, told=told)


def step_confides(library: Library, guide: Guide, step: AnyStep, *, told: Collection[str] = ()) -> bool:
    """Tell whether who reads a step of this guide learns what is sensitive.

    By the guide unless she ``told`` that she is in it, by the step itself, by its last day, or by
    where it leads.
    """
    if step.private or (guide.private and guide.id not in told):
        return True
    match step:
        case GoTo(guide=other):
            return library.guides[other].private
        case Do(term=term) if term is not None:
            asked = guide.questions.get(term.window.of)
            return asked is not None and asked.private
        case _:
            return False


def guide_confides(library: Library, guide_id: str) -> bool:
    """Tell whether who reads that a guide is on her list learns what is sensitive.

    It is there because a step led to it, and her list does not say which: one is enough.
    """
    guide = library.guides.get(guide_id)
    return (guide is not None and guide.private) or any(
        step_confides(library, other, step)
        for other in library.guides.values()
        for step in other.steps
        if isinstance(step, GoTo) and step.guide == guide_id
    )
