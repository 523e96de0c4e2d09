"""What a helper does in a group. Each action is one transaction.

Every method raises ``NotFound`` for a group that is not there, is another team's, has ended, or
where this person does not help (any more), and for a seat that is not there, is another group's, or
whose participant refused this helper. ``NotAllowed``: it cannot be done as things are. ``Unreadable``
is one of those: the bot can say nothing to this participant.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.flows.engine import AMSTERDAM
from bot.flows.subject import PointBy
from bot.groups import notices
from bot.groups.acting import TakenAlready, held, helped, present, works
from bot.groups.base import Helper, Share
from bot.groups.ending import month_of
from bot.groups.figures import Figures
from bot.groups.lifetime import Lifetime
from bot.groups.looking import at_rest, card, in_order, shown, title
from bot.groups.views import BoardView, Card, CardDetail
from bot.handoff import points
from bot.handoff.states import NotAllowed, NotFound
from bot.handoff.stored import Unreadable
from bot.staff.base import COUNT_GROUPS
from bot.tokens import digest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from bot.flows.points import PointDraft
    from bot.flows.screens.signal import Signal
    from bot.groups.base import Seat
    from bot.handoff.actors import Actor
    from bot.messages import Outbound
    from bot.storage.base import Unit

LOOKED_AGAIN: Final = timedelta(minutes=1)
"""An open page looks at every change; that a helper looked is noted once in this time."""


@dataclass(frozen=True, kw_only=True)
class Board(Lifetime):
    """What helpers can do: all that is done with a group, and with one participant."""

    # --- looking ----------------------------------------------------------------

    async def look(self, actor: Actor, group_id: str) -> BoardView:
        """Return who takes part: hands first, the longest up before the others."""
        now = self.now()

        def job(unit: Unit) -> BoardView:
            group, helpers = helped(unit.group(group_id), unit, actor, now)
            cards = [self._card(unit, seat, helpers, actor, now) for seat in unit.seats(group.id)]
            return BoardView(group=group, helpers=helpers, cards=in_order(cards))

        return await self.store.run(job)

    async def card(self, actor: Actor, group_id: str, seat_id: str) -> CardDetail:
        """Return all that one participant shows, and note for her that this helper looked."""
        now = self.now()

        def job(unit: Unit) -> CardDetail:
            seat, _ = held(unit, group_id, seat_id, actor, now)
            group, helpers = helped(unit.group(group_id), unit, actor, now)
            turn = at_rest(self.engine, seat, unit.state_of(seat.contact), now) if _shares(seat) else None
            found = shown(turn, seat.share)
            before = seat.seen.get(actor.id)
            if found is not None and (before is None or now - before >= LOOKED_AGAIN):
                unit.save_seat(replace(seat, seen={**seat.seen, actor.id: now}))
            return CardDetail(
                group=group,
                card=self._card(unit, seat, helpers, actor, now),
                shared=found,
                answers=found is not None and seat.share is Share.ANSWERS,
            )

        return await self.store.run(job)

    def _card(self, unit: Unit, seat: Seat, helpers: tuple[Helper, ...], actor: Actor, now: datetime) -> Card:
        known = None
        if _shares(seat) and actor.id not in seat.refused:
            turn = at_rest(self.engine, seat, unit.state_of(seat.contact), now)
            known = title(turn, seat.share, self.telling.languages)
        return card(seat, helpers, actor, now, known)

    # --- helping -------------------------------------------------------------------

    async def help(self, actor: Actor, group_id: str, seat_id: str, *, taking_over: bool = False) -> None:
        """Go to a participant: she hears so, her hand goes down, and this helper is nowhere else.

        Two who see the same hand do not both go: ``TakenAlready`` where a colleague does, unless
        ``taking_over``. Nothing for who is there already, unless she put her hand up again. Where
        she cannot be told it is ``Unreadable``, and on the board this helper goes there all the same.
        """

        def change(unit: Unit, seat: Seat) -> Seat | None:
            if seat.helping == actor.id and seat.hand_at is None:
                return None
            colleagues = {one.staff for one in present(unit, group_id)} - {actor.id}
            if seat.helping in colleagues and not taking_over:
                raise TakenAlready
            return replace(seat, helping=actor.id, hand_at=None)

        speak = notices.helper_comes(actor.name)
        try:
            await self._at_seat(actor, group_id, seat_id, "helped", change, speak, untold=True)
        except Unreadable:
            await self._gone_from_others(actor, group_id, seat_id)
            raise
        await self._gone_from_others(actor, group_id, seat_id)

    async def encourage(self, actor: Actor, group_id: str, seat_id: str, phrase_id: str) -> None:
        """Say an encouragement in her language, the same one once a minute: else ``TooSoon``.

        ``NotAllowed`` for one that content does not have.
        """
        works(actor)
        if phrase_id not in self.telling.world.library.encouragements:
            raise NotAllowed(f"there is no encouragement '{phrase_id}'")
        speak = notices.encouraged(actor.name, phrase_id)
        await self._at_seat(
            actor, group_id, seat_id, "encouraged", lambda _, seat: seat, speak, f"cheer:{phrase_id}"
        )

    async def offer_point(self, actor: Actor, group_id: str, seat_id: str, draft: PointDraft) -> None:
        """Put an action point before her, which she may accept: from a helper, not from the gemeente.

        The same one once a minute: else ``TooSoon``. Raises ``Unfilled`` for what is missing or
        cannot be, and ``Refused`` where the gate does.
        """
        works(actor)
        today = self.now().astimezone(AMSTERDAM).date()
        library = self.telling.world.library
        clean = points.checked(draft, library=library, gate=self.gate, today=today)
        speak = points.offering(clean, PointBy.BEGELEIDER)
        once = f"point:{digest(repr(clean))}"
        await self._at_seat(actor, group_id, seat_id, "point", lambda _, seat: seat, speak, once)

    async def signal(self, actor: Actor, group_id: str, seat_id: str, marked: Signal) -> None:
        """Ask her whether a person of the municipality may hear that more help is needed.

        Nothing of it is kept here, not even that it was asked, and no helper is told what she
        answers. In the middle of something else she is not asked, and the helper is not told
        that either: it would tell what she is doing. What a card lets guess: docs/groups.md.
        Where nothing can be said to her at all it is ``Unreadable``, as with any other message.
        """
        now = self.now()

        def job(unit: Unit) -> Sequence[Outbound]:
            seat, loaded = held(unit, group_id, seat_id, actor, now)
            return self.telling.speak(unit, loaded, seat.language, now, points.asking(marked)).outbounds

        self.hand_over(await self.store.run(job))

    async def free(self, actor: Actor, group_id: str, seat_id: str) -> None:
        """Take the seat away from who went without leaving. She is told."""
        now = self.now()

        def job(unit: Unit) -> Sequence[Outbound]:
            seat, loaded = held(unit, group_id, seat_id, actor, now)
            return self._part(unit, seat, loaded, now, notices.freed)

        self.hand_over(await self.store.run(job))

    # --- figures --------------------------------------------------

    async def figures(self, actor: Actor, month: date) -> Figures:
        """Return what may be shown of a month; ``NotAllowed`` for one that is not over."""
        if actor.role not in COUNT_GROUPS:
            raise NotFound
        first = month.replace(day=1)
        if first >= month_of(self.now()):
            # The difference of two looks would tell of one person.
            raise NotAllowed("figures are of months that are over")
        return Figures.of(first, await self.store.run(lambda unit: unit.tallies(actor.team, first)))


def _shares(seat: Seat) -> bool:
    return seat.share is not Share.NOTHING
