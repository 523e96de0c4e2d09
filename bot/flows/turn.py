"""One turn while it runs: the state as it changes and the events that it leaves."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.flows import listening
from bot.flows.events import MessageSent
from bot.flows.lines import Expired, Latin, Line, fact_value, name_value
from bot.flows.message import Message
from bot.flows.state import Screen
from bot.flows.text import Text
from bot.flows.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date, datetime

    from bot.flows.around import Around, Held
    from bot.flows.definition import Guide, Library
    from bot.flows.desk import CaseView, DeskView
    from bot.flows.events import Event
    from bot.flows.lexicon import Lexicon
    from bot.flows.lines import Value
    from bot.flows.listening import Audible
    from bot.flows.message import Choice
    from bot.flows.seat import GroupView
    from bot.flows.state import State
    from bot.flows.subject import Frame, Subject
    from bot.messages import Inbound

DUTCH = "nl"


@dataclass(frozen=True)
class World:
    """What stays the same over all turns.

    ``translate`` gives a message in a language, so that a typed label is recognised.
    ``audible`` tells what can be read aloud, None where nothing can.
    """

    library: Library
    lexicons: Mapping[str, Lexicon]
    languages: tuple[str, ...]
    names: Mapping[str, str]
    translate: Callable[[Text, str], str]
    audible: Audible | None = None


@dataclass
class Turn:
    """The working table of one turn. The engine around it is pure; this is thrown away.

    ``now`` is local time of the municipality; ``spoken_to``: she sent a voice message.
    """

    world: World
    inbound: Inbound
    now: datetime
    state: State
    around: Around
    events: list[Event] = field(default_factory=list)
    spoken_to: bool = False
    _desk: DeskView | None = field(default=None, init=False, repr=False)
    _group: tuple[GroupView | None] | None = field(default=None, init=False, repr=False)
    """Her place in a group, once it was asked for."""
    _walk: Walk | None = field(default=None, init=False, repr=False)
    """The last one that was asked for: it remembers what it found out."""
    _notes: tuple[Line, ...] = field(default=(), init=False)
    _notes_sensitive: bool = field(default=False, init=False)

    def held(self) -> Held:
        """Return how much the store holds of her."""
        return self.around.held()

    def desk(self) -> DeskView:
        """Return how the desk stands; the store is asked once a turn at most."""
        if self._desk is None:
            self._desk = self.around.desk()
        return self._desk

    def has_case(self, case: CaseView | None) -> None:
        """Note what became of her case in this very turn."""
        self._desk = replace(self.desk(), case=case)

    def group(self) -> GroupView | None:
        """Return her place in a group; the store is asked once at most, and only where she has a seat."""
        if self._group is None:
            self._group = (self.around.group() if self.around.seated else None,)
        return self._group[0]

    def has_group(self, group: GroupView | None) -> None:
        """Note what became of her place in this very turn; None: she left."""
        self._group = (group,)

    @property
    def seated(self) -> bool:
        """Tell whether she has a seat in a group, as far as is known without asking the store."""
        return self.around.seated and self._group != (None,)

    @property
    def with_person(self) -> bool:
        """Tell whether a person has the conversation, and the bot is silent."""
        return self.around.accompanied and not self.state.beside

    @property
    def library(self) -> Library:
        """All content."""
        return self.world.library

    @property
    def today(self) -> date:
        """The day on which the turn happens, in the municipality."""
        return self.now.date()

    @property
    def subject(self) -> Subject:
        """The person whom the conversation is about now."""
        return self.state.subject

    @subject.setter
    def subject(self, subject: Subject) -> None:
        self.state = self.state.with_subject(subject)

    @property
    def language(self) -> str:
        """The resident's language; Dutch as long as she has not chosen."""
        return self.state.language or DUTCH

    def emit(self, event: Event) -> None:
        """Add something that happened."""
        self.events.append(event)

    def say(
        self, *texts: Text | Line, sensitive: bool = False, careful: bool = False, listen: str = ""
    ) -> None:
        """Send a message that asks nothing. ``listen``: the standing button that reads it aloud."""
        lines = tuple(text if isinstance(text, Line) else self.line(text) for text in texts)
        message = Message(lines, sensitive=sensitive, careful=careful)
        self.emit_message(message, listening.standing_button(self, message, listen) if listen else ())

    def note(self, *texts: Text | Line, sensitive: bool = False) -> None:
        """Say something short at the head of the next message, so that it costs none of its own."""
        lines = (text if isinstance(text, Line) else self.line(text) for text in texts)
        *first, last = (replace(line, aside=True) for line in lines)
        self._notes = (*self._notes, *first, replace(last, gap=True))
        self._notes_sensitive = self._notes_sensitive or sensitive

    def finish(self) -> None:
        """Say what was noted where no message followed, and read aloud what is to be heard."""
        if self._notes:
            self._send(Message(()))
        listening.read_all(self)

    def emit_message(self, message: Message, standing: tuple[Choice, ...] = ()) -> None:
        """Send a message that asks nothing; ``standing`` are buttons that work for ever."""
        if standing:
            self._send(replace(message, choices=standing), listening.STANDING)
        else:
            self._send(message)

    def prompt(self, message: Message) -> None:
        """Send a message with buttons: from now on only these work, and the standing ones."""
        in_dutch = message.language == DUTCH != self.language
        self.state = replace(self.state, prompt=self.state.prompt + 1, in_dutch=in_dutch)
        self._send(listening.with_button(self, message), self.state.prompt)

    def open(self, kind: str, message: Callable[[Turn, Mapping[str, str]], Message], **data: str) -> None:
        """Lay a screen of the bot's own over the guide and show it."""
        self.state = replace(self.state, screen=Screen(kind, data))
        self.prompt(message(self, data))

    def line(self, text: Text, icon: str = "", **values: Value) -> Line:
        """Return a line, with the values of the content's placeholders filled in."""
        return Line(text, {**self._content_values(text), **values}, icon)

    def walk(self, frame: Frame | None = None) -> Walk:
        """Return the walk through the guide of this frame, or of the current one."""
        frame = frame or self.subject.frame
        if frame is None:
            raise LookupError("no guide is being walked")
        walk = self._walk
        if walk is None or walk.frame is not frame or walk.subject is not self.subject:
            guide = self.library.guides[frame.guide]
            walk = self._walk = Walk(self.library, guide, frame, self.subject, self.today)
        return walk

    def guide(self) -> Guide | None:
        """Return the guide that is being walked, None outside one."""
        frame = self.subject.frame
        return None if frame is None else self.library.guides.get(frame.guide)

    def labels(self, choices: Sequence[Choice]) -> dict[str, tuple[str, ...]]:
        """Return, per choice, how a resident may write it: in her language and in Dutch."""
        return {choice.id: self._label(choice) for choice in choices}

    def _send(self, message: Message, prompt: int | None = None) -> None:
        noted = replace(
            message,
            lines=(*self._notes, *message.lines),
            sensitive=message.sensitive or self._notes_sensitive,
        )
        self._notes, self._notes_sensitive = (), False
        self.emit(MessageSent(noted, prompt))

    def _label(self, choice: Choice) -> tuple[str, ...]:
        if not isinstance(choice.label, Text):
            return (choice.label.text,)
        return tuple(self.world.translate(choice.label, language) for language in (self.language, DUTCH))

    def _content_values(self, text: Text) -> dict[str, Value]:
        return content_values(text, self.library, self.today)


def content_values(text: Text, library: Library, today: date) -> dict[str, Value]:
    """Return the values of the placeholders that content may use."""
    values: dict[str, Value] = {}
    for placeholder in text.placeholders():
        kind, _, reference = placeholder.partition(":")
        match kind:
            case "gemeente":
                values[placeholder] = Latin(library.municipality.name)
            case _ if not reference:
                pass  # a value of the bot's own words, given by the caller
            case "fact":
                fact = library.facts[reference]
                known = fact.holds(today)
                values[placeholder] = (
                    fact_value(fact) if known else Expired(name_value(library.organisations[fact.ask]))
                )
            case "organisation":
                values[placeholder] = name_value(library.organisations[reference])
            case "phone":
                values[placeholder] = Latin(library.organisations[reference].phone or "")
            case "site":
                values[placeholder] = Latin(library.organisations[reference].site or "")
            case _:
                pass
    return values
