"""The engine: ``turn(state, inbound, now) -> (state, events)``, and nothing else happens.

The order in which an input is heard: danger, what the gate refused, commands and what
cannot be used, buttons, then text: an answer to what was asked, then a control word,
then a guide, then one question with the best guesses, then a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never
from zoneinfo import ZoneInfo

from bot.flows import accompany, controls, hearing, place, pressing, refusals, reminders
from bot.flows.around import Around, Held
from bot.flows.position import Position, position
from bot.flows.screens import danger, language
from bot.flows.sheet import sheet
from bot.flows.turn import Turn
from bot.messages import Address, Blocked, Command, Due, Inbound, Press, Text, Unusable

if TYPE_CHECKING:
    from datetime import datetime

    from bot.flows.events import Event
    from bot.flows.sheet import Sheet
    from bot.flows.state import State
    from bot.flows.turn import World

NOTHING_AROUND = Around(held=lambda: Held(messages=0))

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
"""Days, deadlines and office hours are those of the municipality."""


@dataclass(frozen=True)
class Engine:
    """Runs turns over one library of content."""

    world: World

    def turn(
        self, state: State, inbound: Inbound, now: datetime, around: Around
    ) -> tuple[State, tuple[Event, ...]]:
        """Return the state after this input and what happened, in order.

        ``now`` is aware; ``around`` tells of the store and the desk, asked only when needed.
        """
        turn = Turn(self.world, inbound, now.astimezone(AMSTERDAM), state, around)
        _hear(turn)
        turn.finish()
        return turn.state, tuple(turn.events)

    def position(self, state: State, now: datetime) -> Position:
        """Return how far she is, in numbers only."""
        return position(self.at_rest(state, now))

    def at_rest(self, state: State, now: datetime, around: Around = NOTHING_AROUND) -> Turn:
        """Return a turn in which nothing arrives, to look at where she is. Keep nothing of it.

        ``around`` says whether a person has the conversation.
        """
        nothing = Inbound(Address("", ""), "", Due("", ""), now)
        return Turn(self.world, nothing, now.astimezone(AMSTERDAM), state, around)

    def shows_sensitive(self, state: State, inbound: Inbound, now: datetime) -> bool:
        """Tell whether what she sees, or what lies beneath it, is sensitive: so may be what she writes."""
        turn = Turn(self.world, inbound, now.astimezone(AMSTERDAM), state, NOTHING_AROUND)
        return place.sensitive(turn)

    def sheet(self, state: State, now: datetime, *, private: bool) -> Sheet:
        """Return her list as it stands on paper; ``private``: also what others may not read."""
        nothing_said = Inbound(Address("", ""), "", Command("menu"), now)
        turn = Turn(self.world, nothing_said, now.astimezone(AMSTERDAM), state, NOTHING_AROUND)
        return sheet(turn, private=private)


def expects_code(state: State) -> bool:
    """Tell whether the resident may be about to type a code: inside a DigiD guide."""
    frame = state.subject.frame
    return frame is not None and frame.guide.startswith("digid")


def _hear(turn: Turn) -> None:
    if isinstance(turn.inbound.content, Due):
        reminders.due(turn, turn.inbound.content)
        return
    if isinstance(turn.inbound.content, Blocked):
        reminders.blocked(turn, turn.inbound.content)
        return
    if not turn.with_person:
        language.guess(turn)
    if turn.inbound.emergency:
        danger.show(turn)
        return
    _hear_her(turn)


def _hear_her(turn: Turn) -> None:
    """Hear what she wrote, pressed or sent, once it is no danger."""
    refusal = turn.inbound.refusal
    if refusal is not None:
        refusals.explain(turn, refusal)
    if turn.with_person:
        accompany.hear(turn)
        return
    match turn.inbound.content:
        case Command():
            controls.command(turn, turn.inbound.content)
        case Unusable():
            controls.unusable(turn, turn.inbound.content)
        case Press():
            pressing.press(turn, turn.inbound.content.button)
        case Text(text) if refusal is not None and not text.strip():
            place.show(turn)
        case Text(text):
            hearing.text(turn, text)  # also what the gate left of a message
        case Due() | Blocked():
            pass  # these say nothing of hers: they were heard before
        case _:
            assert_never(turn.inbound.content)
