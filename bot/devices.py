"""Going on on another device: a code leads to a conversation, once, and moves it.

Eight letters without vowels: nobody reads a word in them, and twenty letters that are hard to
take for one another give 25 billion codes. A code lives for ten minutes and is kept as a digest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from secrets import choice
from typing import TYPE_CHECKING, Final, Protocol

from bot.messages import Delete, Say
from bot.tokens import digest
from bot.web.base import CHANNEL

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.messages import Address, Outbound
    from bot.storage.base import Loaded, Unit

LETTERS: Final = "BCDFGHJKLMNPQRSTVWXZ"
LENGTH: Final = 8

LIFE: Final = timedelta(minutes=10)
"""How long a code works, and over how long tries are counted."""

MOST_TRIES: Final = 10
"""Wrong and right codes together that one address may give in ten minutes."""

MOST_TRIES_OF_ALL: Final = 500
"""The same of everybody: against who takes a new address for each try."""

OF_ALL: Final = "all"


class LeadsTo(Enum):
    """What a code is for; one for the one is none for the other."""

    CONVERSATION = "device"
    ACCOUNT = "account"  # of somebody at the desk, who hears of new cases in her own chat
    PAPER = "paper"  # of a list that is printed at another computer
    NOTHING = "spent"  # in place of one that was spent: only whoever spent it is told so


class Refused(Enum):
    """Why a code is of no use."""

    WRONG = "wrong"  # unknown, used or too old: which of these is nobody's business
    TOO_OFTEN = "too often"


@dataclass(frozen=True)
class Moved:
    """A conversation that came to another address. ``outbounds`` tell the old one.

    ``seat_taken``: it sits in a group now, where the conversation sat whose place it took.
    """

    loaded: Loaded
    outbounds: tuple[Outbound, ...]
    seat_taken: bool = False


class Replacing(Protocol):
    """What becomes of the seat in a group of a conversation that is to be deleted for another one."""

    def __call__(self, unit: Unit, coming: Loaded, gone: Loaded, now: datetime) -> bool:
        """Pass the seat on to who comes, or end it; tell whether it was passed on.

        Called under the lock of both, before ``gone`` is deleted.
        """


def new_code() -> str:
    """Return a code that nobody can foresee."""
    return "".join(choice(LETTERS) for _ in range(LENGTH))


def as_code(typed: str) -> str | None:
    """Return the code in what somebody typed, with spaces or in small letters; None where there is none."""
    letters = re.sub(r"[\s-]", "", typed).upper()
    return letters if len(letters) == LENGTH and set(letters) <= set(LETTERS) else None


def offer(unit: Unit, code: str, address: Address, now: datetime, to: LeadsTo = LeadsTo.CONVERSATION) -> None:
    """Let a code lead to the conversation of an address, in place of an earlier code."""
    unit.offer_code(_digest(code, to), address, now + LIFE)


def look_up(
    unit: Unit, typed: str, by: Address | None, now: datetime, to: LeadsTo = LeadsTo.CONVERSATION
) -> Address | Refused:
    """Return where a code leads. Each call is a try of who gives it (None: nobody known yet)."""
    own = "unknown" if by is None else _digest(f"{by.channel} {by.id}", LeadsTo.CONVERSATION)
    tries = unit.attempt(f"code:{OF_ALL}", now, within=LIFE)
    if tries > MOST_TRIES_OF_ALL:
        return Refused.TOO_OFTEN
    if by is not None and unit.attempt(f"code:{own}", now, within=LIFE) > MOST_TRIES:
        return Refused.TOO_OFTEN
    code = as_code(typed)
    found = None if code is None else unit.coded(_digest(code, to), now)
    return Refused.WRONG if found is None or found == by else found


def spend(unit: Unit, typed: str, now: datetime, to: LeadsTo = LeadsTo.CONVERSATION) -> bool:
    """Make a code useless; return False where somebody else was quicker.

    Call it under the lock of what the code leads to.
    """
    digest = _digest(as_code(typed) or "", to)
    if unit.coded(digest, now) is None:
        return False
    unit.spend_code(digest)
    return True


def remember_form(unit: Unit, form: str, address: Address, now: datetime) -> None:
    """Remember, for the life of a code, which form spent the one of this address; ``form`` is its secret."""
    unit.offer_code(_digest(form, LeadsTo.NOTHING), address, now + LIFE)


def was_spent_by(unit: Unit, form: str, now: datetime) -> bool:
    """Tell whether this very form spent a code: it was sent twice, and is no try of anybody."""
    return bool(form) and unit.coded(_digest(form, LeadsTo.NOTHING), now) is not None


def take(  # noqa: PLR0913  what a move is
    unit: Unit,
    typed: str,
    new: Address,
    now: datetime,
    *,
    farewell: Callable[[str], Say],
    replacing: Replacing,
) -> Moved | Refused:
    """Move the conversation that a code leads to; ``farewell`` is said at the old address."""
    old = look_up(unit, typed, new, now)
    if isinstance(old, Refused):
        return old
    spend(unit, typed, now)
    return moved(unit, old, new, now, farewell=farewell, replacing=replacing) or Refused.WRONG


def moved(  # noqa: PLR0913  what a move is
    unit: Unit,
    old: Address,
    new: Address,
    now: datetime,
    *,
    farewell: Callable[[str], Say],
    replacing: Replacing,
) -> Moved | None:
    """Move a conversation to another address; None where the old one has none.

    ``farewell`` is said at the old one. ``replacing`` sees to the seat of what the new one had.
    """
    both = unit.hold_both(old, new)
    seat_taken = both is not None and replacing(unit, *both, now)
    if not unit.move(old, new, now):
        return None
    loaded = unit.lock(new, now)
    said = farewell(loaded.language or "nl")
    # A page that is open there shows nothing of it any more.
    cleared = [Delete(())] if old.channel == CHANNEL else []
    return Moved(loaded, tuple(unit.queue(None, old, [*cleared, said], now)), seat_taken)


def _digest(text: str, to: LeadsTo) -> str:
    return digest(f"{to.value} {text}")
