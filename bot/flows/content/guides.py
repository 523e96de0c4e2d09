"""From the YAML of one guide to a ``Guide``."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from pydantic import BaseModel, ValidationError

from bot.flows.conditions import keys
from bot.flows.content import schema
from bot.flows.content.condition import ConditionError, parse
from bot.flows.deadlines import CalendarDay, Deadline, Offset
from bot.flows.definition import (
    REFUSED,
    UNKNOWN,
    Application,
    Ask,
    AskKind,
    Do,
    GoTo,
    Guide,
    Human,
    Step,
    Tell,
    Term,
)
from bot.flows.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import TypeVar

    from bot.flows.conditions import Condition
    from bot.flows.content.document import Document, Mistake, Where
    from bot.flows.definition import AnyStep

    Shape = TypeVar("Shape", bound=BaseModel)

FEWEST_ANSWERS = 2
"""A choice of fewer is none."""

YES_NO = {"ja": Text("core/answer.yes", "Ja"), "nee": Text("core/answer.no", "Nee")}


def validate(
    shape: type[Shape], data: object, document: Document, where: Where, mistakes: list[Mistake]
) -> Shape | None:
    """Hold data against a shape; add each mistake at its line and return None when there is one."""
    try:
        return shape.model_validate(data)
    except ValidationError as error:
        for detail in error.errors():
            place = detail["loc"]
            mistakes.append(
                document.mistake((*where, *place), _explain(place, detail["type"], detail["msg"]))
            )
        return None


def _explain(place: tuple[str | int, ...], kind: str, message: str) -> str:
    name = str(place[-1]) if place else "this"
    match kind:
        case "extra_forbidden":
            return f"'{name}' is not a field here"
        case "missing":
            return f"'{name}' is missing"
        case _:
            said = message.removeprefix("Value error, ")  # pydantic's own words before ours
            return f"'{name}': {said[0].lower()}{said[1:]}"


class GuideReader:
    """Reads one guide and collects its mistakes."""

    def __init__(self, document: Document, file_id: str, mistakes: list[Mistake]) -> None:
        self.document = document
        self.file_id = file_id
        self.mistakes = mistakes

    def read(self) -> Guide | None:
        """Return the guide, None when its shape is wrong."""
        found = len(self.mistakes)
        shape = validate(schema.GuideShape, self.document.data, self.document, (), self.mistakes)
        if shape is None:
            return None
        if shape.id != self.file_id:
            self._mistake(("id",), f"the id is '{shape.id}' but the file is called '{self.file_id}'")
        if shape.topic is not None and shape.theme != "levensweg":
            self._mistake(("topic",), "only a guide of the theme levensweg has a topic")
        steps = [self._step(shape.id, position, raw) for position, raw in enumerate(shape.steps)]
        self._check_ids(steps)
        self._check_conditions(steps)
        if len(self.mistakes) > found:
            return None
        return Guide(
            id=shape.id,
            theme=shape.theme,
            topic=shape.topic or shape.theme,
            icon=shape.icon,
            title=Text(f"{shape.id}.title", shape.title),
            checked=shape.checked,
            steps=_disclosing([step for step in steps if step is not None]),
            version=hashlib.sha256(repr(shape).encode()).hexdigest()[:12],
            application=_application(shape),
            decides=shape.decides,
            urgent=shape.urgent,
            private=shape.sensitive,
        )

    def _mistake(self, where: Where, message: str) -> None:
        self.mistakes.append(self.document.mistake(where, message))

    def _step(self, guide: str, position: int, raw: Mapping[str, object]) -> AnyStep | None:
        where = ("steps", position)
        kinds = [kind for kind in schema.STEP_SHAPES if kind in raw]
        # A `do` step has a `text`, a `go_to` step too; no other kinds share a field.
        if len(kinds) != 1:
            expected = ", ".join(schema.STEP_SHAPES)
            self._mistake(
                where, f"a step is exactly one of {expected}; this one has {' and '.join(kinds) or 'none'}"
            )
            return None
        shape = validate(schema.STEP_SHAPES[kinds[0]], raw, self.document, where, self.mistakes)
        if shape is None:
            return None
        when: Condition | None = None
        if shape.when is not None:
            try:
                when = parse(shape.when)
            except ConditionError as error:
                self._mistake((*where, "when"), str(error))
                return None
        return self._build(guide, shape, when, where)

    def _build(
        self, guide: str, shape: schema._StepShape, when: Condition | None, where: Where
    ) -> AnyStep | None:
        def text(field: str, source: str | None) -> Text | None:
            return None if source is None else Text(f"{guide}/{shape.id}.{field}", source)

        def required(field: str, source: str) -> Text:
            return Text(f"{guide}/{shape.id}.{field}", source)

        match shape:
            case schema.SayShape():
                return Tell(id=shape.id, when=when, careful=shape.careful, text=required("say", shape.say))
            case schema.ChangesShape():
                return Tell(
                    id=shape.id, when=when, careful=shape.careful, text=required("changes", shape.changes)
                )
            case schema.AskShape():
                return self._ask(guide, shape, when, where)
            case schema.DoShape():
                return Do(
                    id=shape.id,
                    when=when,
                    careful=shape.careful or shape.deadline is not None,
                    title=required("do", shape.do),
                    text=required("text", shape.text),
                    why=text("why", shape.why),
                    term=self._term(guide, shape),
                    where=_listed(shape.where),
                    bring=tuple(shape.bring),
                    proof=text("proof", shape.proof),
                    show=text("show", shape.show),
                    source=_listed(shape.source),
                    sensitive=shape.sensitive,
                    urgent=shape.urgent,
                )
            case schema.GoToShape():
                return GoTo(
                    id=shape.id,
                    when=when,
                    careful=shape.careful,
                    guide=shape.go_to,
                    text=text("text", shape.text),
                )
            case schema.HumanShape():
                return Human(
                    id=shape.id, when=when, careful=shape.careful, text=required("human", shape.human)
                )
            case _:  # pragma: no cover  STEP_SHAPES lists them all
                raise TypeError(shape)

    def _ask(self, guide: str, shape: schema.AskShape, when: Condition | None, where: Where) -> Ask | None:
        kind = AskKind(shape.kind)
        if kind is AskKind.CHOICE and len(shape.answers) < FEWEST_ANSWERS:
            self._mistake(
                (*where, "answers"), "a choice needs at least two answers; else give the question a kind"
            )
            return None
        if kind is not AskKind.CHOICE and shape.answers:
            self._mistake((*where, "answers"), f"a question of kind {shape.kind} has no answers of its own")
            return None
        for reserved in {UNKNOWN, REFUSED} & shape.answers.keys():
            self._mistake(
                (*where, "answers", reserved), f"'{reserved}' is an answer that the bot adds itself"
            )
        if shape.sensitive and shape.save:
            self._mistake((*where, "save"), "a sensitive answer is never saved in the profile")
        answers = {
            answer: Text(f"{guide}/{shape.id}.answers.{answer}", label)
            for answer, label in shape.answers.items()
        }
        return Ask(
            id=shape.id,
            when=when,
            careful=shape.careful,
            text=Text(f"{guide}/{shape.id}.ask", shape.ask),
            kind=kind,
            answers=YES_NO if kind is AskKind.YES_NO else answers,
            save=shape.save,
            sensitive=shape.sensitive,
            help=None if shape.help is None else Text(f"{guide}/{shape.id}.help", shape.help),
            minimum=shape.minimum,
            maximum=shape.maximum,
            earliest=_offset(shape.earliest),
            latest=_offset(shape.latest),
        )

    def _term(self, guide: str, shape: schema.DoShape) -> Term | None:
        if shape.deadline is None:
            return None
        until = shape.deadline.until
        if isinstance(until, schema.CalendarShape):
            month, day = (int(part) for part in until.date.split("-"))
            end: CalendarDay | Offset = CalendarDay(month=month, day=day, years_after=until.year)
        else:
            end = cast("Offset", _offset(until))
        return Term(
            Deadline(of=shape.deadline.of, start=_offset(shape.deadline.from_), end=end),
            Text(f"{guide}/{shape.id}.deadline.rule", shape.deadline.rule),
        )

    def _check_ids(self, steps: Sequence[Step | None]) -> None:
        seen: set[str] = set()
        for position, step in enumerate(steps):
            if step is None:
                continue
            if step.id in seen:
                self._mistake(("steps", position, "id"), f"'{step.id}' is the id of an earlier step")
            seen.add(step.id)

    def _check_conditions(self, steps: Sequence[Step | None]) -> None:
        """Find conditions that read a later question, or their own: they would make the walk jump."""
        asked: set[str] = set()
        all_ids = {step.id for step in steps if step is not None}
        all_ids |= {step.save for step in steps if isinstance(step, Ask) and step.save}
        for position, step in enumerate(steps):
            if step is None:
                continue
            if step.when is not None:
                for key in keys(step.when):
                    if key in all_ids and key not in asked:
                        self._mistake(("steps", position, "when"), f"'{key}' is not an earlier question")
            if isinstance(step, Ask):
                asked |= {step.id, step.save or step.id}


def _disclosing(steps: Sequence[AnyStep]) -> tuple[AnyStep, ...]:
    """Mark the steps whose condition reads a sensitive answer."""
    sensitive = {step.id for step in steps if isinstance(step, Ask) and step.sensitive}
    return tuple(
        replace(step, discloses=True)
        if step.when is not None and not sensitive.isdisjoint(keys(step.when))
        else step
        for step in steps
    )


def _application(guide: schema.GuideShape) -> Application | None:
    shape = guide.application
    if shape is None:
        return None
    return Application(
        at=shape.at,
        text=Text(f"{guide.id}/application.text", shape.text),
        proof=Text(f"{guide.id}/application.proof", shape.proof),
        without_digid=Text(f"{guide.id}/application.without-digid", shape.without_digid),
    )


def _listed(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _offset(shape: schema.OffsetShape | None) -> Offset | None:
    if shape is None:
        return None
    return Offset(
        days=shape.days,
        weeks=shape.weeks,
        months=shape.months,
        years=shape.years,
        working_days=shape.working_days,
    )
