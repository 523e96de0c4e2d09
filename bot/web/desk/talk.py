"""What was said in a case, as it is shown: who, when, whether it arrived, and in which language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.web.desk import wording

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.handoff.base import Entry, LogLine
    from bot.locale import Languages


@dataclass(frozen=True, kw_only=True)
class Said:
    """One thing that was said. ``foreign``: in a language that is not Dutch.

    ``translated`` is what a translation server makes of it, None where there is none.
    """

    id: int
    by: str
    who: str
    at: str
    iso: str
    text: str
    language: str
    direction: str
    foreign: bool
    delivered: str | None
    translated: str | None = None


def direction(languages: Languages, language: str) -> str:
    """Return the direction in which a language is written; Dutch's for one that is not here."""
    known = languages.by_code.get(language)
    return "ltr" if known is None else known.direction


def said(
    entry: Entry, languages: Languages, names: Mapping[str, str], now: datetime, translated: str | None
) -> Said:
    """Return one thing that was said, as it is shown."""
    language = entry.language or "nl"
    who = {"resident": "Inwoner", "bot": "Gids", "note": "Notitie"}.get(entry.by, "")
    if entry.staff is not None:
        name = names.get(entry.staff, "een collega")
        who = f"Notitie van {name}" if entry.by == "note" else name
    return Said(
        id=entry.id,
        by=entry.by,
        who=who or "Medewerker",
        at=wording.moment(entry.at, now),
        iso=wording.iso(entry.at),
        text=entry.text,
        language=language,
        direction=direction(languages, language),
        foreign=language != "nl",
        delivered=None if entry.delivered is None else wording.DELIVERED[entry.delivered],
        translated=translated,
    )


def logged(line: LogLine, names: Mapping[str, str], now: datetime) -> str:
    """Return who did what, as a sentence."""
    who = names.get(line.staff or "") or wording.ROLES.get(line.role, line.role)
    return f"{wording.moment(line.at, now)} · {who} {wording.LOG.get(line.what, line.what)}"
