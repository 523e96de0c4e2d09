"""What will be sent, line by line in her language: she leaves out, adds, ticks, and sends it or not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.flows import summary, words
from bot.flows import words_person as said
from bot.flows.answering import LONGEST_TEXT
from bot.flows.answers.digits import to_western
from bot.flows.desk import CaseView
from bot.flows.events import CaseRequested
from bot.flows.lines import Latin, Line
from bot.flows.message import Choice, Message
from bot.flows.person_questions import QUESTIONS
from bot.flows.screens import case
from bot.flows.screens.outcome import Outcome
from bot.flows.show import in_dutch

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.flows.lines import SummaryLine
    from bot.flows.turn import Turn

KIND = "handoff-review"

LINE = "n:"

MOST_BUTTONS = 20
"""Lines that have a button of their own; a number can be typed for each."""


def message(turn: Turn, data: Mapping[str, str]) -> Message:
    """Show the numbered lines: first what goes along, then what does not."""
    numbered = list(enumerate(summary.lines(turn), start=1))
    goes = [_numbered(number, one) for number, one in numbered if one.included]
    stays = [_numbered(number, one) for number, one in numbered if not one.included]
    shown = (
        turn.line(said.REVIEW),
        *goes,
        *((turn.line(said.REVIEW_OUT), *stays) if stays else ()),
        turn.line(said.REVIEW_HOW),
        *((turn.line(said.REVIEW_SENSITIVE),) if any(one.sensitive for _, one in numbered) else ()),
        turn.line(said.REVIEW_SURE),
    )
    buttons = tuple(
        Choice(f"{LINE}{number}", Latin(f"{'✓' if one.included else '✗'} {number}"))
        for number, one in numbered[:MOST_BUTTONS]
    )
    choices = (
        Choice("send", said.SEND),
        Choice("nothing", said.DO_NOT_SEND),
        Choice("before", words.BACK),
        *in_dutch(turn),
        *buttons,
    )
    return Message(shown, choices, sensitive=True, typed=True)


def press(turn: Turn, choice: str, data: Mapping[str, str]) -> Outcome:
    """Send it, or change what goes along."""
    from bot.flows.screens import handoff  # noqa: PLC0415  each leads to the other

    match choice:
        case "send":
            _send(turn)
        case "nothing":
            return handoff.give_up(turn)
        case "before":
            turn.open(handoff.KIND, handoff.message, at=QUESTIONS[-1].key)
        case _ if choice.startswith(LINE):
            _toggle(turn, int(choice.removeprefix(LINE)))
        case _:
            return Outcome.NOT_MINE
    return Outcome.DONE


def hear(turn: Turn, typed: str, data: Mapping[str, str]) -> Outcome:
    """Take a number as the line to leave out or to send, and any other text as a line to add."""
    number = to_western(typed.strip())
    if number.isdecimal():
        _toggle(turn, int(number))
        return Outcome.DONE
    added = [one for one in turn.state.draft.get(summary.ADDED, "").split("\n") if one]
    added.append(" ".join(typed.split())[:LONGEST_TEXT])
    _keep(turn, summary.ADDED, "\n".join(added))
    turn.prompt(message(turn, data))
    return Outcome.DONE


def _toggle(turn: Turn, number: int) -> None:
    found = summary.lines(turn)
    if 1 <= number <= len(found):
        line = found[number - 1]
        key = summary.TICKED if line.sensitive else summary.OUT
        ids = turn.state.draft.get(key, "").split()
        changed = [one for one in ids if one != line.id] if line.id in ids else [*ids, line.id]
        _keep(turn, key, " ".join(changed))
    turn.prompt(message(turn, {}))


def _keep(turn: Turn, key: str, value: str) -> None:
    turn.state = replace(turn.state, draft={**turn.state.draft, key: value})


def _send(turn: Turn) -> None:
    """Send it, unless she has sent one meanwhile or nobody can be promised any more."""
    desk = turn.desk()
    if desk.case is None and desk.on and desk.answer_by is not None:
        guide, sent = summary.guide_of(turn), _included(summary.lines(turn))
        turn.emit(
            CaseRequested(
                reference=desk.reference,
                promised_at=desk.answer_by,
                about=guide.title if guide else None,
                lines=sent,
                urgent=summary.urgent(turn),
                nearest=summary.deadline(turn),
                deadline=summary.told_deadline(turn, sent),
            )
        )
        turn.has_case(CaseView(desk.reference, desk.answer_by))
        turn.note(turn.line(said.SENT, "✅", gemeente=Latin(turn.library.municipality.name)))
        turn.state = replace(turn.state, draft={})
    turn.open(case.KIND, case.message)


def _included(lines: Sequence[SummaryLine]) -> tuple[SummaryLine, ...]:
    """Return only what she sends: what she left out is not kept at the desk either."""
    return tuple(line for line in lines if line.included)


def _numbered(number: int, one: SummaryLine) -> Line:
    return replace(one.line, icon=f"{number}.")
