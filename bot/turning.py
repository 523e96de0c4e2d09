"""One turn inside its transaction: the engine decides, and all that came of it is stored and queued."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot import devices, missed, reading, transcript
from bot.devices import LeadsTo
from bot.flows import reminders
from bot.flows.events import Erased, LimitReached, PaperAsked, ReminderCancelled, ReminderSet
from bot.flows.state import State
from bot.messages import DELETABLE, Delete, Say
from bot.recorded import recorded

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from bot.flows.engine import Engine
    from bot.groups.participant_side import ParticipantSide
    from bot.handoff.resident_side import ResidentSide
    from bot.locale import Languages
    from bot.messages import Delivery, Inbound, Outbound
    from bot.screening import Screening
    from bot.storage.base import Loaded, Unit

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Turning:
    """What a turn needs, and how it runs under the lock of its contact."""

    engine: Engine
    languages: Languages
    screening: Screening
    now: Callable[[], datetime]
    transcript_days: int
    resident_side: ResidentSide
    participant_side: ParticipantSide
    echoing: frozenset[str] = frozenset()
    """The channels that show what she wrote only when it is sent to them."""
    page_address: str | None = None
    """Where the page is opened, without a slash at its end; None where there is none."""

    def _turn(self, unit: Unit, loaded: Loaded, before: State, inbound: Inbound) -> list[Outbound]:
        """Run a turn under the lock of the contact; return what this process may deliver after the commit.

        ``before`` is her state. What ``loaded`` says of her is stored anew, so call it once in a transaction.
        """
        now = self.now()
        around = replace(
            self.participant_side.around(unit, loaded, now),
            paper_at=self.page_address,
            paper_code=devices.new_code,
        )
        after, events = self.engine.turn(before, inbound, now, around)
        language = after.language or "nl"
        heard = transcript.heard(
            inbound,
            events,
            before=before,
            language=language,
            engine=self.engine,
            languages=self.languages,
            now=now,
        )
        echoed = heard if inbound.address.channel in self.echoing else []
        shown = reading.goes_out(events, self.languages, language, both=after.both)
        deliveries = [*echoed, *_courtesies(inbound), *shown]
        if any(isinstance(event, Erased) for event in events):
            return self._erase(unit, loaded, deliveries, now)
        after = missed.keep(unit, inbound, after, events, wording=self.screening.wording, now=now)
        unit.save(loaded.contact, loaded.revision, after.to_json(), now)
        lines = [*transcript.of_resident(heard), *transcript.of_bot(events, deliveries)]
        unit.transcribe(loaded.contact, lines, now, now + timedelta(days=self.transcript_days))
        for_desk = self.resident_side.apply(unit, loaded, events, language, now)
        unit.record(loaded.contact, recorded(events), now)
        self.participant_side.apply(unit, loaded, inbound.content, after, events, now)
        for event in events:
            match event:
                case ReminderSet(action, due):
                    unit.set_timer(loaded.contact, reminders.KIND, action, due)
                case ReminderCancelled(action):
                    unit.cancel_timers(loaded.contact, reminders.KIND, action)
                case PaperAsked(code):
                    devices.offer(unit, code, inbound.address, now, LeadsTo.PAPER)
                case LimitReached(guide):
                    log.error("a guide runs in a circle", extra={"guide": guide})
                case _:
                    pass
        return [*unit.queue(loaded.contact, inbound.address, deliveries, now), *for_desk]

    def _erase(
        self, unit: Unit, loaded: Loaded, deliveries: Sequence[Delivery], now: datetime
    ) -> list[Outbound]:
        """Forget the contact; what still goes out belongs to nobody any more."""
        self.resident_side.erased(unit, loaded, now)
        self.participant_side.erased(unit, loaded, now)
        unit.end_notices(loaded.address)
        message_ids = tuple(unit.message_ids(loaded.contact, now - DELETABLE))
        unit.forget(loaded.contact)
        gone = [Delete(message_ids)] if message_ids else []
        said = [delivery for delivery in deliveries if isinstance(delivery, Say)]
        return unit.queue(None, loaded.address, [*gone, *said], now)


def stored_state(loaded: Loaded) -> State:
    """Return her state, a new one for who is new; raise ``ValueError`` for one of a newer version."""
    return State() if loaded.state is None else State.from_json(loaded.state)


def _courtesies(inbound: Inbound) -> list[Delivery]:
    """Return what tidies up at the channel: a message that was refused goes there as well."""
    if inbound.message_id is None or inbound.refusal is None:
        return []
    return [Delete((inbound.message_id,))]
