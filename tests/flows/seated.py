"""A resident in a group, whose seat remembers what she does, as the store would."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.flows.around import Around, Held
from bot.flows.events import GroupLeft, HandLowered, HandRaised, HelperRefused, SeatNamed, ShareChanged
from bot.flows.seat import GroupView, HelperView
from tests.flows.walker import Walker

if TYPE_CHECKING:
    from bot.flows.events import Event
    from bot.messages import Content

AMAL = HelperView(id="amal", name="Amal")
BART = HelperView(id="bart", name="Bart")
ENDS = datetime(2026, 11, 23, 11, 30, tzinfo=UTC)
"""Half past twelve in the Netherlands."""


def a_place(**changes: object) -> GroupView:
    found = GroupView(number=3, place="Bibliotheek Centrum", ends_at=ENDS, helpers=(AMAL,))
    return replace(found, **changes)  # type: ignore[arg-type]


@dataclass
class SeatedWalker(Walker):
    """``group`` is her place, None once she left or it ended; ``seated`` stays until the store knows.

    ``accompanied``: a person has the conversation.
    """

    group: GroupView | None = field(default_factory=a_place)
    seated: bool = True
    accompanied: bool = False

    def around(self) -> Around:
        return Around(
            lambda: Held(messages=3),
            accompanied=self.accompanied,
            seated=self.seated,
            group=lambda: self.group,
        )

    def hears(self, content: Content, **how: object) -> SeatedWalker:
        super().hears(content, **how)  # type: ignore[arg-type]
        for event in self.events:
            self._remember(event)
        return self

    def _remember(self, event: Event) -> None:
        if self.group is None:
            return
        match event:
            case HandRaised() | HandLowered():
                self.group = replace(self.group, hand=isinstance(event, HandRaised))
            case ShareChanged(share):
                self.group = replace(self.group, share=share)
            case SeatNamed(nickname):
                self.group = replace(self.group, nickname=nickname)
            case HelperRefused(staff, refused):
                helpers = tuple(
                    replace(one, refused=refused) if one.id == staff else one for one in self.group.helpers
                )
                self.group = replace(self.group, helpers=helpers)
            case GroupLeft():
                self.group, self.seated = None, False
            case _:
                pass
