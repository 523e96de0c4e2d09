"""The very words of a button, typed instead of pressed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.flows.turn import DUTCH

if TYPE_CHECKING:
    from bot.flows.text import Text
    from bot.flows.turn import Turn

_AROUND: Final = re.compile(r"^\W+|[^\w?؟፧]+$")
"""An icon, spaces and the end of a sentence. Not a question mark: "mijn lijst?" may ask what that is."""


def names(turn: Turn, typed: str, label: Text) -> bool:
    """Tell whether she typed the very words of a button, in her language or in Dutch.

    The icon of the button may be left out, and the words may end like a sentence.
    """
    labels = (turn.world.translate(label, code) for code in (turn.language, DUTCH))
    return _words(typed) in map(_words, labels)


def _words(text: str) -> str:
    return _AROUND.sub("", text).casefold()
