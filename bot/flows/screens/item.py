"""One action, opened from the list."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.flows import actions, advance, opening, reminders, words
from bot.flows.events import ActionChanged, Choice, Message
from bot.flows.screens import person
from bot.flows.screens.outcome import Outcome
from bot.flows.show import do_message, play_button, show_card, ways_out
from bot.flows.state import ActionStatus

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.flows.actions import Item
    from bot.flows.definition import Do
    from bot.flows.state import Action
    from bot.flows.turn import Turn

KIND = "item"


def show(turn: Turn, action_id: str) -> None:
    """Open an action; one that stands for a whole guide opens that guide."""
    found = _item(turn, action_id)
    if found is not None and found.step is None:
        opening.open_guide(turn, found.action.guide)
    else:
        turn.open(KIND, message, action=action_id)


def message(turn: Turn, data: Mapping[str, str]) -> Message:
    """Show the action's card, with its buttons; say so when it is no longer needed."""
    found = _item(turn, data["action"])
    to_list = (Choice("list", words.MY_LIST),)
    go_on = (Choice("go-on", words.GO_ON),) if turn.subject.frame is not None else ()
    if found is None or found.step is None:
        return Message((turn.line(words.CONTENT_CHANGED),), (*to_list, *go_on, *ways_out(turn)))
    card = do_message(
        turn,
        actions.walk_of(turn, turn.subject, turn.library.guides[found.action.guide]),
        found.step,
        progress=False,
    )
    # Back means the step before in a guide; here the list is the way back.
    own = tuple(choice for choice in card.choices if choice.id not in {"back", "explain"})
    if not found.needed:
        gone = turn.line(words.LIST_ITEM_NOT_NEEDED, "➖", action=found.title)
        return replace(card, lines=(gone, *card.lines), choices=(*to_list, *go_on, *ways_out(turn)))
    return replace(card, choices=(*own[: -len(ways_out(turn))], *to_list, *go_on, *ways_out(turn)))


def press(turn: Turn, choice: str, data: Mapping[str, str]) -> Outcome:
    """Mark it done or later, help with it, or show its sentence."""
    found = _item(turn, data["action"])
    if found is None or found.step is None:
        return Outcome.NOT_MINE
    match choice:
        case "done":
            turn.note(words.WELL_DONE)
            reminders.cancel(turn, found.action.id)
            return _change(turn, found.action, found.step, ActionStatus.DONE)
        case "later":
            reminders.remind(turn, found.action.id, found.window, urgent=found.step.urgent)
            return _change(turn, found.action, found.step, ActionStatus.LATER)
        case "help":
            turn.open(person.KIND, person.message)
            return Outcome.DONE
        case "show":
            guide = turn.library.guides[found.action.guide]
            turn.emit_message(show_card(turn, found.step), play_button(turn, guide, found.step))
            turn.prompt(message(turn, data))
            return Outcome.DONE
        case _:
            return Outcome.NOT_MINE


def _item(turn: Turn, action_id: str) -> Item | None:
    action = turn.subject.actions.get(action_id)
    return None if action is None else actions.item(turn, turn.subject, action)


def _change(turn: Turn, action: Action, step: Do, status: ActionStatus) -> Outcome:
    frame = turn.subject.frame
    if frame is not None and (frame.guide, frame.shown) == (action.guide, action.step):
        # The very step that lies beneath: dealt with here, it is not asked for again there.
        advance.pass_by(turn, step, status)
        return Outcome.DONE
    turn.subject = turn.subject.with_action(replace(action, status=status))
    turn.emit(ActionChanged(action.guide, action.step, status, step.private))
    return Outcome.LEAVE
