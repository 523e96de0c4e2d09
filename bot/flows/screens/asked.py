"""A question that a person asks with buttons, so that the answer comes back in Dutch."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.flows import words
from bot.flows import words_person as said
from bot.flows.answering import answer_of
from bot.flows.answers.problem import Problem
from bot.flows.content.guides import YES_NO
from bot.flows.definition import UNKNOWN, Ask, AskKind
from bot.flows.events import QuestionOfDeskAnswered
from bot.flows.lines import Latin, Line
from bot.flows.message import Choice, Message
from bot.flows.screens.outcome import Outcome
from bot.flows.show import ANSWER, TYPED, answer_value, in_dutch

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.flows.turn import Turn

KIND = "asked"

QUESTION = "question"
"""What names a question of the content in the data of this screen."""

OWN, OWN_KIND = "own", "answered-by"
"""What holds a question in somebody's own Dutch words, and of which kind it is."""


def message(turn: Turn, data: Mapping[str, str]) -> Message:
    """Show the question with its answers. One in somebody's own words is in Dutch."""
    asked = _ask(turn, data)
    head = turn.line(said.FROM_PERSON, "👤", gemeente=Latin(turn.library.municipality.name))
    if asked is None:
        return Message((head, turn.line(words.CONTENT_CHANGED)))
    own = data.get(OWN)
    question = turn.line(asked.text) if own is None else Line(Latin(own))
    choices = [Choice(f"{ANSWER}{answer}", label) for answer, label in asked.answers.items()]
    choices.append(Choice(f"{ANSWER}{UNKNOWN}", words.UNKNOWN_ANSWER))
    yes_no = asked.kind is AskKind.YES_NO
    return Message(
        (head, question),
        (*choices, *in_dutch(turn)),
        careful=own is None,
        sensitive=True,
        typed=asked.kind in TYPED,
        yes=f"{ANSWER}ja" if yes_no else None,
        no=f"{ANSWER}nee" if yes_no else None,
    )


def press(turn: Turn, choice: str, data: Mapping[str, str]) -> Outcome:
    """Send the answer back."""
    asked = _ask(turn, data)
    if asked is None or not choice.startswith(ANSWER):
        return Outcome.NOT_MINE
    _answer(turn, asked, choice.removeprefix(ANSWER), data)
    return Outcome.DONE


def hear(turn: Turn, typed: str, data: Mapping[str, str]) -> Outcome:
    """Take what she types as the answer where it is one; anything else is a message to the person."""
    asked = _ask(turn, data)
    if asked is None:
        return Outcome.NOT_MINE
    answer = answer_of(typed, asked, turn.today, turn.world.lexicons)
    if isinstance(answer, Problem):
        return Outcome.NOT_MINE
    _answer(turn, asked, answer, data)
    return Outcome.DONE


def _answer(turn: Turn, asked: Ask, answer: str, data: Mapping[str, str]) -> None:
    value = answer_value(asked, answer)
    turn.emit(QuestionOfDeskAnswered(data.get(OWN) or asked.text.source, value))
    turn.state = replace(turn.state, screen=None)
    turn.say(turn.line(said.ANSWER_SENT, "✅", answer=value), sensitive=True)


def _ask(turn: Turn, data: Mapping[str, str]) -> Ask | None:
    if OWN in data:
        asked = Ask(id=OWN, text=said.FROM_PERSON, kind=AskKind(data[OWN_KIND]))
    else:
        found = turn.library.questions.get(data[QUESTION])
        if found is None:
            return None
        asked = Ask(id=found.id, text=found.text, kind=found.kind, answers=found.answers)
    if asked.kind is AskKind.YES_NO:
        return replace(asked, answers=YES_NO)
    return asked
