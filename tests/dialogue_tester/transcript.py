"""A dialogue as a file: what a resident does, and every word that she sees."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.read_yaml import read_yaml

if TYPE_CHECKING:
    from collections.abc import Sequence

FOLDER = Path(__file__).parents[1] / "dialogues"

START = datetime.fromisoformat("2026-11-23T10:00+01:00")
"""A Monday morning, and the day on which a dialogue happens that says nothing else."""

BETWEEN = "---"
"""The line between two messages."""

SEEN = frozenset({"writes", "presses", "sends", "later", "helper"})
"""The kinds of turn to which the bot may say something; each has ``sees``."""

UNSEEN = frozenset({"restart", "forgotten"})
"""The kinds of turn that are about the bot itself."""

INDENT = "      "


@dataclass(frozen=True)
class Turn:
    """One thing that happens: a kind of ``SEEN`` or ``UNSEEN``.

    ``helper``: a begeleider in the library puts something before her, see ``helper.py``.
    """

    line: int
    kind: str
    value: Any
    sees: str

    @property
    def wait(self) -> timedelta:
        """How much time passes in a ``later`` turn."""
        return timedelta(**self.value)


@dataclass(frozen=True)
class Transcript:
    """A whole dialogue. ``language`` is that of the resident's phone; ``voice``: messages can be heard.

    ``desk``: a person of the municipality can be asked in the chat.
    """

    path: Path
    about: str
    language: str
    starts: datetime
    turns: tuple[Turn, ...]
    voice: bool = False
    desk: bool = False

    @property
    def name(self) -> str:
        """What a test calls it."""
        return self.path.relative_to(FOLDER).with_suffix("").as_posix()


def paths() -> list[Path]:
    """Return every dialogue there is."""
    return sorted(FOLDER.rglob("*.yaml"))


def read(path: Path) -> Transcript:
    """Read a dialogue; raise ``ValueError`` (``file:line: …``) for one that is not well-formed."""
    text = path.read_text(encoding="utf-8")
    fields = read_yaml(path)
    lines = [number for number, line in enumerate(text.splitlines(), start=1) if line.startswith("  - ")]
    raw_turns = fields.pop("turns")
    unknown = fields.keys() - {"about", "language", "starts", "voice", "desk"}
    if unknown:
        raise ValueError(f"{path}:1: unknown field {min(unknown)}")
    return Transcript(
        path=path,
        about=fields["about"],
        language=fields["language"],
        starts=datetime.fromisoformat(fields["starts"]) if "starts" in fields else START,
        turns=tuple(_turn(path, line, raw) for line, raw in zip(lines, raw_turns, strict=True)),
        voice=fields.get("voice", False),
        desk=fields.get("desk", False),
    )


def rewrite(path: Path, sees: Sequence[str]) -> None:
    """Put what was seen at each turn into the file; everything else in it stays as it is."""
    head, *turns = re.split(r"(?m)^(?=  - )", path.read_text(encoding="utf-8"))
    rewritten = [head]
    for turn, seen in zip(turns, sees, strict=True):
        rest = re.sub(r"(?m)^    sees:.*\n(?:(?:      .*)?\n)*", "", turn.rstrip() + "\n")
        kind = re.match(r"  - (\w+):", rest)
        has_sees = kind is not None and kind[1] in SEEN
        rewritten.append(rest + (_block(seen) if has_sees else ""))
    path.write_text("".join(rewritten), encoding="utf-8")


def _block(seen: str) -> str:
    if not seen:
        return '    sees: ""\n'
    body = "\n".join(f"{INDENT}{line}" if line else "" for line in seen.splitlines())
    return f"    sees: |\n{body}\n"


def _turn(path: Path, line: int, raw: dict[str, Any]) -> Turn:
    kinds = raw.keys() & (SEEN | UNSEEN)
    if len(kinds) != 1:
        raise ValueError(f"{path}:{line}: a turn is one of {sorted(SEEN | UNSEEN)}, not {sorted(kinds)}")
    kind = kinds.pop()
    if (kind in SEEN) != ("sees" in raw) or raw.keys() - {kind, "sees"}:
        raise ValueError(f"{path}:{line}: a turn has what happens and, if the bot may answer, 'sees'")
    return Turn(line, kind, raw[kind], raw.get("sees", "").rstrip("\n"))
