"""The accounts of staff and their sessions."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy import bindparam

from bot.messages import Address
from bot.staff.base import Account, Role, Session
from bot.storage.part import INSERT, Part
from bot.storage.tables import staff, staff_sessions

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

LOCK_ACCOUNT = sa.select(staff).where(staff.c.username == bindparam("username")).with_for_update()
ACCOUNTS = sa.select(staff).order_by(staff.c.username)
SAVE_ACCOUNT = {
    dialect: (insert_ := insert(staff)).on_conflict_do_update(
        index_elements=[staff.c.username],
        set_={
            column.name: insert_.excluded[column.name] for column in staff.columns if not column.primary_key
        },
    )
    for dialect, insert in INSERT.items()
}
END_NOTICES = (
    sa.update(staff)
    .where(
        staff.c.notices_channel == bindparam("of_channel"), staff.c.notices_address == bindparam("of_address")
    )
    .values(notices_channel=None, notices_address=None)
)
SESSION = sa.select(
    staff_sessions.c.digest,
    staff_sessions.c.username,
    staff_sessions.c.csrf,
    staff_sessions.c.created_at,
    staff_sessions.c.last_at,
    staff_sessions.c.second,
).where(staff_sessions.c.digest == bindparam("digest"))
ACCOUNT = sa.select(staff).where(staff.c.username == bindparam("username"))
SAVE_SESSION = {
    dialect: (insert_ := insert(staff_sessions)).on_conflict_do_update(
        index_elements=[staff_sessions.c.digest],
        set_={name: insert_.excluded[name] for name in ("last_at", "second")},
    )
    for dialect, insert in INSERT.items()
}
END_SESSION = sa.delete(staff_sessions).where(staff_sessions.c.digest == bindparam("of_digest"))
END_SESSIONS = sa.delete(staff_sessions).where(staff_sessions.c.username == bindparam("of_username"))
EXPIRE_SESSIONS = sa.delete(staff_sessions).where(
    sa.or_(
        staff_sessions.c.last_at < bindparam("idle_before"),
        staff_sessions.c.created_at < bindparam("created_before"),
    )
)


class StoredAccounts(Part):
    """The part of a ``Unit`` about staff: ``bot.staff.base.Accounts``."""

    def account(self, username: str) -> Account | None:
        """Lock and return the account of this name, None where there is none."""
        row = self._connection.execute(LOCK_ACCOUNT, {"username": username}).one_or_none()
        return None if row is None else _account(row)

    def accounts(self) -> Sequence[Account]:
        """Return all accounts, by name."""
        return [_account(row) for row in self._connection.execute(ACCOUNTS)]

    def save_account(self, account: Account) -> None:
        """Add the account, or store all of it again."""
        self._connection.execute(SAVE_ACCOUNT[self._dialect], _row(account))

    def end_notices(self, address: Address) -> None:
        """Send no notices to this address any more."""
        where = {"of_channel": address.channel, "of_address": address.id}
        self._connection.execute(END_NOTICES, where)

    def session(self, digest: str) -> tuple[Session, Account] | None:
        """Return a session with its account, None where it is not known."""
        row = self._connection.execute(SESSION, {"digest": digest}).one_or_none()
        if row is None:
            return None
        account = self._connection.execute(ACCOUNT, {"username": row.username}).one()
        return Session(**row._mapping), _account(account)  # noqa: SLF001  SQLAlchemy's name for a row as a mapping

    def save_session(self, session: Session) -> None:
        """Add the session, or store its last use and its second factor."""
        self._connection.execute(SAVE_SESSION[self._dialect], asdict(session))

    def end_session(self, digest: str) -> None:
        """Forget one session."""
        self._connection.execute(END_SESSION, {"of_digest": digest})

    def end_sessions(self, username: str) -> None:
        """Forget all sessions of an account."""
        self._connection.execute(END_SESSIONS, {"of_username": username})

    def expire_sessions(self, *, idle_before: datetime, created_before: datetime) -> int:
        """Forget sessions that had their time; return how many."""
        times = {"idle_before": idle_before, "created_before": created_before}
        return self._connection.execute(EXPIRE_SESSIONS, times).rowcount


def _row(account: Account) -> dict[str, Any]:
    row = {**asdict(account), "role": account.role.value}
    del row["notices"]
    at = account.notices
    return row | {
        "notices_channel": None if at is None else at.channel,
        "notices_address": None if at is None else at.id,
    }


def _account(row: sa.Row[*tuple[Any, ...]]) -> Account:
    values = dict(row._mapping)  # noqa: SLF001  SQLAlchemy's name for a row as a mapping
    channel, address = values.pop("notices_channel"), values.pop("notices_address")
    at = None if channel is None else Address(channel, address)
    return Account(**{**values, "role": Role(values["role"]), "notices": at})
