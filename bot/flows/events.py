"""What a turn brought about: immutable, past tense, without a language yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.flows.lines import Latin, SummaryLine, Value
    from bot.flows.message import Choice, Message
    from bot.flows.subject import ActionStatus, PointBy
    from bot.flows.text import Text
    from bot.groups.base import Share


@dataclass(frozen=True, slots=True)
class MessageSent:
    """A message went to the resident. ``prompt`` is what its buttons carry, None: it has none.

    ``if_heard``: only where the voice message before it was played.
    """

    message: Message
    prompt: int | None = None
    if_heard: bool = False


@dataclass(frozen=True, slots=True)
class ReadAloud:
    """A message was given to the voice, its choices to be heard with it.

    ``asked``: she asked for it, so she is told where there is no voice. ``buttons`` hang
    below the voice message itself and carry ``prompt``. ``if_heard``: as of ``MessageSent``.
    """

    message: Message
    asked: bool = False
    buttons: tuple[Choice, ...] = ()
    prompt: int | None = None
    if_heard: bool = False


@dataclass(frozen=True, slots=True)
class ButtonPressed:
    """The resident chose a button. ``sensitive``: an answer that no transcript keeps."""

    label: Text | Latin
    sensitive: bool


@dataclass(frozen=True, slots=True)
class LanguageChanged:
    """From here on the resident reads another language."""

    language: str


@dataclass(frozen=True, slots=True)
class GuideStarted:
    """A guide was begun."""

    guide: str


@dataclass(frozen=True, slots=True)
class GuideFinished:
    """The last step of a guide was passed."""

    guide: str


@dataclass(frozen=True, slots=True)
class QuestionAnswered:
    """A question was answered. The answer itself is in the state, not here."""

    guide: str
    step: str
    sensitive: bool


@dataclass(frozen=True, slots=True)
class ActionChanged:
    """An action came on the list or changed its status."""

    guide: str
    step: str
    status: ActionStatus
    sensitive: bool


@dataclass(frozen=True, slots=True)
class PointChanged:
    """Something became of an action point: offered, accepted, declined, open, later, done or removed.

    ``known`` is the action that it stands for; somebody's own words are in the state, not here.
    """

    known: str | None
    by: PointBy
    what: str


@dataclass(frozen=True, slots=True)
class StepTakenBack:
    """The resident went back one step."""


@dataclass(frozen=True, slots=True)
class PersonAsked:
    """The resident asked for a person; at a step of a guide, or outside one (None)."""

    guide: str | None
    step: str | None


@dataclass(frozen=True, slots=True)
class EmergencyAnswered:
    """The numbers for danger were shown."""


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """A text led nowhere, ``misses`` times in a row. The text itself is not kept here.

    ``guide`` and ``step`` are where she was, None outside a guide. ``sensitive``: what she
    wrote may be an answer that no list may keep.
    """

    misses: int
    guide: str | None = None
    step: str | None = None
    sensitive: bool = False


@dataclass(frozen=True, slots=True)
class ReminderSet:
    """The resident is to be reminded of an action."""

    action: str
    due: datetime


@dataclass(frozen=True, slots=True)
class ReminderCancelled:
    """A reminder is no longer needed; None: all of them."""

    action: str | None


@dataclass(frozen=True, slots=True)
class PaperAsked:
    """The resident was given this code, to print her list at another computer."""

    code: str


@dataclass(frozen=True, slots=True)
class Erased:
    """Everything of the contact is to be erased, with this turn."""


@dataclass(frozen=True, slots=True)
class LimitReached:
    """A turn was cut off: content that runs in a circle. For the operator."""

    guide: str


@dataclass(frozen=True, slots=True)
class CaseRequested:
    """The resident sent a question to a person, and agreed that these lines go along.

    ``urgent``: it cannot wait. ``nearest`` is the nearest day of an action that is not done, and says
    how soon somebody should look; ``deadline`` the nearest of those that she tells, which is kept.
    """

    reference: str
    promised_at: datetime
    about: Text | None
    lines: tuple[SummaryLine, ...]
    urgent: bool
    nearest: date | None
    deadline: date | None


@dataclass(frozen=True, slots=True)
class CaseWithdrawn:
    """The resident took her question back, before anybody took it."""


@dataclass(frozen=True, slots=True)
class SaidToPerson:
    """The resident wrote this to the person who has her case."""

    text: str


@dataclass(frozen=True, slots=True)
class QuestionOfDeskAnswered:
    """The resident answered a question that a person asked with buttons."""

    question: str
    answer: Value


@dataclass(frozen=True, slots=True)
class HandRaised:
    """The resident asked a helper of her group to come."""


@dataclass(frozen=True, slots=True)
class HandLowered:
    """The resident no longer needs a helper to come."""


@dataclass(frozen=True, slots=True)
class ShareChanged:
    """The resident chose what the helpers of her group see of her own matter."""

    share: Share


@dataclass(frozen=True, slots=True)
class HelperRefused:
    """The resident said whether this helper may help her. ``staff`` is an id of staff."""

    staff: str
    refused: bool


@dataclass(frozen=True, slots=True)
class SeatNamed:
    """The resident chose what the helpers call her; None: her number."""

    nickname: str | None


@dataclass(frozen=True, slots=True)
class GroupLeft:
    """The resident left her group."""


Event = (
    MessageSent
    | ReadAloud
    | ButtonPressed
    | LanguageChanged
    | GuideStarted
    | GuideFinished
    | QuestionAnswered
    | ActionChanged
    | PointChanged
    | StepTakenBack
    | PersonAsked
    | EmergencyAnswered
    | NotUnderstood
    | ReminderSet
    | ReminderCancelled
    | PaperAsked
    | Erased
    | LimitReached
    | CaseRequested
    | CaseWithdrawn
    | SaidToPerson
    | QuestionOfDeskAnswered
    | HandRaised
    | HandLowered
    | ShareChanged
    | HelperRefused
    | SeatNamed
    | GroupLeft
)
