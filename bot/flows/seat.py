"""What a turn may know of the group in which a resident sits, as it is asked for in its middle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.groups.base import Share

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class HelperView:
    """One who helps in the group now. ``id`` is an id of staff, ``name`` what residents read.

    ``refused``: she does not want to be helped by this one. ``looked``: when this one last
    looked at what she shows.
    """

    id: str
    name: str
    refused: bool = False
    looked: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class GroupView:
    """Her place in a group that runs now. ``hand``: she asked a helper to come."""

    number: int
    place: str
    ends_at: datetime
    helpers: tuple[HelperView, ...] = ()
    nickname: str | None = None
    hand: bool = False
    share: Share = Share.NOTHING

    @property
    def unseen(self) -> bool:
        """Tell whether she refused every helper who is there: they see her number and nothing else."""
        return bool(self.helpers) and all(one.refused for one in self.helpers)


def in_no_group() -> GroupView | None:
    """Say that she sits in no group."""
    return None
