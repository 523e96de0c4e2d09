"""The shape of the content files. Only shape: what refers to what is checked in ``load``."""

from __future__ import annotations

from datetime import date
from decimal import Decimal  # noqa: TC003  pydantic needs it at run time
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Discriminator, Field, StringConstraints, Tag

ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
"""Lower-case words with hyphens."""

Id = Annotated[str, StringConstraints(pattern=ID, max_length=40)]
Message = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Clock = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]


class _Strict(BaseModel):
    model_config = ConfigDict(
        extra="forbid", frozen=True, alias_generator=lambda name: name.replace("_", "-")
    )


def _day_of_the_year(day: str) -> str:
    try:
        date.fromisoformat(f"2000-{day}")  # a leap year: it has every day that there is
    except ValueError:
        raise ValueError("a day of the year is month-day, such as 12-31") from None
    return day


class OffsetShape(_Strict):
    days: int = 0
    weeks: int = 0
    months: int = 0
    years: int = 0
    working_days: int = 0


class CalendarShape(_Strict):
    date: Annotated[str, AfterValidator(_day_of_the_year)]
    year: int = 0


def _kind_of_end(until: object) -> str:
    return "calendar" if isinstance(until, dict) and "date" in until else "offset"


class DeadlineShape(_Strict):
    of: Id
    from_: OffsetShape | None = Field(default=None, alias="from")
    until: Annotated[
        Annotated[CalendarShape, Tag("calendar")] | Annotated[OffsetShape, Tag("offset")],
        Discriminator(_kind_of_end),
    ]
    rule: Message


class _StepShape(_Strict):
    id: Id
    when: object = None
    careful: bool = False


class SayShape(_StepShape):
    say: Message


class ChangesShape(_StepShape):
    changes: Message


class AskShape(_StepShape):
    ask: Message
    kind: Literal["choice", "yes-no", "date", "amount", "number", "text"] = "choice"
    answers: dict[Id, Message] = Field(default_factory=dict)
    save: Id | None = None
    sensitive: bool = False
    help: Message | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    earliest: OffsetShape | None = None
    latest: OffsetShape | None = None


class DoShape(_StepShape):
    do: Message
    text: Message
    why: Message | None = None
    deadline: DeadlineShape | None = None
    where: Id | list[Id] = Field(default_factory=list)
    bring: list[Id] = Field(default_factory=list)
    proof: Message | None = None
    show: Message | None = None
    source: str | list[str] = Field(default_factory=list)
    sensitive: bool = False
    urgent: bool = False


class GoToShape(_StepShape):
    go_to: Id = Field(alias="go_to")
    text: Message | None = None


class HumanShape(_StepShape):
    human: Message


STEP_SHAPES: dict[str, type[_StepShape]] = {
    "say": SayShape,
    "changes": ChangesShape,
    "ask": AskShape,
    "do": DoShape,
    "go_to": GoToShape,
    "human": HumanShape,
}


class ApplicationShape(_Strict):
    at: Id
    text: Message
    proof: Message
    without_digid: Message


class GuideShape(_Strict):
    id: Id
    theme: Literal["levensweg", "digid", "uitkering", "hulp"]
    topic: Literal["werk", "gezin", "wonen", "verblijf"] | None = None
    icon: Message
    title: Message
    checked: date
    decides: Id | None = None
    urgent: bool = False
    sensitive: bool = False
    application: ApplicationShape | None = None
    steps: list[dict[str, object]] = Field(min_length=1)


class FactShape(_Strict):
    kind: Literal["amount", "percentage", "number"]
    value: Decimal
    what: Message
    source: Message
    code: Message
    valid_from: date | None = None
    valid_until: date | None = None
    checked: date
    confidence: Literal["H", "M", "L", "NC"]
    ask: Id


class OrganisationShape(_Strict):
    name: Message
    translate_name: bool = False
    what: Message
    site: Message | None = None
    phone: Message | None = None
    phone_confidence: Literal["H", "M/H", "M"] | None = None
    hours: Message | None = None
    desk: Message | None = None
    offline: Message | None = None
    source: str | list[str] = Field(default_factory=list)


class PaperShape(_Strict):
    label: Message


class GlossaryShape(_Strict):
    word: Message
    forms: list[str] = Field(default_factory=list)
    text: Message


class DeskTeamShape(_Strict):
    id: Id
    name: Message
    answer_hours: int = Field(ge=1, le=200)
    daily_capacity: int | None = Field(default=None, ge=1)


class PhraseShape(_Strict):
    topic: Literal["contact", "bellen", "afspraak", "papieren", "uitleg", "einde"]
    text: Message
    values: dict[Id, Literal["date", "time", "organisation", "text"]] = Field(default_factory=dict)
    papers: bool = False


class EncouragementShape(_Strict):
    text: Message


class DeskQuestionShape(_Strict):
    topic: Literal["contact", "bellen", "afspraak", "papieren", "situatie"]
    ask: Message
    kind: Literal["yes-no", "choice", "date", "amount"]
    answers: dict[Id, Message] = Field(default_factory=dict)


class MunicipalityShape(_Strict):
    name: Message
    example: bool
    organisation: Id
    phone: Message
    address: Message
    desk: Message
    hours: Message
    office_hours: dict[
        Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
        tuple[Clock, Clock],
    ]
    night: list[str] = Field(default_factory=list)
    desk_team: DeskTeamShape | None = None
    appointment: Message | None = None
    publishes: dict[str, Literal["draft", "second-read", "checked"]] = Field(default_factory=dict)


class AdviceShape(_Strict):
    tip: list[Message] = Field(default_factory=list, max_length=3)
    watch: list[Message] = Field(default_factory=list, max_length=3)


class GuideAdviceShape(AdviceShape):
    steps: dict[Id, AdviceShape] = Field(default_factory=dict)


class HelperRulesShape(_Strict):
    tip: list[Message] = Field(min_length=1)
    never: list[Message] = Field(min_length=1)
    instead: list[Message] = Field(min_length=1)


class HelperTipsShape(_Strict):
    general: HelperRulesShape
    guides: dict[Id, GuideAdviceShape]
