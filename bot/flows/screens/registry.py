"""Which module answers for which kind of screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from bot.flows.screens import (
    after,
    again,
    asked,
    case,
    danger,
    erase,
    group,
    handoff,
    handoff_review,
    interpret,
    item,
    language,
    listing,
    menu,
    offer,
    paper,
    person,
    point,
    reading,
    reminder,
    signal,
    unsure,
    whom,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.flows.message import Message
    from bot.flows.screens.outcome import Outcome
    from bot.flows.turn import Turn


class ScreenModule(Protocol):
    """What every screen module offers."""

    KIND: str

    def message(self, turn: Turn, data: Mapping[str, str]) -> Message:
        """Return how the screen looks now."""

    def press(self, turn: Turn, choice: str, data: Mapping[str, str]) -> Outcome:
        """Answer a button of this screen."""


class HearingModule(ScreenModule, Protocol):
    """A screen at which her own words are an answer."""

    def hear(self, turn: Turn, typed: str, data: Mapping[str, str]) -> Outcome:
        """Take what she typed, or say that it is not an answer here."""


SCREENS: dict[str, ScreenModule] = {
    module.KIND: module
    for module in (
        after,
        again,
        asked,
        case,
        danger,
        erase,
        group,
        handoff,
        handoff_review,
        interpret,
        item,
        language,
        listing,
        menu,
        offer,
        paper,
        person,
        point,
        reading,
        reminder,
        signal,
        unsure,
        whom,
    )
}
"""Every screen by its kind. A stored screen of a kind that is gone shows the menu."""

HEARING: dict[str, HearingModule] = {module.KIND: module for module in (group, handoff, handoff_review)}
"""The screens at which her own words are an answer, by kind."""
