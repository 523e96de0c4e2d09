"""What is asked before a question goes to a person, and the words for each answer.

Nothing here has to be answered. The answers are kept as a draft in the state until they
are sent, so that a detour (a language, a danger, a wrong button) costs nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.flows import words
from bot.flows import words_person as said

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.flows.text import Text

CHAT, PHONE, DESK, NO = "chat", "phone", "desk", "no"


@dataclass(frozen=True)
class Asked:
    """One question. ``typed``: her own words are an answer; ``several``: more answers hold.

    ``after`` names the earlier question and the answers to it that make this one worth asking.
    """

    key: str
    text: Text
    choices: Mapping[str, Text] = field(default_factory=dict)
    typed: bool = False
    several: bool = False
    hint: Text | None = None
    after: tuple[str, frozenset[str]] | None = None
    foreign: bool = False


TIMES = {"morning": said.MORNING, "afternoon": said.AFTERNOON, "any": said.ANY}
PLACES = {PHONE: said.BY_PHONE, DESK: said.AT_DESK}
PEOPLE = {"woman": said.WOMAN, "man": said.MAN, "any": said.ANY}

INTERPRETED = ("interpreter", frozenset(PLACES))

INTERPRETING = (
    Asked(
        "interpreter",
        said.Q_INTERPRETER,
        {**PLACES, NO: words.NO},
        hint=said.NO_CHILD_INTERPRETS,
        foreign=True,
    ),
    Asked("interpreter-time", said.Q_INTERPRETER_TIME, TIMES, after=INTERPRETED, foreign=True),
    Asked("interpreter-whom", said.Q_INTERPRETER_WHOM, PEOPLE, after=INTERPRETED, foreign=True),
)

QUESTIONS = (
    Asked("question", said.Q_QUESTION, typed=True),
    *INTERPRETING,
    Asked("name", said.Q_NAME, typed=True),
    Asked("birth", said.Q_BIRTH, typed=True),
    Asked(
        "reach",
        said.Q_REACH,
        {CHAT: said.IN_CHAT, **PLACES},
        typed=True,
        hint=said.Q_REACH_PHONE,
    ),
    Asked("time", said.Q_TIME, TIMES, typed=True, after=("reach", frozenset({PHONE}))),
    Asked(
        "hinder",
        said.Q_HINDER,
        {
            "reading": said.HINDER_READING,
            "computer": said.HINDER_COMPUTER,
            "language": said.HINDER_LANGUAGE,
            "travel": said.HINDER_TRAVEL,
            "children": said.HINDER_CHILDREN,
            "health": said.HINDER_HEALTH,
        },
        several=True,
    ),
    Asked("digital", said.Q_DIGITAL, {"yes": words.YES, NO: words.NO}),
)

BY_KEY = {asked.key: asked for asked in QUESTIONS}

SENSITIVE = frozenset({"health"})
"""What stands in her way and is sensitive: it goes along only where she chooses the line herself."""


def wanted(asked: Asked, draft: Mapping[str, str], *, foreign: bool) -> bool:
    """Tell whether a question is worth asking. ``foreign``: she does not read Dutch here."""
    if asked.foreign and not foreign:
        return False
    return asked.after is None or draft.get(asked.after[0]) in asked.after[1]
