"""What she may change of her place in a group: what is shown, who may help, her name, and leaving."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from unicodedata import category

from bot.flows import both, words
from bot.flows import words_group as said
from bot.flows.events import HelperRefused, SeatNamed, ShareChanged
from bot.flows.lines import Latin
from bot.flows.message import Choice, Message
from bot.flows.own_words import own_words
from bot.flows.screens.clock import until
from bot.flows.screens.outcome import Outcome
from bot.flows.show import in_dutch
from bot.groups.base import LONGEST_NAME, Share

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.flows.seat import GroupView
    from bot.flows.state import Screen
    from bot.flows.turn import Turn

KIND = "group"

AT = "at"
"""What names the open question in the data of the screen."""

STEP, ANSWERS, HELPERS, NAME, LEAVE = "step", "answers", "helpers", "name", "leave"

MORE = "more"
"""The question what else she wants: its choices lead to the rarer questions."""

HELPER = "h:"
"""Begins the button of a helper."""

MOST_DIGITS = 2
"""Digits in a name: fewer than in any number that says who she is."""

OPENS = {
    "show-step": STEP,
    "show-answers": ANSWERS,
    "which-helper": HELPERS,
    "nickname": NAME,
    "leave": LEAVE,
    "more": MORE,
}
"""The buttons that lead to a question."""

SHOWN = {
    Share.NOTHING: said.NOTHING_SHOWN,
    Share.STEP: said.STEP_SHOWN,
    Share.ANSWERS: said.ANSWERS_SHOWN,
}


def message(turn: Turn, group: GroupView, asked: str) -> Message:
    """Ask it."""
    back = Choice("before", words.BACK)
    match asked:
        case "step" | "answers":
            question = said.ASK_STEP if asked == STEP else said.ASK_ANSWERS
            yes = Choice("show-yes", said.SHOW_YES)
            return Message(
                (turn.line(question), turn.line(said.SEES_NEVER), turn.line(said.ASK_FREE)),
                (yes, Choice("before", words.NO), *in_dutch(turn)),
                careful=True,
                yes="show-yes",
                no="before",
            )
        case "name":
            without = (Choice("no-name", said.NO_NICKNAME),) if group.nickname is not None else ()
            choices = (*without, back, *in_dutch(turn))
            return Message((turn.line(said.ASK_NAME, "✏️"),), choices, sensitive=True, typed=True)
        case "more":
            shown = (until(turn, group), turn.line(said.ASK_MORE))
            return Message(shown, (*_rarer(turn, group), back, *in_dutch(turn)))
        case "leave":
            return Message(
                (turn.line(said.ASK_LEAVE), turn.line(said.SEES_NO_MORE)),
                (Choice("leave-yes", said.LEAVE_YES), Choice("before", words.NO), *in_dutch(turn)),
                yes="leave-yes",
                no="before",
            )
        case _:
            helpers = tuple(
                turn.line(said.MAY_NOT_HELP if one.refused else said.MAY_HELP, name=Latin(one.name))
                for one in group.helpers
            )
            names = tuple(
                Choice(f"{HELPER}{one.id}", Latin(f"{'✗' if one.refused else '✓'} {one.name}"))
                for one in group.helpers
            )
            return Message((turn.line(said.ASK_HELPER), *helpers), (*names, back, *in_dutch(turn)))


def asks_what_more(screen: Screen) -> bool:
    """Tell whether this is the question what else she wants: what is chosen there once is done."""
    return screen.kind == KIND and screen.data.get(AT) == MORE


def press(turn: Turn, group: GroupView, choice: str, show: Callable[[Turn], None]) -> Outcome:
    """Ask a question, or take the answer to one and ``show`` her place again."""
    if choice in OPENS:
        _ask(turn, group, OPENS[choice])
        return Outcome.DONE
    match choice:
        case "before":
            show(turn)
        case "show-yes":
            asked = turn.state.screen.data.get(AT) if turn.state.screen else STEP
            _share(turn, group, Share.ANSWERS if asked == ANSWERS else Share.STEP, show)
        case "hide-answers":
            _share(turn, group, Share.STEP, show)
        case "hide-all":
            _share(turn, group, Share.NOTHING, show)
        case "no-name":
            _name(turn, group, None)
            turn.note(said.NUMBER_NOW)
            show(turn)
        case _ if choice.startswith(HELPER):
            _ask(turn, _refused(turn, group, choice.removeprefix(HELPER)), HELPERS)
        case _:
            return Outcome.NOT_MINE
    return Outcome.DONE


def take_name(turn: Turn, group: GroupView, typed: str, show: Callable[[Turn], None]) -> None:
    """Take a short name that is no number; ask again for any other."""
    name = _as_name(typed)
    if name is None:
        turn.note(said.NAME_WRONG)
        turn.prompt(message(turn, group, NAME))
        return
    _name(turn, group, name)
    turn.note(turn.line(said.NAME_NOW, name=own_words(name)), sensitive=True)
    show(turn)


def _as_name(typed: str) -> str | None:
    """Return a short name that is no number, without signs that nobody sees; None for anything else."""
    name = " ".join("".join(letter for letter in typed if category(letter) != "Cf").split())
    numbers = sum(letter.isnumeric() for letter in name)
    letters = any(letter.isalpha() for letter in name)
    usable = letters and name.isprintable() and len(name) <= LONGEST_NAME and numbers <= MOST_DIGITS
    return name if usable else None


def _rarer(turn: Turn, group: GroupView) -> Iterator[Choice]:
    if group.helpers:
        yield Choice("which-helper", said.WHICH_HELPER)
    yield Choice("nickname", said.NICKNAME)
    yield from both.button(turn)
    yield Choice("leave", said.LEAVE)
    yield Choice("menu", words.MENU)


def _ask(turn: Turn, group: GroupView, asked: str) -> None:
    turn.open(KIND, lambda turn, _: message(turn, group, asked), **{AT: asked})


def _name(turn: Turn, group: GroupView, name: str | None) -> None:
    turn.emit(SeatNamed(name))
    turn.has_group(replace(group, nickname=name))


def _share(turn: Turn, group: GroupView, share: Share, show: Callable[[Turn], None]) -> None:
    turn.emit(ShareChanged(share))
    turn.has_group(replace(group, share=share))
    if share is Share.NOTHING or not group.unseen:
        turn.note(SHOWN[share])
    show(turn)


def _refused(turn: Turn, group: GroupView, staff: str) -> GroupView:
    """Refuse a helper, or let one help again."""
    changed = tuple(
        replace(one, refused=not one.refused) if one.id == staff else one for one in group.helpers
    )
    for one in changed:
        if one.id == staff:
            turn.emit(HelperRefused(staff, one.refused))
    after = replace(group, helpers=changed)
    turn.has_group(after)
    return after
