"""Cases: what a person at the desk sees and does, in the transactions of the conversation."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy import bindparam

from bot.handoff.base import OPEN, Absence, Case, CaseState, LogLine, Team, Urgency
from bot.storage.base import Stale
from bot.storage.case_tables import absences, case_log, cases, team_settings
from bot.storage.contacts import Contacts
from bot.storage.part import INSERT
from bot.storage.tables import contacts

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date, datetime
    from typing import Any

    from bot.messages import JSON
    from bot.storage.base import Loaded

FIELDS = [column for column in cases.c if column is not cases.c.summary]
BY_ID = cases.c.id == bindparam("case_id")
IS_OPEN = cases.c.state.in_(sorted(OPEN))

CASE = sa.select(*FIELDS).where(BY_ID)
# The contact is locked before: whoever erases her holds that lock when this row changes.
HOLD_CASE = CASE.with_for_update()
SUMMARY = sa.select(cases.c.summary).where(BY_ID)
ADD = sa.insert(cases)
SAVE = sa.update(cases).where(BY_ID, cases.c.revision == bindparam("before"))
REMOVE = sa.delete(cases).where(BY_ID)
TAKE = (
    sa.update(contacts)
    .where(contacts.c.id == bindparam("of_contact"), contacts.c.case_id.is_(None))
    .values(case_id=bindparam("case_id"))
)
FOLLOW = (
    sa.update(contacts)
    .where(contacts.c.id == bindparam("of_contact"))
    .values(case_id=bindparam("case_id"), accompanied=bindparam("with_person"))
)
LET_GO = (
    sa.update(contacts)
    .where(contacts.c.case_id == bindparam("of_case"), contacts.c.id == bindparam("of_contact"))
    .values(case_id=None, accompanied=False)
)
OPEN_OF_TEAM = (
    sa.select(*FIELDS)
    .where(cases.c.team == bindparam("team"), cases.c.closed_at.is_(None), IS_OPEN)
    .order_by(cases.c.requested_at, cases.c.id)
)
CLOSED_OF_TEAM = (
    sa.select(*FIELDS)
    .where(cases.c.team == bindparam("team"), cases.c.closed_at >= bindparam("since"))
    .order_by(cases.c.closed_at.desc(), cases.c.id)
)
LAST = (
    sa.select(*FIELDS)
    .where(cases.c.contact == bindparam("contact"))
    .order_by(cases.c.closed_at.is_not(None), cases.c.requested_at.desc(), cases.c.id)
    .limit(1)
)
LATE = (
    sa.select(cases.c.id)
    .where(
        cases.c.closed_at.is_(None),
        sa.or_(
            sa.and_(cases.c.state == CaseState.WAITING.value, cases.c.last_at < bindparam("silent_since")),
            sa.and_(
                cases.c.state == CaseState.REQUESTED.value,
                cases.c.promised_at <= bindparam("now"),
                cases.c.overdue_at.is_(None),
                cases.c.answered_at.is_(None),
            ),
        ),
    )
    .order_by(cases.c.requested_at)
    .limit(bindparam("limit"))
)
ANSWERED = (
    sa.select(cases.c.requested_at, cases.c.answered_at)
    .where(cases.c.team == bindparam("team"), cases.c.answered_at >= bindparam("since"))
    .order_by(cases.c.answered_at)
)
REQUESTED = sa.select(sa.func.count()).where(
    cases.c.team == bindparam("team"), cases.c.requested_at >= bindparam("since")
)
UNEXPORTED = (
    sa.select(*FIELDS)
    .where(cases.c.closed_at.is_not(None), cases.c.exported_at.is_(None))
    .order_by(cases.c.closed_at)
    .limit(bindparam("limit"))
)
LOG = sa.insert(case_log)
LOGGED = sa.select(case_log).where(case_log.c.case == bindparam("case_id")).order_by(case_log.c.id)
TEAM = sa.select(team_settings).where(team_settings.c.team == bindparam("team"))
SET_TEAM = {
    dialect: (added := insert(team_settings)).on_conflict_do_update(
        index_elements=[team_settings.c.team],
        set_={name: added.excluded[name] for name in ("name", "answer_minutes", "daily_capacity")},
    )
    for dialect, insert in INSERT.items()
}
ABSENCES = (
    sa.select(absences)
    .where(absences.c.staff.in_(bindparam("staff", expanding=True)))
    .order_by(absences.c.first, absences.c.staff)
)
SET_ABSENCE = {
    dialect: (added := insert(absences)).on_conflict_do_update(
        index_elements=[absences.c.staff, absences.c.first],
        set_={name: added.excluded[name] for name in ("last", "replacement")},
    )
    for dialect, insert in INSERT.items()
}
END_ABSENCE = sa.delete(absences).where(
    absences.c.staff == bindparam("of_staff"), absences.c.first == bindparam("from_day")
)
MINUTE = timedelta(minutes=1)


class Cases(Contacts):
    """The part of a ``Unit`` about cases themselves."""

    def hold_case(self, case_id: str) -> tuple[Case, Loaded | None] | None:
        """Lock the contact of a case and then the case."""
        while True:
            seen = self.case(case_id)
            if seen is None:
                return None
            loaded = None if seen.contact is None else self.hold(seen.contact)
            row = self._connection.execute(HOLD_CASE, {"case_id": case_id}).one_or_none()
            if row is None:
                return None
            case = _case(row)
            if case.contact == (None if loaded is None else loaded.contact):
                return case, loaded
            # She erased herself in between: look again, the case may be gone with her.

    def add_case(self, case: Case, summary: dict[str, JSON]) -> None:
        """Store a new case as the open one of its contact."""
        self._connection.execute(ADD, _row(case) | {"id": case.id, "summary": summary})
        taken = self._connection.execute(TAKE, {"of_contact": case.contact, "case_id": case.id})
        if taken.rowcount != 1:
            raise Stale

    def save_case(self, case: Case) -> Case:
        """Store a changed case, and what a turn knows of it."""
        after = replace(case, revision=case.revision + 1)
        saved = self._connection.execute(SAVE, _row(after) | {"case_id": case.id, "before": case.revision})
        if saved.rowcount != 1:
            raise Stale
        if case.contact is not None and case.open:
            self._connection.execute(
                FOLLOW,
                {"of_contact": case.contact, "case_id": case.id, "with_person": case.accompanied},
            )
        elif case.contact is not None:
            self._connection.execute(LET_GO, {"of_contact": case.contact, "of_case": case.id})
        return after

    def delete_case(self, case_id: str) -> None:
        """Delete a case with all that was said in it."""
        case = self.case(case_id)
        if case is not None and case.contact is not None:
            self._connection.execute(LET_GO, {"of_contact": case.contact, "of_case": case_id})
        self._connection.execute(REMOVE, {"case_id": case_id})

    def case(self, case_id: str) -> Case | None:
        """Return a case as it is, without a lock."""
        row = self._connection.execute(CASE, {"case_id": case_id}).one_or_none()
        return None if row is None else _case(row)

    def case_summary(self, case_id: str) -> dict[str, JSON] | None:
        """Return what was handed over."""
        return self._connection.execute(SUMMARY, {"case_id": case_id}).scalar_one_or_none()

    def open_cases(self, team: str) -> Sequence[Case]:
        """Return the open cases of a team, the oldest first."""
        return [_case(row) for row in self._connection.execute(OPEN_OF_TEAM, {"team": team})]

    def closed_cases(self, team: str, since: datetime) -> Sequence[Case]:
        """Return the cases of a team that were closed since then, the last first."""
        found = self._connection.execute(CLOSED_OF_TEAM, {"team": team, "since": since})
        return [_case(row) for row in found]

    def last_case(self, contact: str) -> Case | None:
        """Return the case of this contact that was asked for last."""
        row = self._connection.execute(LAST, {"contact": contact}).one_or_none()
        return None if row is None else _case(row)

    def late_cases(self, now: datetime, *, silent_since: datetime, limit: int) -> Sequence[str]:
        """Return the ids of cases that need the clock."""
        found = self._connection.execute(LATE, {"now": now, "silent_since": silent_since, "limit": limit})
        return list(found.scalars())

    def answered_since(self, team: str, since: datetime) -> Sequence[tuple[datetime, datetime]]:
        """Return when each case was asked for and answered."""
        return [
            (row.requested_at, row.answered_at)
            for row in self._connection.execute(ANSWERED, {"team": team, "since": since})
        ]

    def requested_since(self, team: str, since: datetime) -> int:
        """Count the cases that were asked for since then."""
        return self._connection.execute(REQUESTED, {"team": team, "since": since}).scalar_one()

    def unexported(self, limit: int) -> Sequence[Case]:
        """Return closed cases that no archive has yet."""
        return [_case(row) for row in self._connection.execute(UNEXPORTED, {"limit": limit})]

    def log_case(self, case_id: str, line: LogLine) -> None:
        """Append who did what."""
        self._connection.execute(
            LOG,
            {"case": case_id, "at": line.at, "staff": line.staff, "role": line.role, "what": line.what},
        )

    def case_log(self, case_id: str) -> Sequence[LogLine]:
        """Return who did what, in order."""
        return [
            LogLine(at=row.at, staff=row.staff, role=row.role, what=row.what)
            for row in self._connection.execute(LOGGED, {"case_id": case_id})
        ]

    def team_settings(self, team: str) -> Team | None:
        """Return what the coordinator set."""
        row = self._connection.execute(TEAM, {"team": team}).one_or_none()
        if row is None:
            return None
        return Team(
            id=row.team,
            name=row.name,
            answer_time=timedelta(minutes=row.answer_minutes),
            daily_capacity=row.daily_capacity,
        )

    def set_team(self, team: Team) -> None:
        """Store what the coordinator set."""
        row = {
            "team": team.id,
            "name": team.name,
            "answer_minutes": team.answer_time // MINUTE,
            "daily_capacity": team.daily_capacity,
        }
        self._connection.execute(SET_TEAM[self._dialect], row)

    def absences(self, staff: Collection[str]) -> Sequence[Absence]:
        """Return when these are or will be away."""
        return [
            Absence(staff=row.staff, first=row.first, last=row.last, replacement=row.replacement)
            for row in self._connection.execute(ABSENCES, {"staff": sorted(staff)})
        ]

    def set_absence(self, absence: Absence) -> None:
        """Store an absence."""
        self._connection.execute(
            SET_ABSENCE[self._dialect],
            {
                "staff": absence.staff,
                "first": absence.first,
                "last": absence.last,
                "replacement": absence.replacement,
            },
        )

    def end_absence(self, staff: str, first: date) -> None:
        """Take an absence back."""
        self._connection.execute(END_ABSENCE, {"of_staff": staff, "from_day": first})


def _row(case: Case) -> dict[str, Any]:
    """Return the columns of a case that change."""
    row = {name: getattr(case, name) for name in cases.c.keys() if name not in {"id", "summary"}}  # noqa: SIM118  of a collection of columns
    return row | {"state": case.state.value, "urgency": case.urgency.value}


def _case(row: sa.Row[Any]) -> Case:
    fields: dict[str, Any] = row._asdict()
    return Case(**{**fields, "state": CaseState(row.state), "urgency": Urgency(row.urgency)})
