"""The resident's own list over all guides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows import actions, points, words
from bot.flows import words_points as pointed
from bot.flows.deadlines import Standing, standing
from bot.flows.lines import Latin
from bot.flows.message import Choice, Message
from bot.flows.naming import names
from bot.flows.screens import item, paper
from bot.flows.screens.outcome import Outcome
from bot.flows.show import ways_out
from bot.flows.subject import ActionStatus

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.flows.actions import Item
    from bot.flows.lines import Line, Value
    from bot.flows.subject import Point
    from bot.flows.turn import Turn

KIND = "list"

ACTION = "i:"
CHOOSE = "choose"

MOST_BUTTONS = 6
"""Actions that get a button: the most urgent ones. The rest is in the text."""

MANY = 5
"""From this many open actions on a person is offered."""


def named(turn: Turn, typed: str) -> bool:
    """Tell whether she typed the very name of her list, in her language or in Dutch: it is never far."""
    return turn.state.language is not None and names(turn, typed, words.MY_LIST)


def message(turn: Turn, data: Mapping[str, str]) -> Message:
    """Show every action with how it stands, the most urgent first; above it what she has not answered."""
    found = actions.items(turn)
    offered = [one for _, one in points.waiting(turn.state)]
    choose = (Choice(CHOOSE, pointed.CHOOSE),) if offered else ()
    go_on = (Choice("go-on", words.GO_ON),) if turn.subject.frame is not None else ()
    if not found and not offered:
        return Message((turn.line(words.LIST_EMPTY),), (*go_on, *ways_out(turn)))
    todo = [one for one in found if one.needed and one.action.status is not ActionStatus.DONE]
    pressed = todo[:MOST_BUTTONS]
    # A button has no room for somebody's own words: it has its number, and so has their line.
    places = enumerate(pressed, start=1 + len(choose))
    pins = {one.action.id: f"📌 {place}" for place, one in places if one.in_own_words}
    lines = [
        *(_offered(turn, point) for point in offered),
        turn.line(words.LIST_TITLE if found else words.LIST_EMPTY),
        *(_line(turn, one, pins.get(one.action.id)) for one in found),
    ]
    if len(todo) >= MANY:
        lines.append(turn.line(words.LIST_MANY))
    buttons = tuple(_button(one, pins.get(one.action.id)) for one in pressed)
    return Message(
        tuple(lines),
        (*choose, *buttons, *paper.button(turn), *go_on, *ways_out(turn)),
        careful=True,
        sensitive=bool(offered) or any(_sensitive(one) for one in found),
    )


def press(turn: Turn, choice: str, data: Mapping[str, str]) -> Outcome:
    """Open one action or what waits for her answer, or say where the list is printed."""
    from bot.flows.screens import point  # noqa: PLC0415  what it does not lie over leads here

    if choice == paper.PAPER and turn.around.paper_at is not None:
        paper.show(turn)
        return Outcome.DONE
    if choice == CHOOSE and point.show_next(turn):
        return Outcome.DONE
    action = choice.removeprefix(ACTION)
    if not choice.startswith(ACTION) or actions.on_list(turn, turn.subject, action) is None:
        return Outcome.NOT_MINE
    item.show(turn, action)
    return Outcome.DONE


def _sensitive(one: Item) -> bool:
    return one.in_own_words or (one.step is not None and one.step.private)


def _button(one: Item, pin: str | None) -> Choice:
    return Choice(f"{ACTION}{one.action.id}", one.title if pin is None else Latin(pin))


def _offered(turn: Turn, one: Point) -> Line:
    title = points.title(turn, one, pointed.BY_HELPER, pointed.BY_PERSON)
    return turn.line(pointed.LIST_OFFERED, "❔", action=title)


def _line(turn: Turn, one: Item, pin: str | None) -> Line:
    title: Value = one.title
    if one.point is not None:
        title = points.title(turn, one.point, pointed.BY_HELPER, pointed.BY_PERSON)
    if not one.needed:
        return turn.line(words.LIST_ITEM_NOT_NEEDED, "➖", action=title)
    if one.action.status is ActionStatus.DONE:
        return turn.line(words.LIST_ITEM_DONE, "✅", action=title)
    if one.window is None:
        return turn.line(words.LIST_ITEM, pin or "▫️", action=title)
    if standing(one.window, turn.today) is Standing.PAST:
        return turn.line(words.LIST_ITEM_PAST, pin or "⏰", action=title)
    until = pointed.LIST_LETTER if one.from_letter else words.LIST_ITEM_UNTIL
    return turn.line(until, pin or "📅", action=title, until=one.window.end)
