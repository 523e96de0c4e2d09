"""The words that every part of the bot shares: what comes in, what goes out.

Nothing here knows a channel, a database or a clock. All times are aware, in UTC.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


@dataclass(frozen=True)
class Address:
    """A contact's id on one channel. Never a phone number."""

    channel: str
    id: str


@dataclass(frozen=True)
class Alternative:
    """One guess at what a text means. ``confidence`` runs from 0 to 1."""

    intent: str
    confidence: float


@dataclass(frozen=True)
class Interpretation:
    """What an understanding engine made of one text.

    ``intent`` is None when the bot should ask rather than act;
    ``alternatives`` holds the best five, best first, also then.
    ``language`` is "nl", "ar", "ti" or None. ``danger``: it speaks of danger now, whatever
    else it means; ``calm``: so little that a word of danger in it means something else.
    """

    language: str | None
    intent: str | None
    confidence: float
    alternatives: tuple[Alternative, ...] = ()
    danger: bool = False
    calm: bool = False


class Refusal(StrEnum):
    """Why the privacy gate kept a message out."""

    BSN = "bsn"
    CODE = "code"
    PASSWORD = "password"  # noqa: S105  the name of a reason, not a secret


# --- what comes in --------------------------------------------------------


@dataclass(frozen=True)
class Text:
    """Something the resident typed, after the privacy gate."""

    text: str


@dataclass(frozen=True)
class Press:
    """A button that was pressed: the id that its ``Button`` carried."""

    button: str


@dataclass(frozen=True)
class Command:
    """A slash command, name without slash in lower case, with the words behind it."""

    name: str
    argument: str = ""


@dataclass(frozen=True)
class Unusable:
    """Something the bot cannot use. Nothing of it was downloaded."""

    what: Literal["photo", "voice", "video", "document", "sticker", "location", "contact", "other"]


@dataclass(frozen=True)
class Due:
    """A timer that has become due. ``reference`` is an action id or the like."""

    kind: str
    reference: str


@dataclass(frozen=True)
class Blocked:
    """The resident blocked the bot (or let it in again)."""

    blocked: bool


Content = Text | Press | Command | Unusable | Due | Blocked


@dataclass(frozen=True)
class Inbound:
    """One thing that arrived, as a channel made it and the gate cleaned it.

    ``provider_id`` is unique within the channel: the same id is the same input.
    ``message_id`` is the channel's id of the resident's own message, for deleting it.
    ``refusal`` says that the gate took the text out; ``emergency`` that words of
    danger stood in it (the words themselves are gone by then). ``revision`` is the state
    for which it was meant, noted when its turn failed.
    """

    address: Address
    provider_id: str
    content: Content
    at: datetime
    language_hint: str | None = None
    message_id: str | None = None
    refusal: Refusal | None = None
    emergency: bool = False
    interpretation: Interpretation | None = None
    revision: int | None = None

    def without_text(self) -> Inbound:
        """Return the same input with nothing that the resident wrote."""
        return replace(self, content=Text(""), interpretation=None)


# --- what goes out --------------------------------------------------------


@dataclass(frozen=True)
class Button:
    """A button as the resident sees it. ``id`` is at most 64 bytes of UTF-8."""

    id: str
    label: str


@dataclass(frozen=True)
class Beside:
    """The same message in a second language, for two people who look at one screen.

    ``options`` are the labels of its buttons in their order: each stands there behind the
    sign that is on the button. Empty where nothing is asked; ``text`` is empty where the
    message itself says it in this language already.
    """

    text: str
    language: str
    options: tuple[str, ...] = ()

    def unasked(self) -> Beside | None:
        """Return it without its options, None where that was all.

        A number that she types means a button of the question that is open: of no other message.
        """
        return Beside(self.text, self.language) if self.text else None


@dataclass(frozen=True)
class Say:
    """A message in one language, with its buttons in order of importance.

    ``typed``: an answer may be typed, so that a number is not the number of a button.
    ``numbered``: the number of each button stands on it, for who hears the numbers.
    ``sensitive``: a channel keeps it no longer than it must. ``beside``: the same in a second
    language. ``if_heard``: it makes sense only where the voice message before it was played, and
    stays away where it was not.
    """

    text: str
    language: str
    buttons: tuple[Button, ...] = ()
    typed: bool = False
    numbered: bool = False
    sensitive: bool = False
    beside: Beside | None = None
    if_heard: bool = False


@dataclass(frozen=True)
class Echo:
    """What she wrote or chose herself, cleaned, for a channel that shows it only when it is told."""

    text: str
    language: str
    sensitive: bool = False


@dataclass(frozen=True)
class Part:
    """One text of a message that is to be heard, in the language of its voice.

    ``text`` still has its placeholders: ``values`` holds what stands in each, by ``name``
    or ``kind:id``. ``message_id`` is its context in the catalogs, None where it has none.
    ``own`` says that a resident's own value stands in it. ``spare``: a recorded message
    may be played without it.
    """

    language: str
    text: str
    message_id: str | None = None
    values: Mapping[str, str | Part] = field(default_factory=dict)
    own: bool = False
    spare: bool = False


@dataclass(frozen=True)
class Speak:
    """A message to read aloud, once its text has gone out.

    ``options`` are the labels below it, in order; ``numbered``: each behind its number.
    ``language`` is the resident's own: in it are ``caption``, which says that a computer
    speaks, and ``instead``, which is said where there is no voice (empty: nothing is).
    ``buttons`` hang below the voice message itself. ``if_heard``: as of ``Say``.
    """

    parts: tuple[Part, ...]
    language: str
    options: tuple[Part, ...] = ()
    numbered: bool = True
    caption: str = ""
    instead: str = ""
    buttons: tuple[Button, ...] = ()
    if_heard: bool = False


DELETABLE: Final = timedelta(hours=48)
"""How long Telegram lets a bot delete a message, hence how long the ids of messages are kept."""


@dataclass(frozen=True)
class Delete:
    """Messages to delete at the channel, both the bot's and the resident's."""

    message_ids: tuple[str, ...]


@dataclass(frozen=True)
class Settle:
    """Take the buttons off the message they were pressed on."""

    message_id: str


Delivery = Say | Echo | Speak | Delete | Settle


@dataclass(frozen=True)
class Outbound:
    """One thing to deliver. ``id`` is the outbox row, rising per contact."""

    id: int
    address: Address
    delivery: Delivery


class ErrorKind(StrEnum):
    """The closed list of what can go wrong at a channel."""

    RETRY = "retry"  # network, 5xx: try again later
    LIMITED = "limited"  # 429: try again after ``retry_after`` seconds
    BLOCKED = "blocked"  # the resident blocked the bot: stop sending
    REJECTED = "rejected"  # permanent: this message will never be taken


class DeliveryError(Exception):
    """A channel did not take a message."""

    def __init__(self, kind: ErrorKind, *, retry_after: float | None = None) -> None:
        super().__init__(kind.value)
        self.kind = kind
        self.retry_after = retry_after


JSON = None | bool | int | float | str | list["JSON"] | dict[str, "JSON"]
"""What a column of type JSON holds."""
