"""What was not understood, for the editor. No row leads to a contact."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy import bindparam

from bot.storage.base import Miss
from bot.storage.contacts import storable
from bot.storage.part import Part
from bot.storage.tables import misses

if TYPE_CHECKING:
    from collections.abc import Sequence

KEPT = timedelta(days=90)
"""How long a miss is kept, as docs/privacy.md says."""

ADD = sa.insert(misses)
CHOSE = (
    sa.update(misses)
    .where(misses.c.id == bindparam("miss"), misses.c.chosen.is_(None))
    .values(chosen=bindparam("next"))
)
SINCE = (
    sa.select(misses)
    .where(misses.c.day >= bindparam("since"))
    .order_by(misses.c.day, misses.c.language, misses.c.words, misses.c.id)
)


class Misses(Part):
    """The part of a ``Unit`` about what was not understood."""

    def miss(self, miss: Miss) -> str:
        """Keep a miss; return its id, which says nothing of when or whose."""
        name = str(uuid4())
        row = {
            "id": name,
            "day": miss.day.isoformat(),
            "language": miss.language,
            "words": storable(miss.words),
            "guide": miss.guide,
            "step": miss.step,
            "chosen": miss.chosen,
        }
        self._connection.execute(ADD, row)
        return name

    def chose(self, miss: str, chosen: str) -> None:
        """Note what was chosen after a miss, the first time; nothing where it is gone by now."""
        self._connection.execute(CHOSE, {"miss": miss, "next": chosen})

    def misses(self, since: date) -> Sequence[Miss]:
        """Return the misses from this day on, by day, language and words."""
        rows = self._connection.execute(SINCE, {"since": since.isoformat()})
        return [
            Miss(
                day=date.fromisoformat(row.day),
                language=row.language,
                words=row.words,
                guide=row.guide,
                step=row.step,
                chosen=row.chosen,
            )
            for row in rows
        ]
