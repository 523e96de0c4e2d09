"""Making a paper that leads to a conversation, and going on from it: once, with her number."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from typing import TYPE_CHECKING, Final

from bot import devices
from bot.papers.base import Paper
from bot.papers.pins import as_pin
from bot.staff.passwords import fits, hashed
from bot.tokens import digest

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.devices import Moved, Replacing
    from bot.messages import Address, Say
    from bot.storage.base import Loaded, Store, Unit

LIFE: Final = timedelta(days=14)
"""How long a paper leads to the conversation, and keeps it."""

MOST_TRIES: Final = 5
"""Wrong numbers after which a paper is void."""

MOST_FROM_ONE: Final = 30
"""Tries in ten minutes from one network address: a household shares one, and so does a library."""

WITHIN: Final = timedelta(minutes=10)


class Refused(Enum):
    """Why a paper leads nowhere."""

    WRONG = "wrong"  # the number, or a paper that was used, is void, too old or never was: nobody's business
    TOO_OFTEN = "too often"


@dataclass(frozen=True)
class New:
    """A paper to be made. ``token`` is the secret in its code, ``pin`` the hash of her number.

    ``form`` is the secret of the form: one that is sent twice makes one paper.
    """

    token: str
    pin: str
    form: str


@dataclass(frozen=True)
class Found:
    """A paper that was opened with its number, and not spent yet."""

    digest: str


async def number_hashed(pin: str) -> str:
    """Return the hash to keep of a number that fits (see ``pins``)."""
    return await asyncio.to_thread(hashed, pin)


def keep(unit: Unit, loaded: Loaded, new: New, now: datetime) -> bool:
    """Let a new paper lead to a contact that is locked; False where this very form made one before."""
    return unit.keep_paper(
        Paper(
            digest=digest(new.token),
            contact=loaded.contact,
            pin=new.pin,
            form=digest(new.form),
            made_at=now,
            expires_at=now + LIFE,
        )
    )


async def opened(store: Store, *, token: str, typed: str, by: str, now: datetime) -> Found | Refused:
    """Try a number on a paper. ``by`` is the network address that tries.

    A try is counted before the number is looked at, in a transaction of its own: whoever tries
    many at once has no more tries for it. It takes as long where there is no such paper.
    """
    pin, code = as_pin(typed), digest(token)
    often = await store.run(lambda unit: unit.attempt(f"paper:{digest(by)}", now, within=WITHIN))
    if often > MOST_FROM_ONE:
        return Refused.TOO_OFTEN
    # What is no number at all is a slip of the finger, and no guess.
    tried = None if pin is None else await store.run(lambda unit: unit.try_paper(code, now, most=MOST_TRIES))
    right = await asyncio.to_thread(fits, pin or "", None if tried is None else tried.pin)
    if right:
        return Found(code)
    if tried is not None and tried.number >= MOST_TRIES:
        await store.run(lambda unit: unit.void_paper(code))
    return Refused.WRONG


def go_on(  # noqa: PLR0913  what a move is
    unit: Unit,
    found: Found,
    new: Address,
    now: datetime,
    *,
    farewell: Callable[[str], Say],
    replacing: Replacing,
) -> Moved | None:
    """Move the conversation of a paper to another address and spend the paper; None if somebody was quicker.

    ``farewell`` is said at the old address, which may be this very one. ``replacing`` sees to the
    seat in a group of what the new one had.
    """
    contact = unit.spend_paper(found.digest)
    loaded = None if contact is None else unit.hold(contact)
    if loaded is None:
        return None
    if loaded.address == new:
        return devices.Moved(loaded, ())
    return devices.moved(unit, loaded.address, new, now, farewell=farewell, replacing=replacing)
