"""A resident who walks through the engine: the state is stored as JSON and read again between turns."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.config import ROOT
from bot.flows.around import Around, Held
from bot.flows.engine import Engine
from bot.flows.events import MessageSent
from bot.flows.lexicon import load as load_lexicon
from bot.flows.state import State
from bot.flows.subject import subject_to_json
from bot.flows.turn import World
from bot.locale import Languages
from bot.messages import (
    Address,
    Alternative,
    Command,
    Due,
    Inbound,
    Interpretation,
    Press,
    Refusal,
    Text,
    Unusable,
)
from tests.read_once import world

if TYPE_CHECKING:
    from bot.flows import text
    from bot.flows.definition import AnyStep, Library
    from bot.flows.events import Event
    from bot.flows.lines import Latin
    from bot.flows.listening import Audible
    from bot.flows.message import Message
    from bot.flows.subject import Subject
    from bot.messages import JSON, Content

NOW = datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("Europe/Amsterdam"))
"""A Monday morning on which the municipality is open."""

ADDRESS = Address("terminal", "resident")


@cache
def real_languages() -> Languages:
    return Languages.load(ROOT / "locales", kept=ROOT / "var" / "compiled")


@cache
def real_library() -> Library:
    return world()[0].library


@cache
def real_world() -> World:
    languages = real_languages()
    return World(
        library=real_library(),
        lexicons={code: load_lexicon(ROOT / "locales" / code / "answers.yaml") for code in languages.codes},
        languages=languages.codes,
        names=languages.names,
        translate=languages.translate,
    )


def meaning(intent: str | None, *guesses: str, language: str | None = None) -> Interpretation:
    """An interpretation that is sure of ``intent``, or (None) hesitates between ``guesses``."""
    return Interpretation(
        language, intent, 0.9 if intent else 0.3, tuple(Alternative(guess, 0.3) for guess in guesses)
    )


def stored(state: State) -> State:
    """The state as it is after a night in the database, which need not keep the order of keys."""
    return State.from_json(json.loads(json.dumps(state.to_json(), sort_keys=True)))


@dataclass
class Walker:
    """``events`` holds what the last turn brought about; ``sensitive`` whether no transcript keeps it.

    ``audible`` tells what can be read aloud: nothing, unless a test says so.
    """

    library: Library = field(default_factory=real_library)
    state: State = field(default_factory=lambda: State(language="nl"))
    now: datetime = NOW
    events: tuple[Event, ...] = ()
    sensitive: bool = False
    count: int = 0
    audible: Audible | None = None
    kept: tuple[State, State] | None = None
    """The state after the last turn, and what it is after a night in the database."""

    def hears(
        self,
        content: Content,
        *,
        interpretation: Interpretation | None = None,
        refusal: Refusal | None = None,
        emergency: bool = False,
        hint: str | None = None,
    ) -> Walker:
        self.count += 1
        inbound = Inbound(
            ADDRESS,
            str(self.count),
            content,
            self.now,
            language_hint=hint,
            refusal=refusal,
            emergency=emergency,
            interpretation=interpretation,
        )
        engine = Engine(replace(real_world(), library=self.library, audible=self.audible))
        before = self.kept[1] if self.kept and self.kept[0] is self.state else stored(self.state)
        self.sensitive = engine.shows_sensitive(before, inbound, self.now)
        self.state, self.events = engine.turn(before, inbound, self.now, self.around())
        self.kept = (self.state, stored(self.state))
        assert self.kept[1].to_json() == self.state.to_json()
        return self

    def around(self) -> Around:
        """What the turns of this resident may ask of the world around them."""
        return Around(lambda: Held(messages=3))

    def says(self, typed: str, intent: str | None = None, *, language: str | None = None) -> Walker:
        return self.hears(Text(typed), interpretation=meaning(intent, language=language))

    def presses(self, *choices: str) -> Walker:
        for choice in choices:
            self.hears(Press(self.button(choice)))
        return self

    def presses_button(self, button: str) -> Walker:
        return self.hears(Press(button))

    def button(self, choice: str) -> str:
        return f"{self.state.prompt}|{choice}"

    def commands(self, name: str, argument: str = "") -> Walker:
        return self.hears(Command(name, argument))

    def sends(self, what: str) -> Walker:
        return self.hears(Unusable(what))  # type: ignore[arg-type]

    def is_reminded(self, reference: str) -> Walker:
        return self.hears(Due("reminder", reference))

    def begins(self, guide: str, whom: str = "self") -> Walker:
        self.commands("menu")
        if f"g:{guide}" not in self.choices:  # many guides: the menu shows their topics first
            self.presses(f"t:{self.library.guides[guide].topic}")
        self.presses(f"g:{guide}")
        return self if self.step is not None else self.presses(whom)

    def of(self, kind: type) -> list[Event]:
        """The events of the last turn of one kind."""
        return [event for event in self.events if isinstance(event, kind)]

    @property
    def messages(self) -> list[Message]:
        return [event.message for event in self.events if isinstance(event, MessageSent)]

    @property
    def texts(self) -> list[text.Text | Latin]:
        """What was said in the last turn, line by line, without values."""
        return [line.text for message in self.messages for line in message.lines]

    @property
    def shown(self) -> Message:
        """The message whose buttons work now, always the last one; without what was noted at its head."""
        sent = [event for event in self.events if isinstance(event, MessageSent)]
        assert sent[-1].prompt == self.state.prompt, "the last message has no working buttons"
        message = sent[-1].message
        gaps = [place for place, line in enumerate(message.lines, start=1) if line.gap]
        return replace(message, lines=message.lines[gaps[-1] :]) if gaps else message

    @property
    def choices(self) -> list[str]:
        return [choice.id for choice in self.shown.choices]

    @property
    def step(self) -> str | None:
        """The step whose card lies open, None where a screen lies over it or none is."""
        frame = self.state.subject.frame
        return frame.shown if frame is not None and self.state.screen is None else None

    @property
    def screen(self) -> str | None:
        return None if self.state.screen is None else self.state.screen.kind

    @property
    def open_step(self) -> AnyStep:
        frame = self.state.subject.frame
        assert frame is not None
        assert frame.shown is not None
        step = self.library.guides[frame.guide].step(frame.shown)
        assert step is not None
        return step

    @property
    def rendered(self) -> list[str]:
        """The last turn as the resident reads it."""
        language = self.state.language or "nl"
        return [real_languages().render(message, language).text for message in self.messages]


def without_kept(subject: Subject) -> dict[str, JSON]:
    """The subject as it is stored, without the answers that an undo keeps for later."""
    return subject_to_json(replace(subject, stack=tuple(replace(frame, kept={}) for frame in subject.stack)))
