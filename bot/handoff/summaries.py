"""What is handed over, as it is stored: every line in Dutch and in her own language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.flows.events import CaseRequested
    from bot.locale import Languages
    from bot.messages import JSON

SECTIONS = ("question", "who", "answers", "steps", "organisations", "help")
"""In this order a klantmanager reads it."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line: ``nl`` for the desk, ``own`` as she read it. ``sensitive``: she chose it herself."""

    id: str
    section: str
    nl: str
    own: str
    sensitive: bool


@dataclass(frozen=True, kw_only=True)
class Summary:
    """What she agreed to send, and when she agreed. Only what she let go along is in it."""

    language: str
    consented_at: datetime
    lines: tuple[Line, ...]

    def of(self, section: str) -> tuple[Line, ...]:
        """Return the lines of one section."""
        return tuple(line for line in self.lines if line.section == section)

    def line(self, line_id: str) -> Line | None:
        """Return one line, None where she did not send it."""
        return next((line for line in self.lines if line.id == line_id), None)

    def to_json(self) -> dict[str, JSON]:
        """Return the stored form."""
        return {
            "language": self.language,
            "consented_at": self.consented_at.isoformat(),
            "lines": [
                {
                    "id": line.id,
                    "section": line.section,
                    "nl": line.nl,
                    "own": line.own,
                    "sensitive": line.sensitive,
                }
                for line in self.lines
            ],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Summary:
        """Read the stored form."""
        return cls(
            language=data["language"],
            consented_at=datetime.fromisoformat(data["consented_at"]),
            lines=tuple(Line(**line) for line in data["lines"]),
        )


def summary_of(request: CaseRequested, languages: Languages, language: str, at: datetime) -> Summary:
    """Render what she sent, in the order in which it is read."""
    ordered = sorted(request.lines, key=lambda line: SECTIONS.index(line.section))
    return Summary(
        language=language,
        consented_at=at,
        lines=tuple(
            Line(
                id=line.id,
                section=line.section,
                nl=languages.line(line.line, "nl").strip(),
                own=languages.line(line.line, language).strip(),
                sensitive=line.sensitive,
            )
            for line in ordered
            if line.included
        ),
    )
