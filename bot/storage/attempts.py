"""How often something was tried: logging in, guessing a code."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy import bindparam

from bot.storage.part import INSERT, Part
from bot.storage.tables import attempts

if TYPE_CHECKING:
    from datetime import datetime, timedelta

_OVER = attempts.c.until <= bindparam("now")

ATTEMPT = {
    dialect: (statement := insert(attempts).values(tries=1))
    .on_conflict_do_update(
        index_elements=[attempts.c.bucket],
        set_={
            "tries": sa.case((_OVER, 1), else_=attempts.c.tries + 1),
            "until": sa.case((_OVER, statement.excluded.until), else_=attempts.c.until),
        },
    )
    .returning(attempts.c.tries)
    for dialect, insert in INSERT.items()
}
EXPIRE = sa.delete(attempts).where(attempts.c.until <= bindparam("now"))


class Attempts(Part):
    """The part of a ``Unit`` that counts tries."""

    def attempt(self, bucket: str, now: datetime, *, within: timedelta) -> int:
        """Count one more try in this bucket; return how many there were within the time."""
        row = {"bucket": bucket, "until": now + within, "now": now}
        tries: int = self._connection.execute(ATTEMPT[self._dialect], row).scalar_one()
        return tries

    def expire_attempts(self, now: datetime) -> int:
        """Delete the counts whose time is over; return how many."""
        return self._connection.execute(EXPIRE, {"now": now}).rowcount
