"""Coming into a group with its code: from a link, a QR code, or as she types it.

``/start groep-CODE`` is what a link to the chat says; behind the code may stand a language, as in
``groep-CODE-ti``, and that she is to be read to: ``groep-CODE-ti-voice``. ``/groep CODE`` is typed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Final

from bot import devices
from bot.flows import words_group, words_page
from bot.flows.lines import Line
from bot.flows.message import Message
from bot.groups.base import SEATS
from bot.groups.ending import end_seat
from bot.messages import Command, Say
from bot.tokens import digest

if TYPE_CHECKING:
    from datetime import datetime

    from bot.flows.engine import Engine
    from bot.groups.base import Group
    from bot.locale import Languages
    from bot.messages import Address, Inbound
    from bot.storage.base import Loaded, Unit

COMMAND: Final = "groep"
START: Final = f"{COMMAND}-"
"""Begins what a link to the chat says; behind it stands the code."""


class Refused(Enum):
    """Why she gets no seat."""

    WRONG = "wrong"  # unknown, mistyped or of a group that ended: which of these is nobody's business
    TOO_OFTEN = "too often"
    FULL = "full"


SAID: Final = {
    Refused.WRONG: words_group.NO_SUCH_GROUP,
    Refused.TOO_OFTEN: words_page.CODE_TOO_OFTEN,
    Refused.FULL: words_group.FULL,
}


@dataclass(frozen=True)
class Asked:
    """What was typed as the code of a group. ``how`` is the language, and how she is read to, or ""."""

    code: str
    how: str = ""


def asked(inbound: Inbound) -> Asked | None:
    """Return the code of a group that somebody gives; None for any other input."""
    match inbound.content:
        case Command(name, typed) if name == COMMAND and typed.strip():
            return Asked(typed)
        case Command("start", argument) if argument.lower().startswith(START):
            code, _, how = argument[len(START) :].partition("-")
            return Asked(code, how)
        case _:
            return None


def link(code: str, how: str = "") -> str:
    """Return what a link to the chat says to lead into the group with this code."""
    return f"{START}{code}-{how}" if how else f"{START}{code}"


def look_up(unit: Unit, typed: str, by: Address | None, now: datetime) -> Group | Refused:
    """Return the running group with this code.

    Each call is a try of who gives it (None: nobody known yet).
    """
    if unit.attempt(f"group:{devices.OF_ALL}", now, within=devices.LIFE) > devices.MOST_TRIES_OF_ALL:
        return Refused.TOO_OFTEN
    if by is not None:
        own = digest(f"{COMMAND} {by.channel} {by.id}")
        if unit.attempt(f"group:{own}", now, within=devices.LIFE) > devices.MOST_TRIES:
            return Refused.TOO_OFTEN
    code = devices.as_code(typed)
    found = None if code is None else unit.group_of_code(code, now)
    return Refused.WRONG if found is None else found


@dataclass(frozen=True)
class Joining:
    """Gives seats, and says why there is none."""

    languages: Languages
    engine: Engine

    def join(self, unit: Unit, loaded: Loaded, typed: str, now: datetime) -> Loaded | Refused:
        """Give a contact a seat in the group with this code, in place of one in another group.

        Who sits there already keeps her seat. Call it under the lock of the contact.
        """
        found = look_up(unit, typed, loaded.address, now)
        if isinstance(found, Refused):
            return found
        before = None if loaded.seat_id is None else unit.seat(loaded.seat_id)
        if before is not None and before.group == found.id:
            return loaded
        # The group is locked before her earlier seat ends: locks are taken in one order.
        group = unit.hold_group(found.id)
        if group is None or not group.running(now):
            return Refused.WRONG
        if len(unit.seats(group.id)) >= SEATS:
            return Refused.FULL
        if before is not None:
            end_seat(unit, self.engine, before, now)
        seat = unit.take_seat(group.id, loaded.contact, loaded.language or "", now)
        return Refused.FULL if seat is None else replace(loaded, seat_id=seat.id)

    def refusal(self, loaded: Loaded, why: Refused, how: str = "") -> list[Say]:
        """Say why she gets no seat: in her language, else in that of the link, else in every one.

        ``how`` is what the link says behind the code.
        """
        known, named = loaded.language, how.strip().lower().partition("-")[0]
        if known is None and named in self.languages.codes:
            known = named
        message = Message((Line(SAID[why]),))
        said = []
        for language in self.languages.codes if known is None else (known,):
            rendered = self.languages.render(message, language, both=loaded.both)
            said.append(Say(rendered.text, rendered.language, beside=rendered.beside))
        return said
