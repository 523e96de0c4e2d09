"""From her list to the page that is printed: each line in Dutch and, beside it, in her language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import segno
from markupsafe import Markup

from bot.flows import words
from bot.flows.expired import whom_to_ask
from bot.flows.message import Message
from bot.flows.sheet import Kind, Row
from bot.flows.text import Text
from bot.locale import SOURCE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.flows.lines import Line
    from bot.flows.sheet import Sheet
    from bot.web.page.parts import Parts


@dataclass(frozen=True)
class Beside:
    """A line in both languages; ``hers`` None: she reads Dutch."""

    kind: str
    dutch: str
    hers: str | None


@dataclass(frozen=True)
class Printed:
    """What the template fills in. ``code`` is the drawing of the code, ``until`` the last day it works."""

    head: tuple[Beside, ...]
    todo: tuple[tuple[Beside, ...], ...]
    done: tuple[Beside, ...]
    applications: tuple[tuple[Beside, ...], ...]
    person: tuple[Beside, ...]
    until: Beside
    code: str
    draft: bool


def printed(parts: Parts, sheet: Sheet, language: str, *, address: str, until: Line) -> Printed:
    """Put a list in both languages. ``address`` is where the code leads."""
    side = _Side(parts, language)
    todo = tuple(tuple(side.rows(rows)) for rows in sheet.todo)
    return Printed(
        head=tuple(side.lines(sheet.head)),
        todo=todo,
        done=tuple(side.rows(sheet.done)),
        applications=tuple(tuple(side.rows(rows)) for rows in sheet.applications),
        person=tuple(side.rows(sheet.person)),
        until=next(side.lines((until,))),
        code=drawn(address),
        draft=side.draft,
    )


def whole(line: str) -> str:
    """Return a line whose numbers are not broken at its end: half of one is another number."""
    return re.sub(r"(?<=\d) (?=\d)", "\N{NO-BREAK SPACE}", line)


def drawn(address: str) -> str:
    """Return the code that leads to an address, as a drawing for a page."""
    code = segno.make(address, error="m", micro=False)
    return Markup(code.svg_inline(border=4, omitsize=True))  # noqa: S704  drawn from our own address


class _Side:
    """Puts lines beside one another. ``draft``: nobody who speaks her language has checked all of them."""

    def __init__(self, parts: Parts, language: str) -> None:
        self._languages = parts.languages
        self._language = language
        self.draft = False

    def rows(self, rows: Iterable[Row]) -> Iterator[Beside]:
        """Yield rows in both languages; where a figure is out of date, whom to ask for it."""
        rows = tuple(rows)
        asked = whom_to_ask(Message(tuple(row.line for row in rows)))
        for row in (*rows, *(Row(Kind.TEXT, line) for line in asked)):
            dutch, hers = self._languages.line(row.line, SOURCE), self._hers(row)
            if dutch and row.kind is Kind.PHONE:
                yield Beside(row.kind.value, whole(dutch), None if hers is None else whole(hers))
            elif dutch:
                yield Beside(row.kind.value, dutch, hers)

    def lines(self, lines: Iterable[Line]) -> Iterator[Beside]:
        """Yield lines in both languages."""
        return self.rows(Row(Kind.TEXT, line) for line in lines)

    def _hers(self, row: Row) -> str | None:
        line = row.line
        if self._language == SOURCE:
            return None
        if row.dutch_only:
            return ""
        target = self._languages.by_code[self._language]
        if isinstance(line.text, Text):
            if target.forms(line.text) is None:
                return self._languages.translate(words.ONLY_DUTCH, self._language)
            self.draft = self.draft or not target.reviewed(line.text)
        return self._languages.line(line, self._language)
