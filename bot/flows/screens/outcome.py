"""What became of a button that was offered to a screen."""

from __future__ import annotations

from enum import Enum


class Outcome(Enum):
    """The screen's answer."""

    NOT_MINE = "not mine"  # a common button: the menu, a person, …
    DONE = "done"  # the screen has shown what comes next
    LEAVE = "leave"  # take the screen away and show what lies beneath
