"""The codes with which residents join: two addresses as QR codes, and the letters to type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import segno
from markupsafe import Markup

from bot.groups import joining

if TYPE_CHECKING:
    from bot.groups.base import Group
    from bot.web.group.parts import GroupParts


@dataclass(frozen=True)
class QrCode:
    """One code to scan, drawn. ``address`` is where it leads."""

    title: str
    address: str
    drawn: Markup

    @classmethod
    def of(cls, title: str, address: str) -> QrCode:
        """Draw the code of an address."""
        code = segno.make(address, error="m", micro=False)
        return cls(title, address, Markup(code.svg_inline(border=4, omitsize=True)))  # noqa: S704  our own address


def codes(parts: GroupParts, group: Group) -> list[QrCode]:
    """Return the codes of a group: that of the web, and Telegram's where the bot is there."""
    found = [QrCode.of("Web", f"{parts.admission.site.address}/mee/{group.code}")]
    name = parts.bot_name()
    if name is not None:
        found.append(QrCode.of("Telegram", f"https://t.me/{name}?start={joining.link(group.code)}"))
    return found


def spaced(code: str) -> str:
    """Return the letters as they are read out, in two fours."""
    return f"{code[:4]} {code[4:]}"


def shown_address(parts: GroupParts) -> str:
    """Return what somebody types who cannot scan."""
    return f"{parts.admission.site.address.partition('://')[2]}/mee"
