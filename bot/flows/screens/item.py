"""One action, opened from the list."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.flows import actions, advance, listening, opening, points, reminders, words
from bot.flows import words_points as pointed
from bot.flows.events import ActionChanged
from bot.flows.message import Choice, Message
from bot.flows.screens import person
from bot.flows.screens.outcome import Outcome
from bot.flows.show import deadline_line, do_message, play_button, show_card, ways_out
from bot.flows.subject import Action, ActionStatus, Point, Whom

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.flows.actions import Item
    from bot.flows.definition import Do, Guide
    from bot.flows.lines import Line
    from bot.flows.turn import Turn

KIND = "item"

GUIDE, REMOVE = "guide", "remove"
"""Buttons of an action point: the guide that it is from, and off the list with it."""

STATUSES = {"done": ActionStatus.DONE, "later": ActionStatus.LATER}


def show(turn: Turn, action_id: str) -> None:
    """Open an action; one that stands for a whole guide opens that guide."""
    found = _item(turn, action_id)
    if found is not None and found.step is None and isinstance(found.action, Action):
        opening.open_guide(turn, found.action.guide)
    else:
        turn.open(KIND, message, action=action_id)


def message(turn: Turn, data: Mapping[str, str]) -> Message:
    """Show the action's card, with its buttons; say so when it is no longer needed."""
    found = _item(turn, data["action"])
    to_list = (Choice("list", words.MY_LIST),)
    go_on = (Choice("go-on", words.GO_ON),) if turn.subject.frame is not None else ()
    behind = (*to_list, *go_on, *ways_out(turn))
    if found is None:
        return Message((turn.line(words.CONTENT_CHANGED),), behind)
    if isinstance(found.action, Point):
        return _own_words(turn, found.action, behind)
    if found.step is None:
        return Message((turn.line(words.CONTENT_CHANGED),), behind)
    guide = turn.library.guides[found.action.guide]
    walk = actions.walk_of(turn, turn.subject, guide)
    card = do_message(turn, walk, found.step, progress=False)
    # Back means the step before in a guide; here the list is the way back.
    own = tuple(choice for choice in card.choices if choice.id not in {"back", "explain"})
    if not found.needed:
        gone = turn.line(words.LIST_ITEM_NOT_NEEDED, "➖", action=found.title)
        return replace(card, lines=(gone, *card.lines), choices=behind)
    own = own[: -len(ways_out(turn))]
    if found.point is not None:
        counted = deadline_line(turn, walk, found.step) if found.from_letter else None
        lines = tuple(line for line in card.lines if line != counted)  # her letter says it for her
        card = replace(
            card,
            lines=(*points.about(turn, found.point), *lines, *_questions_first(turn, guide)),
            careful=card.careful or found.from_letter,
        )
        to_guide = (Choice(GUIDE, pointed.OPEN_GUIDE),) if _unwalked(turn, guide) else ()
        own = (*own, *to_guide, Choice(REMOVE, pointed.REMOVE))
    return replace(card, choices=(*own, *behind))


def press(turn: Turn, choice: str, data: Mapping[str, str]) -> Outcome:
    """Mark it done or later, help with it, show its sentence, or take a point off the list."""
    found = _item(turn, data["action"])
    if found is None:
        return Outcome.NOT_MINE
    if found.point is not None and choice == REMOVE:
        reminders.cancel(turn, found.action.id)
        points.remove(turn, turn.state.whom or Whom.SELF, found.point)
        turn.note(pointed.REMOVED)
        return Outcome.LEAVE
    if choice in STATUSES:
        return _mark(turn, found, STATUSES[choice])
    return _at_card(turn, choice, found, data)


def _at_card(turn: Turn, choice: str, found: Item, data: Mapping[str, str]) -> Outcome:
    action, step = found.action, found.step
    if choice == "help":
        turn.open(person.KIND, person.message)
    elif isinstance(action, Point):
        if choice != points.HEAR:
            return Outcome.NOT_MINE
        listening.read(turn, points.spoken(action))
    elif choice == GUIDE:
        opening.open_guide(turn, action.guide)
    elif choice == "show" and step is not None:
        guide = turn.library.guides[action.guide]
        turn.emit_message(show_card(turn, step), play_button(turn, guide, step))
        turn.prompt(message(turn, data))
    else:
        return Outcome.NOT_MINE
    return Outcome.DONE


def _own_words(turn: Turn, own: Point, behind: tuple[Choice, ...]) -> Message:
    """Show a point in somebody's own words: there is no card for it."""
    lines = (*points.own_words(turn, own), *points.about(turn, own))
    choices = (
        Choice("done", words.DONE),
        Choice("later", words.LATER),
        Choice("help", words.NEED_HELP),
        *points.hear_button(turn, own),
        Choice(REMOVE, pointed.REMOVE),
        *behind,
    )
    return Message(lines, choices, careful=own.until is not None, sensitive=True)


def _unwalked(turn: Turn, guide: Guide) -> bool:
    """Tell whether she is not in this guide and did not come to its end."""
    walked = any(frame.guide == guide.id for frame in turn.subject.stack)
    return not walked and guide.id not in turn.subject.finished


def _questions_first(turn: Turn, guide: Guide) -> tuple[Line, ...]:
    return (turn.line(pointed.QUESTIONS_FIRST),) if _unwalked(turn, guide) else ()


def _item(turn: Turn, action_id: str) -> Item | None:
    return actions.on_list(turn, turn.subject, action_id)


def _mark(turn: Turn, found: Item, status: ActionStatus) -> Outcome:
    step = found.step
    if step is None and isinstance(found.action, Action):
        return Outcome.NOT_MINE  # a whole guide
    if status is ActionStatus.DONE:
        turn.note(words.WELL_DONE)
        reminders.cancel(turn, found.action.id)
    else:
        urgent = step is not None and step.urgent
        reminders.remind(turn, found.action.id, found.window, urgent=urgent)
    if isinstance(found.action, Point):
        points.change(turn, found.action, status)
        return Outcome.LEAVE
    return Outcome.NOT_MINE if step is None else _change(turn, found.action, step, status)


def _change(turn: Turn, action: Action, step: Do, status: ActionStatus) -> Outcome:
    frame = turn.subject.frame
    if frame is not None and (frame.guide, frame.shown) == (action.guide, action.step):
        # The very step that lies beneath: dealt with here, it is not asked for again there.
        advance.pass_by(turn, step, status)
        return Outcome.DONE
    turn.subject = turn.subject.with_action(replace(action, status=status))
    turn.emit(ActionChanged(action.guide, action.step, status, step.private))
    return Outcome.LEAVE
