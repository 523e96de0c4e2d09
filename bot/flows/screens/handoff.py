"""Asking a person: consent, then a few questions that she may skip. What is sent she reviews after."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.flows import words
from bot.flows import words_person as said
from bot.flows.answering import LONGEST_TEXT, answer_of
from bot.flows.answers.problem import Problem
from bot.flows.deadlines import Offset
from bot.flows.definition import Ask, AskKind
from bot.flows.lines import Latin
from bot.flows.message import Choice, Message
from bot.flows.person_questions import BY_KEY, QUESTIONS, wanted
from bot.flows.screens import handoff_review
from bot.flows.screens.outcome import Outcome
from bot.flows.show import in_dutch

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.flows.person_questions import Asked
    from bot.flows.turn import Turn

KIND = "handoff"

CONSENT = "consent"
CHOSEN = "w:"

BIRTH = Ask(id="birth", text=said.Q_BIRTH, kind=AskKind.DATE, earliest=Offset(years=-120), latest=Offset())


def begin(turn: Turn) -> None:
    """Ask whether she agrees, before anything else is asked."""
    turn.open(KIND, message, at=CONSENT)


def message(turn: Turn, data: Mapping[str, str]) -> Message:
    """Show the consent or the question where she is."""
    if data["at"] == CONSENT:
        return _consent(turn)
    asked = BY_KEY[data["at"]]
    lines = (turn.line(asked.text), *((turn.line(asked.hint),) if asked.hint else ()))
    chosen = turn.state.draft.get(asked.key, "").split()
    choices = tuple(
        Choice(f"{CHOSEN}{value}", Latin(f"✓ {turn.world.translate(label, turn.language)}"))
        if asked.several and value in chosen
        else Choice(f"{CHOSEN}{value}", label)
        for value, label in asked.choices.items()
    )
    go_on = Choice("next", words.GO_ON if asked.several else said.SKIP)
    return Message(
        lines,
        (*choices, go_on, Choice("before", words.BACK), *in_dutch(turn), Choice("nothing", said.DO_NOT_SEND)),
        sensitive=True,
        typed=asked.typed,
        yes=f"{CHOSEN}yes" if "yes" in asked.choices else None,
        no=f"{CHOSEN}no" if "yes" in asked.choices else None,
    )


def press(turn: Turn, choice: str, data: Mapping[str, str]) -> Outcome:
    """Take an answer and go on, back, or leave it all."""
    asked = BY_KEY.get(data["at"])
    match choice:
        case "nothing":
            return give_up(turn)
        case "before":
            return _before(turn, data["at"])
        case "agree" | "next":
            return _after(turn, asked)
        case _ if asked is not None and choice.startswith(CHOSEN):
            return _choose(turn, asked, choice.removeprefix(CHOSEN), data)
        case _:
            return Outcome.NOT_MINE


def _choose(turn: Turn, asked: Asked, value: str, data: Mapping[str, str]) -> Outcome:
    if not asked.several:
        _note(turn, asked.key, value)
        return _after(turn, asked)
    chosen = turn.state.draft.get(asked.key, "").split()
    kept = [one for one in asked.choices if (one in chosen) != (one == value)]
    _note(turn, asked.key, " ".join(kept))
    turn.prompt(message(turn, data))
    return Outcome.DONE


def hear(turn: Turn, typed: str, data: Mapping[str, str]) -> Outcome:
    """Take what she writes as the answer where her own words are one."""
    asked = BY_KEY.get(data["at"])
    if asked is None or not asked.typed:
        return Outcome.NOT_MINE
    value = " ".join(typed.split())[:LONGEST_TEXT]
    if asked.key == "birth":
        day = answer_of(typed, BIRTH, turn.today, turn.world.lexicons)
        if isinstance(day, Problem):
            turn.note(words.ASK_DATE)
            turn.prompt(message(turn, data))
            return Outcome.DONE
        value = day
    _note(turn, asked.key, value)
    return _after(turn, asked)


def give_up(turn: Turn) -> Outcome:
    """Send nothing and keep nothing of it."""
    turn.state = replace(turn.state, draft={})
    turn.note(said.NOT_SENT)
    return Outcome.LEAVE


def _consent(turn: Turn) -> Message:
    municipality = Latin(turn.library.municipality.name)
    desk = turn.library.municipality.desk_team
    lines = (
        turn.line(
            said.CONSENT_WHO, team=Latin(desk.name if desk else municipality.text), gemeente=municipality
        ),
        turn.line(said.CONSENT_USE),
        turn.line(said.CONSENT_FREE),
        turn.line(said.CONSENT_NEXT),
    )
    choices = (Choice("agree", said.AGREE), Choice("nothing", words.NO), *in_dutch(turn))
    return Message(lines, choices, careful=True, yes="agree", no="nothing")


def _note(turn: Turn, key: str, value: str) -> None:
    draft = {one: given for one, given in turn.state.draft.items() if one != key}
    turn.state = replace(turn.state, draft={**draft, key: value} if value else draft)


def _asked(turn: Turn) -> list[Asked]:
    foreign = turn.language != "nl"
    return [asked for asked in QUESTIONS if wanted(asked, turn.state.draft, foreign=foreign)]


def _after(turn: Turn, asked: Asked | None) -> Outcome:
    """Ask the next question, and behind the last one show what is sent."""
    place = 0 if asked is None else QUESTIONS.index(asked) + 1
    following = next((one for one in _asked(turn) if QUESTIONS.index(one) >= place), None)
    if following is None:
        turn.open(handoff_review.KIND, handoff_review.message)
    else:
        turn.open(KIND, message, at=following.key)
    return Outcome.DONE


def _before(turn: Turn, at: str) -> Outcome:
    place = QUESTIONS.index(BY_KEY[at]) if at in BY_KEY else 0
    earlier = [one for one in _asked(turn) if QUESTIONS.index(one) < place]
    turn.open(KIND, message, at=earlier[-1].key if earlier else CONSENT)
    return Outcome.DONE
