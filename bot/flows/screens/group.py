"""Her place in a group: who helps, what they see of her, her hand, and leaving."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.flows import words
from bot.flows import words_group as said
from bot.flows.events import GroupLeft, HandLowered, HandRaised
from bot.flows.lines import Latin
from bot.flows.message import Choice, Message
from bot.flows.own_words import own_words
from bot.flows.screens import group_choices
from bot.flows.screens.clock import clock, until
from bot.flows.screens.outcome import Outcome
from bot.flows.show import in_dutch
from bot.groups.base import Share

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.flows.lines import Line
    from bot.flows.seat import GroupView
    from bot.flows.turn import Turn

KIND = group_choices.KIND

SEEN = {Share.NOTHING: said.SEES_NOT, Share.STEP: said.SEES_STEP, Share.ANSWERS: said.SEES_ANSWERS}


def show(turn: Turn) -> None:
    """Show her place in the group over whatever there is."""
    turn.open(KIND, message)


def raise_hand(turn: Turn) -> None:
    """Ask a helper to come, and show that she is asked."""
    group = turn.group()
    if group is not None and not group.hand:
        _raise(turn, group)
    show(turn)


def raise_hand_beside(turn: Turn) -> bool:
    """Ask a helper to come without leaving what lies over the guide; tell whether that was done.

    Her place in the group would take the question that is open away: for whom it is, or her answer
    to what a helper offers. It is shown where her hand is up already, and where no helper sees it.
    """
    group, screen = turn.group(), turn.state.screen
    if group is None or group.hand or group.unseen or turn.with_person:
        return False
    if screen is None or screen.kind == KIND:
        return False
    _raise(turn, group)
    turn.note(turn.line(said.HAND_IS_UP, "✋"))
    return True


def _raise(turn: Turn, group: GroupView) -> None:
    turn.emit(HandRaised())
    turn.has_group(replace(group, hand=True))


def message(turn: Turn, data: Mapping[str, str]) -> Message:
    """Show her place, or the question about it that is open."""
    group = turn.group()
    asked = data.get(group_choices.AT)
    if group is None:
        choices = (Choice("go-on", words.GO_ON), *in_dutch(turn), Choice("human", words.PERSON))
        return Message((turn.line(said.IN_NO_GROUP),), choices, sensitive=asked == group_choices.NAME)
    if asked is not None:
        return group_choices.message(turn, group, asked)
    # On a phone the answers stand below this, so until when stands behind "Meer keuzes"; and who waits
    # for a helper knows where she sits: that she is seen comes first.
    first = _hand(turn, group) if group.hand else _where(turn, group)
    shown = (*first, *_seat(turn, group), *_rights(turn, group))
    return Message(shown, tuple(_choices(turn, group)), sensitive=_named(group))


def say(turn: Turn) -> None:
    """Say to who sits in a group where that is and what is seen of her, without asking anything."""
    group = turn.group()
    if group is not None:
        turn.say(*lines(turn, group), sensitive=_named(group))


def lines(turn: Turn, group: GroupView) -> tuple[Line, ...]:
    """Return the lines that say where she sits, who helps, and what they see."""
    return (
        *_where(turn, group),
        *_seat(turn, group),
        until(turn, group),
        *_hand(turn, group),
        *_rights(turn, group),
    )


def press(turn: Turn, choice: str, data: Mapping[str, str]) -> Outcome:
    """Put the hand up or down, ask what else she wants to change, or take the answer to that."""
    group = turn.group()
    if group is None:
        return Outcome.NOT_MINE
    match choice:
        case "hand-up":
            raise_hand(turn)
        case "hand-down":
            turn.emit(HandLowered())
            turn.has_group(replace(group, hand=False))
            if not group.unseen:
                turn.note(said.HAND_IS_DOWN)
            show(turn)
        case "leave-yes":
            leave(turn)
            return Outcome.LEAVE
        case _:
            return group_choices.press(turn, group, choice, show)
    return Outcome.DONE


def hear(turn: Turn, typed: str, data: Mapping[str, str]) -> Outcome:
    """Take what she types as her name in the group, where she was asked for it."""
    group = turn.group()
    if group is None or data.get(group_choices.AT) != group_choices.NAME:
        return Outcome.NOT_MINE
    group_choices.take_name(turn, group, typed, show)
    return Outcome.DONE


def leave(turn: Turn) -> None:
    """Leave the group: the helpers see nothing of her any more."""
    turn.emit(GroupLeft())
    turn.has_group(None)
    turn.note(said.LEFT, said.SEES_NO_MORE)


def _named(group: GroupView) -> bool:
    """Tell whether her place says a name: that goes with her seat, and no transcript keeps it."""
    return group.nickname is not None


def _where(turn: Turn, group: GroupView) -> Iterator[Line]:
    yield turn.line(said.WHERE, "👥", place=Latin(group.place))


def _seat(turn: Turn, group: GroupView) -> Iterator[Line]:
    if group.nickname is None:
        yield turn.line(said.NUMBER, "🪑", number=group.number)
    else:
        yield turn.line(said.NAMED, "🪑", number=group.number, name=own_words(group.nickname))
    yield from _helpers(turn, group)


def _hand(turn: Turn, group: GroupView) -> Iterator[Line]:
    if group.hand:
        yield turn.line(said.HAND_UNSEEN if group.unseen else said.HAND_IS_UP, "✋")


def _rights(turn: Turn, group: GroupView) -> Iterator[Line]:
    if not group.unseen:
        yield from _seen(turn, group)
    if group.share is not Share.NOTHING:
        for one in group.helpers:
            if one.looked is not None:
                yield turn.line(said.LOOKED, name=Latin(one.name), time=clock(turn, one.looked))
    yield turn.line(said.YOU_TYPE, "🔒")


def _seen(turn: Turn, group: GroupView) -> Iterator[Line]:
    yield turn.line(said.SEES if group.nickname is None else said.SEES_NAME, "👁")
    yield turn.line(SEEN[group.share])
    if group.share is not Share.NOTHING:
        yield turn.line(said.SEES_NEVER)


def _helpers(turn: Turn, group: GroupView) -> Iterator[Line]:
    names = [Latin(one.name) for one in group.helpers if not one.refused]
    match names:
        case [name, other, *_]:
            yield turn.line(said.HELPERS, "🤝", name=name, other=other)
        case [name]:
            yield turn.line(said.HELPER, "🤝", name=name)
        case _:
            pass
    for one in group.helpers:
        if one.refused:
            yield turn.line(said.MAY_NOT_HELP, name=Latin(one.name))


def _choices(turn: Turn, group: GroupView) -> Iterator[Choice]:
    if group.unseen:
        yield Choice("which-helper", said.WHICH_HELPER)
    if group.hand:
        yield Choice("hand-down", said.HAND_DOWN)
    elif not group.unseen:
        yield Choice("hand-up", said.HAND_UP)
    yield Choice("go-on", words.GO_ON)
    if not group.unseen:  # else nobody is there to show more to
        match group.share:
            case Share.NOTHING:
                yield Choice("show-step", said.SHOW_STEP)
            case Share.STEP:
                yield Choice("show-answers", said.SHOW_ANSWERS)
            case Share.ANSWERS:
                yield Choice("hide-answers", said.HIDE_ANSWERS)
    if group.share is not Share.NOTHING:
        yield Choice("hide-all", said.HIDE_ALL)
    yield Choice("more", said.MORE)  # all at once would be eleven buttons for who reads badly
    yield from in_dutch(turn)
    yield Choice("human", words.PERSON)
