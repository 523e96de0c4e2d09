"""Buttons that go on working below messages that ask nothing: what was said is heard again.

One of them leads somewhere: to who of her group may help her.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows import closing, glossary, listening, place, words, words_group, words_voice
from bot.flows.definition import Ask, Do, GoTo, Human, Tell
from bot.flows.events import ButtonPressed
from bot.flows.message import Message
from bot.flows.screens import group, language
from bot.flows.show import spoken_card
from bot.flows.state import Reading

if TYPE_CHECKING:
    from bot.flows.turn import Turn


def press(turn: Turn, choice: str) -> None:
    """Read what the button stands below, or take the answer to whether to read everything."""
    if choice in {Reading.ALWAYS, Reading.ASKED}:
        turn.emit(ButtonPressed(listening.CHOOSING[Reading(choice)], sensitive=False))
        listening.choose(turn, Reading(choice))
        place.show(turn)
        return
    if choice == listening.WHO_HELPS and turn.group() is not None:
        turn.emit(ButtonPressed(words_group.WHICH_HELPER, sensitive=False))
        group.press(turn, "which-helper", {})
        return
    kind, _, reference = choice.partition(":")
    message = _message(turn, f"{kind}:", *reference.partition("/")[::2])
    if message is None:
        turn.note(words.OLD_BUTTON)
        place.show(turn)
        return
    label = words_voice.PLAY if choice.startswith(listening.CARD) else words_voice.LISTEN
    turn.emit(ButtonPressed(label, message.sensitive))
    if listening.readable(turn, message):
        listening.read(turn, message)
    else:
        turn.note(words_voice.LISTEN_CANNOT if listening.possible(turn) else words_voice.LISTEN_NOT_YET)
        place.show(turn)


def _message(turn: Turn, kind: str, guide_id: str, step_id: str) -> Message | None:  # noqa: PLR0911  one a kind
    """Return what a button stands below, None where content has changed since."""
    guide = turn.library.guides.get(guide_id)
    step = None if guide is None else guide.step(step_id)
    match kind, step:
        case listening.WELCOME, None:
            return Message(language.first_words(turn))
        case listening.CHEER, None if guide_id in turn.library.encouragements:
            return Message((turn.line(turn.library.encouragements[guide_id]),))
        case listening.APPLICATION, None if guide is not None and guide.application is not None:
            return Message(closing.not_an_application(turn, guide.application))
        case listening.SAY, Tell():
            return Message((turn.line(step.text),), sensitive=step.private)
        case listening.CARD, Do() if step.show is not None:
            return spoken_card(step)
        case listening.WORDS, Ask() | Do() | GoTo() | Human() | Tell():
            lines = glossary.explanation(turn, step)
            return Message(lines, sensitive=step.private) if lines else None
        case _:
            return None
