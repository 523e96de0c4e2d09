"""Going on on another device, in the conversation: codes that are asked for, typed and taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot import devices
from bot.devices import Moved, Refused, as_code
from bot.flows import words_page
from bot.flows.lines import Latin, Line
from bot.flows.message import Choice, Message
from bot.locale import SOURCE
from bot.messages import Button, Command, Press, Say

if TYPE_CHECKING:
    from datetime import datetime

    from bot.devices import Replacing
    from bot.locale import Languages
    from bot.messages import Inbound
    from bot.storage.base import Unit

TAKE: Final = "device|"
"""Begins the button that takes a conversation over; behind it stands the code."""


@dataclass(frozen=True)
class Elsewhere:
    """Answers in the language of ``chosen``, and with ``both`` in Dutch as well. ``page`` is its address."""

    languages: Languages
    chosen: str | None
    page: str
    both: bool = False

    def answer(self, unit: Unit, inbound: Inbound, now: datetime, replacing: Replacing) -> Say | Moved | None:
        """Answer what is about another device: in words, or with what came here; None for anything else."""
        address = inbound.address
        match inbound.content:
            case Command("apparaat"):
                code = devices.new_code()
                devices.offer(unit, code, address, now)
                return self.code(code)
            case Command("code", typed):
                found = devices.look_up(unit, typed, address, now)
                return self.refused(found) if isinstance(found, Refused) else self.sure(typed)
            case Press(button) if button.startswith(TAKE):
                moved = devices.take(
                    unit,
                    button.removeprefix(TAKE),
                    address,
                    now,
                    farewell=self.farewell,
                    replacing=replacing,
                )
                return self.refused(moved) if isinstance(moved, Refused) else moved
            case _:
                return None

    def code(self, code: str) -> Say:
        """Give the code, and say where it is typed."""
        return self._say(
            Line(words_page.CODE_HOW, {"address": Latin(f"{self.page}/code")}),
            Line(Latin(code)),
            Line(words_page.CODE_ONCE),
        )

    def sure(self, code: str) -> Say:
        """Ask whether to move the conversation here."""
        yes = Choice(as_code(code) or "", words_page.CODE_SURE_YES)
        return self._say(Line(words_page.CODE_SURE), choices=(yes,))

    def refused(self, why: Refused) -> Say:
        """Say that a code is of no use."""
        return self._say(Line(words_page.CODE_WRONG if why is Refused.WRONG else words_page.CODE_TOO_OFTEN))

    def farewell(self, language: str) -> Say:
        """Say at the old device, in her language, where the conversation is."""
        rendered = self.languages.render(Message((Line(words_page.MOVED),)), language)
        return Say(rendered.text, rendered.language)

    def _say(self, *lines: Line, choices: tuple[Choice, ...] = ()) -> Say:
        rendered = self.languages.render(Message(lines, choices), self.chosen or SOURCE, both=self.both)
        buttons = tuple(Button(f"{TAKE}{id_}", label) for id_, label in rendered.labels.items())
        beside = None if rendered.beside is None else rendered.beside.unasked()
        return Say(rendered.text, rendered.language, buttons, beside=beside)
