"""The resident's own list over all guides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows import actions, words, words_page, words_paper
from bot.flows.deadlines import Standing, standing
from bot.flows.events import Choice, Latin, Line, Message, PaperAsked
from bot.flows.screens import item
from bot.flows.screens.outcome import Outcome
from bot.flows.show import ways_out
from bot.flows.state import ActionStatus

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.flows.actions import Item
    from bot.flows.turn import Turn

KIND = "list"

ACTION = "i:"

PAPER = "paper"
"""The button that prints it. The resident's page knows it by this name."""

MOST_BUTTONS = 6
"""Actions that get a button: the most urgent ones. The rest is in the text."""

MANY = 5
"""From this many open actions on a person is offered."""


def message(turn: Turn, data: Mapping[str, str]) -> Message:
    """Show every action with how it stands, the most urgent first."""
    found = actions.items(turn)
    go_on = (Choice("go-on", words.GO_ON),) if turn.subject.frame is not None else ()
    if not found:
        return Message((turn.line(words.LIST_EMPTY),), (*go_on, *ways_out(turn)))
    todo = [one for one in found if one.needed and one.action.status is not ActionStatus.DONE]
    lines = [turn.line(words.LIST_TITLE), *(_line(turn, one) for one in found)]
    if len(todo) >= MANY:
        lines.append(turn.line(words.LIST_MANY))
    buttons = tuple(Choice(f"{ACTION}{one.action.id}", one.title) for one in todo[:MOST_BUTTONS])
    sensitive = any(one.step is not None and one.step.private for one in found)
    paper = (Choice(PAPER, words_paper.PAPER),) if turn.around.paper_at is not None else ()
    return Message(
        tuple(lines), (*buttons, *paper, *go_on, *ways_out(turn)), careful=True, sensitive=sensitive
    )


def press(turn: Turn, choice: str, data: Mapping[str, str]) -> Outcome:
    """Open one action, or say where the list is printed."""
    if choice == PAPER and turn.around.paper_at is not None:
        turn.prompt(_printed(turn, turn.around.paper_at))
        return Outcome.DONE
    action = choice.removeprefix(ACTION)
    if not choice.startswith(ACTION) or action not in turn.subject.actions:
        return Outcome.NOT_MINE
    item.show(turn, action)
    return Outcome.DONE


def _printed(turn: Turn, address: str) -> Message:
    """Say where her list is printed, with a code that leads there; no transcript keeps it."""
    code = turn.around.paper_code()
    turn.emit(PaperAsked(code))
    lines = (
        turn.line(words_paper.HOW, address=Latin(f"{address}/papier")),
        Line(Latin(f"{code[:4]} {code[4:]}")),
        turn.line(words_page.CODE_ONCE),
    )
    return Message(lines, (Choice("list", words.MY_LIST), *ways_out(turn)), sensitive=True)


def _line(turn: Turn, one: Item) -> Line:
    if not one.needed:
        return turn.line(words.LIST_ITEM_NOT_NEEDED, "➖", action=one.title)
    if one.action.status is ActionStatus.DONE:
        return turn.line(words.LIST_ITEM_DONE, "✅", action=one.title)
    if one.window is None:
        return turn.line(words.LIST_ITEM, "▫️", action=one.title)
    if standing(one.window, turn.today) is Standing.PAST:
        return turn.line(words.LIST_ITEM_PAST, "⏰", action=one.title)
    return turn.line(words.LIST_ITEM_UNTIL, "📅", action=one.title, until=one.window.end)
