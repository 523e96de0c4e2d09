"""Groups, who helps in them and who sits where, in the transactions of the conversation."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, cast

import sqlalchemy as sa
from sqlalchemy import bindparam

from bot.groups.base import SEATS, Group, Helper, Seat, Share
from bot.storage.base import Stale
from bot.storage.contacts import Contacts
from bot.storage.group_tables import group_helpers, group_seats, group_tallies, groups
from bot.storage.part import INSERT
from bot.storage.tables import contacts, events
from bot.tokens import new_letters

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date
    from typing import Any

    from bot.messages import JSON
    from bot.storage.base import Loaded

BY_ID = groups.c.id == bindparam("group_id")
RUNNING = sa.and_(groups.c.ended_at.is_(None), groups.c.ends_at > bindparam("now"))

ADD = sa.insert(groups)
SAVE = sa.update(groups).where(BY_ID)
GROUP = sa.select(groups).where(BY_ID)
HOLD_GROUP = GROUP.with_for_update()
OF_CODE = sa.select(groups).where(groups.c.code == bindparam("of_code"), RUNNING)
OF_TEAM = (
    sa.select(groups)
    .where(groups.c.team == bindparam("of_team"), RUNNING)
    .order_by(groups.c.opened_at, groups.c.id)
)
# Two lookups, since one with OR would read the whole table.
PAST = sa.select(groups.c.id).where(groups.c.ended_at.is_(None), groups.c.ends_at <= bindparam("now"))
LEFT_OVER = sa.select(groups.c.id).where(
    groups.c.ended_at <= bindparam("now"), sa.exists().where(group_seats.c.group == groups.c.id)
)
SAVE_HELPER = {
    dialect: (added := insert(group_helpers)).on_conflict_do_update(
        index_elements=[group_helpers.c.group, group_helpers.c.staff],
        set_={name: added.excluded[name] for name in ("name", "joined_at", "left_at")},
    )
    for dialect, insert in INSERT.items()
}
HELPERS_OF = (
    sa.select(group_helpers)
    .where(group_helpers.c.group == bindparam("of_group"))
    .order_by(group_helpers.c.joined_at, group_helpers.c.staff)
)

SEAT = sa.select(group_seats).where(group_seats.c.id == bindparam("of_seat"))
SEATS_OF = (
    sa.select(group_seats).where(group_seats.c.group == bindparam("of_group")).order_by(group_seats.c.number)
)
TAKEN = sa.select(group_seats.c.number).where(group_seats.c.group == bindparam("of_group"))
ADD_SEAT = sa.insert(group_seats)
SAVE_SEAT = sa.update(group_seats).where(group_seats.c.id == bindparam("of_seat"))
REMOVE_SEAT = sa.delete(group_seats).where(group_seats.c.id == bindparam("of_seat"))
SIT = (
    sa.update(contacts)
    .where(contacts.c.id == bindparam("of_contact"), contacts.c.seat_id.is_(None))
    .values(seat_id=bindparam("of_seat"))
)
STAND_UP = (
    sa.update(contacts)
    .where(contacts.c.id == bindparam("of_contact"), contacts.c.seat_id == bindparam("of_seat"))
    .values(seat_id=None)
)
STATE = sa.select(contacts.c.state, contacts.c.accompanied).where(contacts.c.id == bindparam("of_contact"))
EVENTS = (
    sa.select(events.c.body)
    .where(events.c.contact == bindparam("of_contact"), events.c.at >= bindparam("since"))
    .order_by(events.c.id)
)

TALLY = {
    dialect: insert(group_tallies).on_conflict_do_update(
        index_elements=[group_tallies.c.team, group_tallies.c.month, group_tallies.c.cell],
        set_={"people": group_tallies.c.people + 1},
    )
    for dialect, insert in INSERT.items()
}
TALLIES = sa.select(group_tallies.c.cell, group_tallies.c.people).where(
    group_tallies.c.team == bindparam("of_team"), group_tallies.c.month == bindparam("of_month")
)


class Groups(Contacts):
    """The part of a ``Unit`` about groups (see ``bot.groups.base``)."""

    def add_group(self, group: Group) -> None:
        """Store a new group."""
        self._connection.execute(ADD, _group_row(group) | {"id": group.id})

    def save_group(self, group: Group) -> None:
        """Store a changed group."""
        self._connection.execute(SAVE, _group_row(group) | {"group_id": group.id})

    def group(self, group_id: str) -> Group | None:
        """Return a group as it is, without a lock."""
        row = self._connection.execute(GROUP, {"group_id": group_id}).one_or_none()
        return None if row is None else Group(**row._asdict())

    def hold_group(self, group_id: str) -> Group | None:
        """Lock a group and return it."""
        row = self._connection.execute(HOLD_GROUP, {"group_id": group_id}).one_or_none()
        return None if row is None else Group(**row._asdict())

    def group_of_code(self, code: str, now: datetime) -> Group | None:
        """Return the running group with this code."""
        row = self._connection.execute(OF_CODE, {"of_code": code, "now": now}).one_or_none()
        return None if row is None else Group(**row._asdict())

    def groups_of(self, team: str, now: datetime) -> Sequence[Group]:
        """Return the running groups of a team, the oldest first."""
        found = self._connection.execute(OF_TEAM, {"of_team": team, "now": now})
        return [Group(**row._asdict()) for row in found]

    def overdue_groups(self, now: datetime, limit: int) -> Sequence[str]:
        """Return the ids of groups whose time is over, and of ended ones where somebody still has a seat."""
        past = self._connection.execute(PAST, {"now": now}).scalars()
        left = self._connection.execute(LEFT_OVER, {"now": now}).scalars()
        return sorted({*past, *left})[:limit]

    def save_helper(self, helper: Helper) -> None:
        """Store a helper of a group, new or changed."""
        row = {
            "group": helper.group,
            "staff": helper.staff,
            "name": helper.name,
            "joined_at": helper.joined_at,
            "left_at": helper.left_at,
        }
        self._connection.execute(SAVE_HELPER[self._dialect], row)

    def helpers(self, group_id: str) -> Sequence[Helper]:
        """Return who helps in a group or did, the first first."""
        found = self._connection.execute(HELPERS_OF, {"of_group": group_id})
        return [Helper(**row._asdict()) for row in found]

    def take_seat(self, group_id: str, contact: str, language: str, now: datetime) -> Seat | None:
        """Give a contact the lowest free seat; None where the group is full or runs no more."""
        group = self.hold_group(group_id)
        if group is None or not group.running(now):
            return None
        taken = set(self._connection.execute(TAKEN, {"of_group": group_id}).scalars())
        free = next((number for number in range(1, SEATS + 1) if number not in taken), None)
        if free is None:
            return None
        seat = Seat(
            id=new_letters(),
            group=group_id,
            number=free,
            contact=contact,
            language=language,
            joined_at=now,
            last_at=now,
        )
        sat = self._connection.execute(SIT, {"of_contact": contact, "of_seat": seat.id})
        if sat.rowcount != 1:
            raise Stale
        self._connection.execute(ADD_SEAT, _seat_row(seat) | {"id": seat.id})
        return seat

    def seat(self, seat_id: str) -> Seat | None:
        """Return a seat as it is, without a lock."""
        row = self._connection.execute(SEAT, {"of_seat": seat_id}).one_or_none()
        return None if row is None else _seat(row)

    def seats(self, group_id: str) -> Sequence[Seat]:
        """Return the seats of a group, by number."""
        return [_seat(row) for row in self._connection.execute(SEATS_OF, {"of_group": group_id})]

    def hold_seat(self, seat_id: str) -> tuple[Seat, Loaded] | None:
        """Lock the contact of a seat and return both."""
        seen = self.seat(seat_id)
        loaded = None if seen is None else self.hold(seen.contact)
        # Whoever left meanwhile held that lock: look again, now that it is here.
        seat = None if loaded is None else self.seat(seat_id)
        return None if seat is None or loaded is None else (seat, loaded)

    def save_seat(self, seat: Seat) -> None:
        """Store a changed seat; with ``left_at`` remove it."""
        if seat.left_at is None:
            self._connection.execute(SAVE_SEAT, _seat_row(seat) | {"of_seat": seat.id})
            return
        self._connection.execute(STAND_UP, {"of_contact": seat.contact, "of_seat": seat.id})
        self._connection.execute(REMOVE_SEAT, {"of_seat": seat.id})

    def pass_seat(self, seat: Seat, contact: str) -> None:
        """Store a seat as that of another contact."""
        self._connection.execute(STAND_UP, {"of_contact": seat.contact, "of_seat": seat.id})
        sat = self._connection.execute(SIT, {"of_contact": contact, "of_seat": seat.id})
        if sat.rowcount != 1:
            raise Stale
        self.save_seat(replace(seat, contact=contact))

    def state_of(self, contact: str) -> tuple[dict[str, JSON] | None, bool]:
        """Return the state of a contact and whether a person has the conversation, without a lock."""
        row = self._connection.execute(STATE, {"of_contact": contact}).one_or_none()
        return (None, False) if row is None else (row.state, row.accompanied)

    def events_since(self, contact: str, since: datetime) -> Sequence[dict[str, JSON]]:
        """Return what was recorded of a contact since then, in order."""
        found = self._connection.execute(EVENTS, {"of_contact": contact, "since": since})
        return list(found.scalars())

    def tally(self, team: str, month: date, cells: Collection[str]) -> None:
        """Count one person more in each of these cells."""
        # In one order, so that two who count at once do not wait for one another.
        rows = [{"team": team, "month": month, "cell": cell, "people": 1} for cell in sorted(set(cells))]
        if rows:
            self._connection.execute(TALLY[self._dialect], rows)

    def tallies(self, team: str, month: date) -> Mapping[str, int]:
        """Return how many people each cell counts."""
        found = self._connection.execute(TALLIES, {"of_team": team, "of_month": month})
        return {row.cell: row.people for row in found}


def _group_row(group: Group) -> dict[str, Any]:
    return {name: getattr(group, name) for name in groups.c.keys() if name != "id"}  # noqa: SIM118  of a collection of columns


def _seat_row(seat: Seat) -> dict[str, Any]:
    row = {name: getattr(seat, name) for name in group_seats.c.keys() if name != "id"}  # noqa: SIM118  as above
    return row | {
        "share": seat.share.value,
        "refused": dict.fromkeys(sorted(seat.refused), 1),
        "seen": {staff: at.isoformat() for staff, at in seat.seen.items()},
    }


def _seat(row: sa.Row[Any]) -> Seat:
    fields: dict[str, Any] = row._asdict()
    seen = cast("dict[str, str]", row.seen)
    return Seat(
        **{
            **fields,
            "share": Share(row.share),
            "refused": frozenset(row.refused),
            "seen": {staff: datetime.fromisoformat(at) for staff, at in seen.items()},
        }
    )
