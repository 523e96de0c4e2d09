"""What a helper who sits beside a resident may see of her own matter, where she shows it.

Nothing of what is sensitive, of danger, of what she tells a person, or of any other screen over
the guide: then there is nothing to see, as where she shows nothing. Only the screen of the group
hides nothing: she stands there when a helper comes to look at the step beneath with her.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.flows import glossary, place
from bot.flows.confidence import step_confides
from bot.flows.definition import Ask
from bot.flows.lines import Latin
from bot.flows.own_words import own_words
from bot.flows.screens import group_choices
from bot.flows.show import answer_value, ask_message, step_message
from bot.flows.turn import DUTCH

if TYPE_CHECKING:
    from bot.flows.definition import AnyStep, Guide
    from bot.flows.lines import Line, Value
    from bot.flows.message import Message
    from bot.flows.text import Text
    from bot.flows.turn import Turn


@dataclass(frozen=True)
class Shared:
    """The step that she sees. ``step`` is its id; ``own`` is in her language, ``dutch`` the same in Dutch.

    ``meaning`` explains its words and what a helper may do. ``answers`` are those of this guide,
    each behind its question; they are for who shows her answers too.
    """

    guide: Text
    step: str
    own: Message
    dutch: Message
    meaning: tuple[Line, ...]
    answers: tuple[tuple[Text, Value], ...]


def shared(turn: Turn) -> Shared | None:
    """Return what may be seen now; None where nothing may."""
    guide, step = turn.guide(), place.current_step(turn)
    if turn.with_person or _covered(turn) or guide is None or step is None:
        return None
    if any(one is None or one.private for one in _guides(turn)) or step_confides(turn.library, guide, step):
        return None
    own = _without_answers(turn, step)
    return Shared(
        guide=guide.title,
        step=step.id,
        own=own,
        dutch=replace(own, language=DUTCH),
        meaning=glossary.explanation(turn, step),
        answers=tuple(_answers(turn)),
    )


def _covered(turn: Turn) -> bool:
    screen = turn.state.screen
    return screen is not None and screen.kind != group_choices.KIND


def _guides(turn: Turn) -> list[Guide | None]:
    """Return the guides in which she is: one leads to another, and is told by it."""
    return [turn.library.guides.get(frame.guide) for frame in turn.subject.stack]


def _without_answers(turn: Turn, step: AnyStep) -> Message:
    """Return the step as she sees it, save an earlier answer that she is asked to confirm."""
    if isinstance(step, Ask):
        return ask_message(turn, step)
    return step_message(turn, step)


def _answers(turn: Turn) -> list[tuple[Text, Value]]:
    """Return what she answered in this guide, without what is sensitive."""
    walk = turn.walk()
    return [
        (step.text, _value(step, answer))
        for step in walk.applicable()
        if isinstance(step, Ask)
        and not step.private
        and walk.handled(step)
        and (answer := walk.answer(step)) is not None
    ]


def _value(step: Ask, answer: str) -> Value:
    value = answer_value(step, answer)
    return own_words(value.text) if isinstance(value, Latin) else value
