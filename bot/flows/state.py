"""Everything the engine knows of a contact, as frozen data that is JSON at rest.

What is known of the person whom it is about, herself or somebody else, is in ``subject``.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from bot.flows.subject import Subject, Whom, subject_from_json, subject_to_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.messages import JSON

FORMAT = 1
"""Version of the stored form; ``State.from_json`` reads this one and older ones."""


class Reading(StrEnum):
    """When she wants messages read aloud."""

    ALWAYS = "always"
    ASKED = "asked"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Screen:
    """A question of the bot's own that lies over the guide, such as the menu.

    ``kind`` names a module of ``bot/flows/screens``; ``data`` is what it needs.
    """

    kind: str
    data: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class State:
    """A contact. ``prompt`` numbers what was shown, so that old buttons are known as old.

    ``in_dutch``: what she saw last was shown in Dutch. ``sparing``: sound costs her too
    much data, so none goes out unasked. ``reading_offered``: she was asked once whether
    to read everything aloud. ``draft``: what she has told so far for a person, before it is
    sent. ``beside``: she goes on with the bot while a person has her case. ``closed_until``:
    the opening of the office of which she was told that nobody is there before. ``missed``: the last thing
    she wrote was not understood, and is kept under this id. ``both``: below each message in her
    language stands the same in Dutch.
    """

    language: str | None = None
    whom: Whom | None = None
    subjects: Mapping[Whom, Subject] = field(default_factory=lambda: {Whom.SELF: Subject()})
    screen: Screen | None = None
    prompt: int = 0
    misses: int = 0
    quiet: bool = False
    in_dutch: bool = False
    reading: Reading = Reading.ASKED
    sparing: bool = False
    reading_offered: bool = False
    draft: Mapping[str, str] = field(default_factory=dict)
    beside: bool = False
    closed_until: str = ""
    missed: str | None = None
    both: bool = False

    @property
    def subject(self) -> Subject:
        """The person whom the conversation is about now."""
        return self.subjects.get(self.whom or Whom.SELF, Subject())

    def with_subject(self, subject: Subject) -> State:
        """Return the state with the current subject replaced."""
        return replace(self, subjects={**self.subjects, self.whom or Whom.SELF: subject})

    def to_json(self) -> dict[str, JSON]:
        """Return the stored form."""
        return {
            "format": FORMAT,
            "language": self.language,
            "whom": self.whom,
            "subjects": {whom.value: subject_to_json(subject) for whom, subject in self.subjects.items()},
            "screen": None
            if self.screen is None
            else {"kind": self.screen.kind, "data": dict(self.screen.data)},
            "prompt": self.prompt,
            "misses": self.misses,
            "quiet": self.quiet,
            "in_dutch": self.in_dutch,
            "reading": self.reading.value,
            "sparing": self.sparing,
            "reading_offered": self.reading_offered,
            "draft": dict(self.draft),
            "beside": self.beside,
            "closed_until": self.closed_until,
            "missed": self.missed,
            "both": self.both,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> State:
        """Read the stored form; raise ``ValueError`` for one from a newer version."""
        if data["format"] > FORMAT:
            raise ValueError("this state was stored by a newer version of Wegwijs")
        screen = data["screen"]
        return cls(
            language=data["language"],
            whom=None if data["whom"] is None else Whom(data["whom"]),
            subjects={Whom(whom): subject_from_json(raw) for whom, raw in data["subjects"].items()},
            screen=None if screen is None else Screen(screen["kind"], screen["data"]),
            prompt=data["prompt"],
            misses=data["misses"],
            quiet=data["quiet"],
            in_dutch=data.get("in_dutch", False),
            reading=Reading(data.get("reading", Reading.ASKED)),
            sparing=data.get("sparing", False),
            reading_offered=data.get("reading_offered", False),
            draft=data.get("draft", {}),
            beside=data.get("beside", False),
            closed_until=data.get("closed_until", ""),
            missed=data.get("missed"),
            both=data.get("both", False),
        )
