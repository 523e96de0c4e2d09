"""How buttons lie below a message."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.messages import Button

_HALF: Final = 14
"""The characters that half the width of a small phone shows."""


def keyboard(buttons: Sequence[Button]) -> dict[str, object]:
    """Lay out buttons in their order: two short ones side by side, a long one alone.

    Returns an ``InlineKeyboardMarkup`` in the Bot API's own JSON: through the library's
    types a message with buttons costs a third more time.
    """
    rows: list[list[Button]] = []
    for button in buttons:
        if rows and len(rows[-1]) == 1 and _short(button) and _short(rows[-1][0]):
            rows[-1].append(button)
        else:
            rows.append([button])
    return {
        "inline_keyboard": [
            [{"text": button.label, "callback_data": button.id} for button in row] for row in rows
        ]
    }


def _short(button: Button) -> bool:
    return len(button.label) <= _HALF
