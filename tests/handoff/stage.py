"""A resident and the desk, with the real content, against one store."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING, Any

from bot.conversation import Conversation
from bot.delivery import Delivery
from bot.flows import words_person
from bot.flows.engine import Engine
from bot.groups.participant_side import ParticipantSide
from bot.handoff.actors import Actor
from bot.handoff.desk import Desk
from bot.handoff.office import Office
from bot.handoff.resident_side import ResidentSide
from bot.handoff.telling import Telling
from bot.messages import Address, Command, Inbound, Interpretation, Press, Say, Settle, Text
from bot.screening import Screening
from tests import read_once
from tests.recording_channel import RecordingChannel, written

if TYPE_CHECKING:
    from bot.handoff.base import Case
    from bot.messages import Button, Content
    from bot.storage.base import Store

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""Ten in the morning in the Netherlands, an hour after the municipality opened."""

TEAM = "werk-en-inkomen"
KARIN = Actor(id="karin", name="Karin de Vries", role="klantmanager", team=TEAM)
AHMED = Actor(id="ahmed", name="Ahmed Yilmaz", role="klantmanager", team=TEAM)
PETRA = Actor(id="petra", name="Petra Smit", role="coordinator", team=TEAM)
STRANGER = Actor(id="sem", name="Sem Bos", role="klantmanager", team="jeugd")

FATIMA = Address("telegram", "fatima")
BSN = "111222333"

MEANINGS = {"ik ben mijn baan kwijt": "baan-verliezen", "help": "emergency", "mens": "human"}


class ScriptedUnderstanding:
    """Knows a few Dutch sentences by heart."""

    async def interpret(self, text: str) -> Interpretation:
        return Interpretation(None, MEANINGS.get(text), 1.0)


@dataclass
class Clock:
    now: datetime = MONDAY

    def __call__(self) -> datetime:
        return self.now


def references() -> Any:  # noqa: ANN401  a function that gives the next
    numbers = count()
    return lambda: f"BCDFGH{'BCDFGHJKLM'[(n := next(numbers)) // 10 % 10]}{'BCDFGHJKLM'[n % 10]}"


class NoWords:
    """Keeps nothing of what was not understood."""

    async def prepare(self) -> None:
        """Have nothing to prepare."""

    def kept(self, text: str, language: str) -> str:
        return ""


@dataclass
class Stage:
    """One process of the bot with its desk, and residents who talk to it."""

    store: Store
    clock: Clock = field(default_factory=Clock)
    on: bool = True
    office: Office = field(init=False)
    channel: RecordingChannel = field(default_factory=RecordingChannel)
    desk: Desk = field(init=False)
    arrived: int = 0

    def __post_init__(self) -> None:
        (world, languages), (gate, emergency) = read_once.world(), read_once.words()
        self.office = Office(municipality=world.library.municipality, on=self.on, new_reference=references())
        self.delivery = Delivery(channels={self.channel.name: self.channel}, store=self.store, now=self.clock)
        side = ParticipantSide(engine=Engine(world), office=self.office)
        self.conversation = Conversation(
            engine=side.engine,
            languages=languages,
            store=self.store,
            screening=Screening(
                gate=gate, emergency=emergency, understanding=ScriptedUnderstanding(), wording=NoWords()
            ),
            delivering=self.delivery,
            now=self.clock,
            transcript_days=90,
            resident_side=ResidentSide(office=self.office, languages=languages),
            participant_side=side,
        )
        self.desk = Desk(
            store=self.store,
            telling=Telling(world=world, languages=languages, around=side.around),
            gate=gate,
            office=self.office,
            hand_over=self.delivery.hand_over,
            now=self.clock,
        )

    async def hears(self, content: Content | str, who: Address = FATIMA) -> list[str]:
        """Take something in; return what the resident was sent for it."""
        self.arrived += 1
        seen = await self.seen()
        await self.conversation.receive(
            Inbound(
                who,
                f"update-{self.arrived}",
                Text(content) if isinstance(content, str) else content,
                self.clock.now,
                message_id=f"f{self.arrived}",
            )
        )
        return await self.sent(seen)

    async def seen(self) -> int:
        """Return how much went out until now."""
        await self.delivery.drain()
        return len(self.channel.taken)

    async def sent(self, seen: int) -> list[str]:
        """Return what went out since then."""
        await self.delivery.drain()
        return [written(one) for one in self.channel.taken[seen:] if not isinstance(one.delivery, Settle)]

    def buttons(self, who: Address = FATIMA) -> list[Button]:
        says = [one.delivery for one in self.channel.taken if one.address == who]
        return list(next(say.buttons for say in reversed(says) if isinstance(say, Say) and say.buttons))

    def choices(self, who: Address = FATIMA) -> list[str]:
        return [button.id.partition("|")[2] for button in self.buttons(who)]

    async def presses(self, *choices: str, who: Address = FATIMA) -> list[str]:
        said: list[str] = []
        for choice in choices:
            await self.delivery.drain()
            found = next(button for button in self.buttons(who) if button.id.partition("|")[2] == choice)
            said = await self.hears(Press(found.id), who)
        return said

    async def asks(
        self, question: str = "Mijn geld kwam niet.", who: Address = FATIMA, language: str = "nl"
    ) -> Case:
        """Ask a person, with as few answers as there can be; return the case."""
        await self.hears(Command("start", language), who)
        await self.hears(Command("mens"), who)
        await self.presses("ask-here", "agree", who=who)
        await self.hears(question, who)
        while "send" not in self.choices(who):
            await self.presses("next", who=who)
        await self.presses("send", who=who)
        return await self.case_of(who)

    async def case_of(self, who: Address = FATIMA) -> Case:
        """Return the case that was asked for last."""
        found = await self.store.run(lambda unit: unit.last_case(unit.lock(who, self.clock.now).contact))
        assert found is not None
        return found

    async def told(self, doing: Any) -> list[str]:  # noqa: ANN401  an action of the desk
        """Do something at the desk; return what the resident was sent for it."""
        seen = await self.seen()
        await doing
        return await self.sent(seen)


FROM_PERSON = words_person.FROM_PERSON.source.replace("{gemeente}", "Voorbeeldstad")
