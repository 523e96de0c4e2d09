"""What is said in the conversation about going on on another device."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.devices import Refused, as_code
from bot.flows import words_page
from bot.flows.events import Choice, Latin, Line, Message
from bot.locale import SOURCE
from bot.messages import Button, Say

if TYPE_CHECKING:
    from bot.locale import Languages
    from bot.messages import JSON

TAKE: Final = "device|"
"""Begins the button that takes a conversation over; behind it stands the code."""


@dataclass(frozen=True)
class Elsewhere:
    """Says it in the language of ``chosen``, and with ``both`` in Dutch as well. ``page`` is its address."""

    languages: Languages
    chosen: JSON
    page: str
    both: bool = False

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
        chosen = self.chosen if isinstance(self.chosen, str) else SOURCE
        rendered = self.languages.render(Message(lines, choices), chosen, both=self.both)
        buttons = tuple(Button(f"{TAKE}{id_}", label) for id_, label in rendered.labels.items())
        beside = None if rendered.beside is None else rendered.beside.unasked()
        return Say(rendered.text, rendered.language, buttons, beside=beside)
