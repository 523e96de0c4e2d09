"""How buttons lie below a message."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.messages import Button

_HALF: Final = 14
"""The characters that half the width of a small phone shows."""


def keyboard(buttons: Sequence[Button]) -> InlineKeyboardMarkup | None:
    """Lay out buttons in their order: two short ones side by side, a long one alone."""
    rows: list[list[Button]] = []
    for button in buttons:
        if rows and len(rows[-1]) == 1 and _short(button) and _short(rows[-1][0]):
            rows[-1].append(button)
        else:
            rows.append([button])
    if not rows:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(button.label, callback_data=button.id) for button in row] for row in rows]
    )


def _short(button: Button) -> bool:
    return len(button.label) <= _HALF
