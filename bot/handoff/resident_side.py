"""What becomes of a case by what the resident does, in the transaction of her turn."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.flows.events import CaseRequested, CaseWithdrawn, QuestionOfDeskAnswered, SaidToPerson
from bot.flows.lines import Line
from bot.flows.text import Text
from bot.handoff.base import Case, CaseState, Entry, LogLine, Urgency
from bot.handoff.states import moved
from bot.handoff.summaries import summary_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from bot.flows.events import Event
    from bot.handoff.base import Kind
    from bot.handoff.office import Office
    from bot.locale import Languages
    from bot.messages import JSON, Outbound
    from bot.storage.base import Loaded, Unit

RESIDENT = "inwoner"
"""Her role in the log."""

ERASED = "erased"
"""The outcome of a case whose resident erased herself."""

ASKED_ANEW = "asked-anew"
"""The outcome of a case that was given back to the bot, once she asks a person again."""

ANSWER = Text("core/desk.answer-value", "{answer}")


@dataclass(frozen=True, kw_only=True)
class ResidentSide:
    """Applies the events of a turn that are about a case."""

    office: Office
    languages: Languages

    def apply(
        self, unit: Unit, loaded: Loaded, events: Iterable[Event], language: str, now: datetime
    ) -> list[Outbound]:
        """Store what the resident did. Call it under the lock of the contact.

        Returns what goes out to the desk, queued already.
        """
        outbounds: list[Outbound] = []
        for event in events:
            match event:
                case CaseRequested():
                    self._request(unit, loaded, event, language, now)
                    outbounds += self.office.call(unit, self.office.team, now)
                case CaseWithdrawn():
                    self._withdraw(unit, loaded, now)
                case SaidToPerson(text):
                    self._said(unit, loaded, Written("text", text, language), now)
                case QuestionOfDeskAnswered(question, answer):
                    line = Line(ANSWER, {"answer": answer})
                    own = self.languages.line(line, language)
                    dutch = self.languages.line(line, "nl")
                    self._said(
                        unit, loaded, Written("answer", dutch, "nl", {"question": question, "own": own}), now
                    )
                case _:
                    pass
        return outbounds

    def erased(self, unit: Unit, loaded: Loaded, now: datetime) -> None:
        """End her case before she is forgotten: nobody at the desk can reach her any more."""
        case = None if loaded.case_id is None else unit.case(loaded.case_id)
        if case is None:
            return
        if case.state is CaseState.REQUESTED:
            unit.delete_case(case.id)
            unit.announce(case.team, case.id, "withdrawn", now)
            return
        unit.log_case(case.id, LogLine(at=now, staff=None, role=RESIDENT, what=ERASED))
        unit.save_case(self._closed(case, ERASED, now))
        unit.announce(case.team, case.id, "closed", now)

    def _request(
        self, unit: Unit, loaded: Loaded, request: CaseRequested, language: str, now: datetime
    ) -> None:
        self._end_released(unit, loaded, now)
        case = Case(
            id=request.reference,
            contact=loaded.contact,
            team=self.office.team,
            state=CaseState.REQUESTED,
            language=language,
            urgency=urgency(request, now.date()),
            requested_at=now,
            promised_at=request.promised_at,
            last_at=now,
            about="" if request.about is None else request.about.source,
            deadline=request.deadline,
            offered_to=self.office.offered_to(unit, loaded.contact, now),
        )
        unit.add_case(case, summary_of(request, self.languages, language, now).to_json())
        unit.log_case(case.id, LogLine(at=now, staff=None, role=RESIDENT, what="requested"))
        unit.announce(case.team, case.id, "requested", now)

    def _end_released(self, unit: Unit, loaded: Loaded, now: datetime) -> None:
        """Close the case that was given back to the bot: she asks anew."""
        before = None if loaded.case_id is None else unit.case(loaded.case_id)
        if before is not None and before.state is CaseState.RELEASED:
            unit.save_case(self._closed(before, ASKED_ANEW, now))
            unit.announce(before.team, before.id, "closed", now)

    def _closed(self, case: Case, outcome: str, now: datetime) -> Case:
        expires = now + timedelta(days=self.office.case_days)
        return replace(
            moved(case, CaseState.CLOSED), closed_at=now, outcome=outcome, expires_at=expires, offered_to=None
        )

    def _withdraw(self, unit: Unit, loaded: Loaded, now: datetime) -> None:
        case = None if loaded.case_id is None else unit.case(loaded.case_id)
        if case is None or case.state is not CaseState.REQUESTED:
            return
        unit.delete_case(case.id)
        unit.announce(case.team, case.id, "withdrawn", now)

    def _said(self, unit: Unit, loaded: Loaded, written: Written, now: datetime) -> None:
        case = None if loaded.case_id is None else unit.case(loaded.case_id)
        if case is None:
            return
        unit.add_entry(
            Entry(
                case=case.id,
                at=now,
                by="resident",
                kind=written.kind,
                text=written.text,
                language=written.language,
                body=written.body,
            )
        )
        # Who was waited for has written: the case is with the desk again.
        state = CaseState.CLAIMED if case.state is CaseState.WAITING else case.state
        unit.save_case(replace(case, state=state, last_at=now))
        unit.announce(case.team, case.id, "said", now)


@dataclass(frozen=True)
class Written:
    """What she wrote or chose, as the desk reads it."""

    kind: Kind
    text: str
    language: str
    body: Mapping[str, JSON] = field(default_factory=dict)


def urgency(request: CaseRequested, today: date) -> Urgency:
    """Return how soon somebody should look."""
    if request.urgent or (request.nearest is not None and request.nearest <= today):
        return Urgency.NOW
    if request.nearest is not None and request.nearest <= request.promised_at.date():
        return Urgency.SOON
    return Urgency.NORMAL
