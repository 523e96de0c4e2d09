"""A group in the library: helpers with their board, and residents who sit there, against one store."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.flows import words_group
from bot.groups.base import Share
from bot.groups.board import Board
from bot.handoff.actors import Actor
from bot.messages import Address, Command
from tests.handoff.stage import FATIMA, Stage

if TYPE_CHECKING:
    from bot.groups.base import Group, Seat
    from bot.groups.views import Card, CardDetail

LIBRARY = "bibliotheek"
MINUTE = timedelta(minutes=1)
SAM_TOO = words_group.HELPER_JOINED.source.replace("{name}", "Sam")
NOOR = Actor(id="noor", name="Noor", role="begeleider", team=LIBRARY)
SAM = Actor(id="sam", name="Sam", role="begeleider", team=LIBRARY)
KIM = Actor(id="kim", name="Kim", role="begeleider", team=LIBRARY)
ELSEWHERE = Actor(id="max", name="Max", role="begeleider", team="buurthuis")
PETRA = Actor(id="petra", name="Petra", role="coordinator", team=LIBRARY)
KARIN = Actor(id="karin", name="Karin", role="klantmanager", team=LIBRARY)

SELAM = Address("telegram", "selam")
PLACE = "Bibliotheek Centrum"
MOVED = "moved"
LOST_JOB = "ik ben mijn baan kwijt"


@dataclass
class GroupStage(Stage):
    """The stage of the desk with a board beside it."""

    board: Board = field(init=False)

    def __post_init__(self) -> None:
        super().__post_init__()
        self.board = Board(
            store=self.store,
            telling=self.desk.telling,
            gate=self.conversation.screening.gate,
            hand_over=self.delivery.hand_over,
            now=self.clock,
        )

    async def opens(self, actor: Actor = NOOR, place: str = PLACE) -> Group:
        return await self.board.open(actor, place)

    async def sits(self, group: Group, who: Address = FATIMA, language: str = "nl") -> Seat:
        """Let somebody who has chosen her language take a seat."""
        await self.hears(Command("start", language), who)
        now = self.clock.now
        seat = await self.store.run(
            lambda unit: unit.take_seat(group.id, unit.lock(who, now).contact, language, now)
        )
        assert seat is not None
        return seat

    async def begins(self, who: Address = FATIMA) -> list[str]:
        """Begin the guide of who lost her job; return what she was sent last."""
        await self.hears(LOST_JOB, who)
        return await self.presses("self", who=who)

    async def changes(self, seat: Seat, **changed: Any) -> Seat:  # noqa: ANN401  fields of a seat
        """Change her seat, as her own turn does."""
        found = await self.store.run(lambda unit: unit.seat(seat.id))
        assert found is not None
        changed_seat = replace(found, **changed)
        await self.store.run(lambda unit: unit.save_seat(changed_seat))
        return changed_seat

    async def shares(self, seat: Seat, share: Share = Share.STEP) -> Seat:
        return await self.changes(seat, share=share)

    async def seat(self, seat: Seat) -> Seat | None:
        return await self.store.run(lambda unit: unit.seat(seat.id))

    async def cards(self, group: Group, actor: Actor = NOOR) -> tuple[Card, ...]:
        return (await self.board.look(actor, group.id)).cards

    async def card(self, seat: Seat, actor: Actor = NOOR) -> CardDetail:
        return await self.board.card(actor, seat.group, seat.id)

    async def kinds(self, group: Group) -> list[tuple[str, str]]:
        """Return what the boards were told, about which seat, and what; without each turn of hers."""
        items = await self.store.run(lambda unit: unit.feed(0, 100))
        return [
            (item.about, item.kind)
            for item in items
            if item.topic == f"groep:{group.id}" and item.kind != MOVED
        ]
