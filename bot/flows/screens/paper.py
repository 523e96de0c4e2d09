"""Where her list is printed, with a code to type there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows import words, words_page, words_paper
from bot.flows.events import PaperAsked
from bot.flows.lines import Latin, Line
from bot.flows.message import Choice, Message
from bot.flows.screens.outcome import Outcome
from bot.flows.show import ways_out
from bot.flows.turn import DUTCH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.flows.turn import Turn

KIND = "paper"

PAPER = "paper"
"""The button that asks for a code. The resident's page knows it by this name, and prints at once."""


def button(turn: Turn) -> tuple[Choice, ...]:
    """Return the button that prints her list; none where there is no page for it."""
    return () if turn.around.paper_at is None else (Choice(PAPER, words_paper.PAPER),)


def show(turn: Turn, language: str | None = None) -> None:
    """Say where her list is printed, with a new code that leads there; no transcript keeps it."""
    address, code = turn.around.paper_at, turn.around.paper_code()
    turn.emit(PaperAsked(code))
    lines = (
        turn.line(words_paper.HOW, address=Latin(f"{address}/papier")),
        Line(Latin(f"{code[:4]} {code[4:]}")),
        turn.line(words_page.CODE_ONCE),
    )
    shown = Message(lines, _choices(turn), sensitive=True, language=language)
    turn.open(KIND, lambda _turn, _data: shown)


def message(turn: Turn, data: Mapping[str, str]) -> Message:
    """Return the same buttons without the code, which is kept nowhere: how she has a new one."""
    return Message((turn.line(words_paper.NO_CODE_YET),), _choices(turn), sensitive=True)


def press(turn: Turn, choice: str, data: Mapping[str, str]) -> Outcome:
    """Give a new code, which is also how it is read in Dutch."""
    if turn.around.paper_at is None or choice not in {PAPER, "dutch"}:
        return Outcome.NOT_MINE
    show(turn, DUTCH if choice == "dutch" else None)
    return Outcome.DONE


def _choices(turn: Turn) -> tuple[Choice, ...]:
    return (*button(turn), Choice("list", words.MY_LIST), *ways_out(turn))
