"""What a guide is once it has been read: plain, frozen data without YAML or language."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.flows.helper_tips import HelperTips

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from bot.flows.conditions import Condition
    from bot.flows.deadlines import Deadline, Offset
    from bot.flows.desk_content import DeskQuestion, DeskTeam, Phrase
    from bot.flows.text import Text

UNKNOWN = "unknown"
"""The answer "Weet ik niet"."""

REFUSED = "refused"
"""The answer "Zeg ik liever niet", offered with sensitive questions."""


class AskKind(StrEnum):
    """What kind of answer a question wants."""

    CHOICE = "choice"
    YES_NO = "yes-no"
    DATE = "date"
    AMOUNT = "amount"
    NUMBER = "number"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What every kind of step has. ``when`` None: always.

    ``discloses``: its condition reads a sensitive answer, so that whoever knows that it
    was shown knows the answer: no transcript, no event.
    """

    id: str
    when: Condition | None = None
    careful: bool = False
    discloses: bool = False

    @property
    def private(self) -> bool:
        """Tell whether no transcript and no event may name this step."""
        return self.discloses


@dataclass(frozen=True, slots=True, kw_only=True)
class Tell(Step):
    """A ``say`` or ``changes`` step: a message, and the next step follows at once."""

    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask(Step):
    """A question. ``answers`` maps ids to labels, in order (choice only)."""

    text: Text
    kind: AskKind
    answers: Mapping[str, Text] = field(default_factory=dict)
    save: str | None = None
    sensitive: bool = False
    help: Text | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    earliest: Offset | None = None
    latest: Offset | None = None

    @property
    def private(self) -> bool:
        """Tell whether no transcript and no event may name this step."""
        return self.sensitive or self.discloses


@dataclass(frozen=True, slots=True)
class Term:
    """A deadline window with the words that say its rule. ``of`` "today": from first sight."""

    window: Deadline
    rule: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Do(Step):
    """One action. It goes on the contact's own list when it is first shown."""

    title: Text
    text: Text
    why: Text | None = None
    term: Term | None = None
    where: tuple[str, ...] = ()
    bring: tuple[str, ...] = ()
    proof: Text | None = None
    show: Text | None = None
    source: tuple[str, ...] = ()
    sensitive: bool = False
    urgent: bool = False

    @property
    def private(self) -> bool:
        """Tell whether no transcript and no event may name this step."""
        return self.sensitive or self.discloses


@dataclass(frozen=True, slots=True, kw_only=True)
class GoTo(Step):
    """An offer to go through another guide and come back."""

    guide: str
    text: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Human(Step):
    """The offer of a person, with the reason."""

    text: Text


AnyStep = Tell | Ask | Do | GoTo | Human


@dataclass(frozen=True, slots=True)
class Application:
    """Said at the first action of an application guide and at its end."""

    at: str
    text: Text
    proof: Text
    without_digid: Text


@dataclass(frozen=True, slots=True)
class Guide:
    """One document of ``content/levensweg/``.

    ``topic`` is where the menu shows it: its theme, or a part of a theme with many guides.
    ``version`` changes when the guide does: a session that began with another version
    is walked again with the answers that it holds. ``decides`` is the organisation that
    decides on what it is about; ``urgent``: who needs it has no money, no food or no home.
    ``private``: to be in it tells what is sensitive, so nobody who helps is told of it.
    """

    id: str
    theme: str
    topic: str
    icon: str
    title: Text
    checked: date
    steps: tuple[AnyStep, ...]
    version: str
    application: Application | None = None
    decides: str | None = None
    urgent: bool = False
    private: bool = False
    questions: Mapping[str, Ask] = field(init=False, repr=False, compare=False)
    """Its questions by their own id and, where no question has that id, by what they save."""

    def __post_init__(self) -> None:
        """Look the questions up once: conditions ask for them many times a turn."""
        asked = [step for step in self.steps if isinstance(step, Ask)]
        saving = {step.save: step for step in reversed(asked) if step.save is not None}
        object.__setattr__(self, "questions", {**saving, **{step.id: step for step in asked}})

    def step(self, step_id: str) -> AnyStep | None:
        """Return the step with this id, None where there is none (any more)."""
        return next((step for step in self.steps if step.id == step_id), None)


@dataclass(frozen=True, slots=True)
class Fact:
    """An amount, percentage or number with its validity (days, both ends included)."""

    id: str
    kind: str
    value: Decimal
    what: str
    source: str
    code: str
    checked: date
    confidence: str
    ask: str
    valid_from: date | None = None
    valid_until: date | None = None

    def holds(self, day: date) -> bool:
        """Tell whether the fact may be said on this day."""
        after_start = self.valid_from is None or day >= self.valid_from
        return after_start and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True, slots=True)
class Organisation:
    """Where a resident goes. Only numbers that a source supports are here.

    ``name`` is a ``Text`` where it is an ordinary word, such as "de bibliotheek", and a
    plain string where it is a name that stays as it is on letters.
    """

    id: str
    name: str | Text
    what: Text
    site: str | None = None
    phone: str | None = None
    phone_confidence: str | None = None
    hours: Text | None = None
    desk: Text | None = None
    offline: Text | None = None


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """An official word that stays Dutch, and what it means."""

    id: str
    word: str
    forms: tuple[str, ...]
    text: Text


@dataclass(frozen=True, slots=True)
class Municipality:
    """The municipality that runs this deployment. ``office_hours``: weekday 0-6 -> (from, to).

    ``publishes`` is, per language, the lowest review state of a translation that residents see.
    """

    name: str
    example: bool
    organisation: str
    phone: str
    address: str
    desk: Text
    hours: Text
    office_hours: Mapping[int, tuple[str, str]]
    night: tuple[str, ...] = ()
    desk_team: DeskTeam | None = None
    appointment: Text | None = None
    publishes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, repr=False)  # a log line that names its holder would print every guide
class Library:
    """All content, read and checked: what the engine works with."""

    guides: Mapping[str, Guide]
    facts: Mapping[str, Fact]
    organisations: Mapping[str, Organisation]
    papers: Mapping[str, Text]
    glossary: Mapping[str, GlossaryEntry]
    municipality: Municipality
    checked_on: date
    phrases: Mapping[str, Phrase] = field(default_factory=dict)
    questions: Mapping[str, DeskQuestion] = field(default_factory=dict)
    encouragements: Mapping[str, Text] = field(default_factory=dict)
    """What a helper of a group says with one tap, by id, in the order of the file. No values."""
    helper_tips: HelperTips = field(default_factory=HelperTips)
