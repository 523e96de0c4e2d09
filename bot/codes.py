"""Codes of eight letters that somebody gives: to her group, to another device, to the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.devices import as_code
from bot.groups import joining
from bot.messages import Command
from bot.staff import notices

if TYPE_CHECKING:
    from bot.messages import Inbound


def beside_code(inbound: Inbound) -> str:
    """Return what somebody says behind a command, without a code that she gives there.

    Random letters mean nothing; looking for a meaning in them finds danger in one of 400.
    """
    if not isinstance(inbound.content, Command):
        return ""
    argument = inbound.content.argument
    group, desk = joining.asked(inbound), notices.typed_code(inbound)
    if group is not None:
        return group.how if as_code(group.code) else argument
    typed = argument if inbound.content.name == "code" else desk
    return "" if typed is not None and as_code(typed) else argument
