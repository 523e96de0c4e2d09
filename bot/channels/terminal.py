"""The terminal: a conversation on one machine, or line by line through a pipe."""

from __future__ import annotations

import asyncio
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal
from uuid import uuid4

from bot.channels.profiles import TERMINAL
from bot.messages import Address, Command, Inbound, Press, Say, Text

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime
    from typing import TextIO

    from bot.channels.base import Capabilities
    from bot.messages import Button, Content, Outbound

CHANNEL = "terminal"

LETTERS = "abcdefghijklmnopqrstuvwxyz"
"""Name the buttons where the resident types an answer, so that "3" stays an answer."""

RIGHT_TO_LEFT = frozenset({"ar"})

Direction = Literal["logical", "visual"]
"""Who turns Arabic around: the terminal ("logical"), or we do, for one that cannot ("visual")."""


@dataclass
class Terminal:
    """Writes to ``output`` and remembers which buttons were shown last."""

    output: TextIO
    direction: Direction = "logical"
    name: str = CHANNEL
    capabilities: Capabilities = TERMINAL
    _buttons: dict[str, Button] = field(default_factory=dict)

    async def send(self, outbound: Outbound) -> str | None:
        """Print a message with its buttons numbered; there is nothing to delete or settle here."""
        if not isinstance(outbound.delivery, Say):
            return None
        say = outbound.delivery
        lines = say.text.splitlines()
        if say.buttons:
            self._buttons = dict(zip(_names(say), say.buttons, strict=True))
            lines += ["", *(f"[{name}] {button.label}" for name, button in self._buttons.items())]
        self.output.write("\n".join(self._turned(line, say.language) for line in lines) + "\n\n")
        self.output.flush()
        return None

    def content(self, typed: str) -> Content:
        """Return what a typed line is: a command, one of the buttons shown, or a text."""
        stripped = typed.strip()
        if stripped.startswith("/") and len(stripped) > 1:
            name, _, argument = stripped[1:].partition(" ")
            return Command(name.lower(), argument.strip())
        button = self._buttons.get(stripped.lower().rstrip(".)"))
        return Text(typed) if button is None else Press(button.id)

    def _turned(self, line: str, language: str) -> str:
        if self.direction == "logical" or language not in RIGHT_TO_LEFT:
            return line
        # Imported only here: most terminals turn Arabic themselves.
        from arabic_reshaper import reshape  # noqa: PLC0415
        from bidi import get_display  # noqa: PLC0415

        return str(get_display(reshape(line)))


async def converse(  # noqa: PLR0913  keyword only: what a conversation needs
    terminal: Terminal,
    *,
    contact: str,
    language: str | None,
    lines: TextIO,
    receive: Callable[[Inbound], Awaitable[None]],
    answered: Callable[[], Awaitable[None]],
    now: Callable[[], datetime],
) -> None:
    """Talk until the input ends. ``answered`` waits until everything has been said."""
    address = Address(CHANNEL, contact)

    async def hear(content: Content) -> None:
        await receive(Inbound(address, uuid4().hex, content, now(), language_hint=language))
        await answered()

    await hear(Command("start", language or ""))
    while True:
        if lines.isatty():
            terminal.output.write("> ")
            terminal.output.flush()
        line = await asyncio.to_thread(lines.readline)
        if not line:
            return
        await hear(terminal.content(line.rstrip("\n")))


def standard_streams() -> tuple[TextIO, TextIO]:
    """Return input and output that carry every script and never fail on a broken byte."""
    for stream in (sys.stdin, sys.stdout):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    return sys.stdin, sys.stdout


def _names(say: Say) -> list[str]:
    if say.typed:
        return list(LETTERS[: len(say.buttons)])
    return [str(number) for number in range(1, len(say.buttons) + 1)]
