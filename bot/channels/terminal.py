"""The terminal: a conversation on one machine, or line by line through a pipe."""

from __future__ import annotations

import asyncio
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal
from uuid import uuid4

from bot.channels.base import Played
from bot.channels.profiles import TERMINAL
from bot.channels.render import RULE, beside
from bot.messages import Address, Command, Inbound, Press, Say, Text

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime
    from typing import TextIO

    from bot.channels.base import Capabilities, VoiceMessage
    from bot.messages import Button, Content, Outbound

CHANNEL = "terminal"

LETTERS = "abcdefghijklmnopqrstuvwxyz"
"""Name the buttons where the resident types an answer, so that "3" stays an answer."""

STANDING = "0|"
"""Begins the ids of buttons that go on working, see ``bot/flows/listening.py``."""

HEARD = "v"
"""Begins what is typed for such a button. No list of choices is so long that it has this letter."""

RIGHT_TO_LEFT = frozenset({"ar"})

Direction = Literal["logical", "visual"]
"""Who turns Arabic around: the terminal ("logical"), or we do, for one that cannot ("visual")."""


@dataclass
class Terminal:
    """Writes to ``output`` and remembers which buttons were shown last."""

    output: TextIO
    direction: Direction = "logical"
    name: str = CHANNEL
    account: str = ""
    capabilities: Capabilities = TERMINAL
    _buttons: dict[str, Button] = field(default_factory=dict)
    _standing: dict[str, Button] = field(default_factory=dict)

    async def send(self, outbound: Outbound) -> str | None:
        """Print a message with its buttons numbered; there is nothing to delete or settle here."""
        if not isinstance(outbound.delivery, Say):
            return None
        say = outbound.delivery
        lines = say.text.splitlines()
        if say.buttons:
            lines += ["", *(f"[{name}] {button.label}" for name, button in self._named(say).items())]
        lines = [self._turned(line, say.language) for line in lines]
        second = beside(say)
        if second:
            lines += ["", RULE, second]
        self.output.write("\n".join(lines) + "\n\n")
        self.output.flush()
        return None

    async def play(self, outbound: Outbound, sound: VoiceMessage) -> Played:  # noqa: ARG002  the port's
        """Print where the sound is."""
        self.output.write(f"🔊 {sound.path}\n\n")
        self.output.flush()
        return Played()

    def content(self, typed: str) -> Content:
        """Return what a typed line is: a command, one of the buttons shown, or a text."""
        stripped = typed.strip()
        if stripped.startswith("/") and len(stripped) > 1:
            name, _, argument = stripped[1:].partition(" ")
            return Command(name.lower(), argument.strip())
        button = (self._buttons | self._standing).get(stripped.lower().rstrip(".)"))
        return Text(typed) if button is None else Press(button.id)

    def _named(self, say: Say) -> dict[str, Button]:
        """Return the buttons of a message by what she types for them.

        A number is a button of the newest question: those of a message that asks nothing
        have names of their own, and keep them.
        """
        if all(button.id.startswith(STANDING) for button in say.buttons):
            first = len(self._standing) + 1
            named = {f"{HEARD}{place}": button for place, button in enumerate(say.buttons, start=first)}
            self._standing |= named
            return named
        self._buttons = dict(zip(_names(say), say.buttons, strict=True))
        return self._buttons

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
