"""Where the resident is now: the screen that lies over the guide, else the step, else the menu."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.flows import advance, listening
from bot.flows.definition import Ask, Tell
from bot.flows.screens import case, language, menu
from bot.flows.screens.registry import SCREENS
from bot.flows.show import step_message
from bot.flows.turn import DUTCH

if TYPE_CHECKING:
    from bot.flows.definition import AnyStep
    from bot.flows.message import Message
    from bot.flows.state import Screen
    from bot.flows.turn import Turn


def show(turn: Turn) -> None:
    """Show again where she is; outside everything the menu, once her language is known."""
    screen = turn.state.screen
    if turn.with_person and (screen is None or not _stands(turn, screen)):
        turn.open(case.KIND, case.message)
    elif screen is not None and _stands(turn, screen):
        turn.prompt(SCREENS[screen.kind].message(turn, screen.data))
    elif turn.subject.frame is not None:
        advance.present(turn)
    elif turn.state.language is None:
        turn.open(language.KIND, language.message)
    else:
        turn.open(menu.KIND, menu.message)


def leave_screen(turn: Turn) -> None:
    """Take the screen away and show what lies beneath: the step, else the menu."""
    turn.state = replace(turn.state, screen=None)
    show(turn)


def message(turn: Turn) -> Message | None:
    """Return what she sees now, without showing it again; None for someone new."""
    shown = _shown(turn)
    if shown is None:
        return None
    return listening.with_word(turn, replace(shown, language=DUTCH) if turn.state.in_dutch else shown)


def current_step(turn: Turn) -> AnyStep | None:
    """Return the step that she sees, None outside a guide.

    None too where the content or the calendar has changed which step is next: she has not
    seen that one, and nothing that she presses or types was meant for it.
    """
    if turn.guide() is None:
        return None
    walk = turn.walk()
    step = walk.current()
    seen = step is not None and step.id == walk.frame.shown and not isinstance(step, Tell)
    return step if seen else None


def question(turn: Turn) -> Ask | None:
    """Return the question that is open, None where a screen lies over it or none is."""
    step = current_step(turn)
    return step if isinstance(step, Ask) and turn.state.screen is None else None


def sensitive(turn: Turn) -> bool:
    """Tell whether what she sees, or what lies beneath it, is sensitive: so may be what she writes."""
    shown = message(turn)
    step = current_step(turn)
    if step is None and turn.subject.frame is not None:
        return True  # the guide changed under her: what she saw is no longer known
    asked = step is not None and step.private
    return asked or (shown is not None and shown.sensitive)


def in_dutch(turn: Turn) -> None:
    """Show where she is once more, in Dutch, with her own language on the buttons."""
    shown = message(turn)
    if shown is None:
        show(turn)
    else:
        turn.prompt(replace(shown, language=DUTCH))


def _shown(turn: Turn) -> Message | None:
    screen = turn.state.screen
    if screen is not None:
        return SCREENS[screen.kind].message(turn, screen.data) if _stands(turn, screen) else None
    step = current_step(turn)
    return None if step is None else step_message(turn, step)


def _stands(turn: Turn, screen: Screen) -> bool:
    """Tell whether a stored screen is still there: its kind, and the guide that it is about."""
    guide = screen.data.get("guide")
    return screen.kind in SCREENS and (guide is None or guide in turn.library.guides)
