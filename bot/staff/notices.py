"""A notice in the chat of who works at the desk: that there is a new case, and nothing else.

She makes a code at her account and sends it to the bot, as ``/start balie-CODE`` or
``/balie CODE``. For the rest her chat stays that of a resident like any other.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot import devices
from bot.devices import LeadsTo, Refused
from bot.messages import Address, Command, Say
from bot.web.base import CHANNEL as PAGE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from bot.messages import Inbound, Outbound
    from bot.staff.base import Account
    from bot.storage.base import Unit

ACCOUNTS: Final = "desk"
"""Stands as the channel where an account is what a code leads to."""

COMMAND: Final = "balie"
START: Final = f"{COMMAND}-"

NEW_CASE: Final = Say("Nieuwe zaak.", "nl")
ON: Final = Say(
    "Gelukt. U krijgt hier een bericht als er een nieuwe zaak is. Uitzetten kan bij uw account.", "nl"
)
REFUSED: Final = {
    Refused.WRONG: Say("Deze code werkt niet. Maak een nieuwe code bij uw account.", "nl"),
    Refused.TOO_OFTEN: Say("Er is te vaak geprobeerd. Wacht 10 minuten.", "nl"),
}


def typed_code(inbound: Inbound) -> str | None:
    """Return what was typed as a code of the desk; None for any other input.

    A page is no chat of somebody's own: it may stand in a library.
    """
    match inbound.content:
        case _ if inbound.address.channel == PAGE:
            return None
        case Command(name, typed) if name == COMMAND:
            return typed
        case Command("start", argument) if argument.lower().startswith(START):
            return argument[len(START) :]
        case _:
            return None


def offer(unit: Unit, code: str, username: str, now: datetime) -> None:
    """Let a code lead to an account, once and for ten minutes, in place of an earlier one."""
    devices.offer(unit, code, Address(ACCOUNTS, username), now, LeadsTo.ACCOUNT)


def begin(unit: Unit, typed: str, chat: Address, now: datetime, today: date) -> Say:
    """Send the notices of the account that a code leads to here; return what is said of it.

    Each call is a try of this chat.
    """
    found = devices.look_up(unit, typed, chat, now, LeadsTo.ACCOUNT)
    if isinstance(found, Refused):
        return REFUSED[found]
    account = unit.account(found.id)
    usable = account is not None and account.at_the_desk and account.works(today)
    if account is None or not usable or not devices.spend(unit, typed, now, LeadsTo.ACCOUNT):
        return REFUSED[Refused.WRONG]
    unit.save_account(replace(account, notices=chat))
    return ON


def end(unit: Unit, username: str) -> None:
    """Send no notices of this account any more."""
    account = unit.account(username)
    if account is not None:
        unit.save_account(replace(account, notices=None))


def tell(unit: Unit, accounts: Iterable[Account], now: datetime) -> list[Outbound]:
    """Queue one notice for each chat of these; return what this process may deliver now.

    The rows belong to no contact, so that nothing of them is kept once they went out.
    """
    chats = dict.fromkeys(one.notices for one in accounts if one.notices is not None)
    return [outbound for chat in chats for outbound in unit.queue(None, chat, [NEW_CASE], now)]
