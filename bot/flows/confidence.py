"""What a step tells that was said in confidence: one rule for paper and for who sits beside her.

``Step.private`` says what no transcript and no event may name. Another person learns more from the
same words: from the guide that they are in, and from a day that was counted from a sensitive one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows.definition import Do, GoTo

if TYPE_CHECKING:
    from bot.flows.definition import AnyStep, Guide, Library


def step_confides(library: Library, guide: Guide, step: AnyStep) -> bool:
    """Tell whether who reads a step of this guide learns what is sensitive.

    By the guide, by the step itself, by its last day, or by where it leads.
    """
    if guide.private or step.private:
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
