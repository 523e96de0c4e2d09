"""All content files to one ``Library``, or every mistake in them at once."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from bot.flows.content import schema
from bot.flows.content.document import ContentError, Document, Mistake, read
from bot.flows.content.guides import GuideReader, validate
from bot.flows.content.helper_tips import read_helper_tips
from bot.flows.content.references import check_references
from bot.flows.definition import (
    AskKind,
    Fact,
    GlossaryEntry,
    Library,
    Municipality,
    Organisation,
)
from bot.flows.desk_content import DeskQuestion, DeskTeam, Fill, Phrase
from bot.flows.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import TypeVar

    from pydantic import BaseModel

    from bot.flows.definition import Guide

    Shape = TypeVar("Shape", bound=BaseModel)
    Built = TypeVar("Built")

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


DRAFTS = "drafts"
"""The folder of guides that are being written, with what only they use. No resident sees it."""


def load(content: Path, *, drafts: bool = False) -> Library:
    """Read the content folder; raise ``ContentError`` with every mistake found.

    With ``drafts`` the guides that are not published yet are read along, for checking.
    """
    root = content.parent
    folders = [content, content / DRAFTS] if drafts and (content / DRAFTS).exists() else [content]
    mistakes: list[Mistake] = []
    documents: dict[str, Document] = {}

    def document(path: Path) -> Document | None:
        try:
            found = read(path, root)
        except ContentError as error:
            mistakes.extend(error.mistakes)
            return None
        # A table and its drafts have the same name; what stands in which is told by its ids.
        found = replace(found, published=documents.get(path.stem))
        documents[path.stem] = found
        return found

    def table(name: str, shape: type[Shape], build: Callable[[str, Shape], Built]) -> dict[str, Built]:
        joined: dict[str, Built] = {}
        for folder in folders:
            if folder != content and not (folder / f"{name}.yaml").exists():
                continue  # drafts bring a table only where they need an entry of their own
            opened = document(folder / f"{name}.yaml")
            built = _table(opened, shape, build, mistakes)
            mistakes.extend(
                opened.mistake((key,), f"'{key}' stands here and in content/{name}.yaml")
                for key in built.keys() & joined.keys()
                if opened is not None
            )
            joined |= built
        return joined

    guides: dict[str, Guide] = {}
    for path in sorted(path for folder in folders for path in (folder / "levensweg").glob("*.yaml")):
        opened = document(path)
        guide = opened and GuideReader(opened, path.stem, mistakes).read()
        if guide:
            guides[guide.id] = guide
    library = Library(
        guides=guides,
        facts=table("facts", schema.FactShape, _fact),
        organisations=table("organisations", schema.OrganisationShape, _organisation),
        papers=table(
            "papers", schema.PaperShape, lambda key, shape: Text(f"papers/{key}.label", shape.label)
        ),
        glossary=table("glossary", schema.GlossaryShape, _glossary),
        municipality=_municipality(document(content / "gemeente.yaml"), mistakes),
        checked_on=_checked_on(content / "checked-on", root, mistakes),
        phrases=table("phrases", schema.PhraseShape, _phrase),
        questions=table("questions", schema.DeskQuestionShape, _question),
        encouragements=table(
            "encouragements",
            schema.EncouragementShape,
            lambda key, shape: Text(f"encouragements/{key}.text", shape.text),
        ),
        helper_tips=read_helper_tips(document(content / "begeleiders.yaml"), mistakes),
    )
    if not mistakes:
        mistakes.extend(check_references(library, documents))
    if mistakes:
        raise ContentError(mistakes)
    return library


def _table(
    document: Document | None,
    shape: type[Shape],
    build: Callable[[str, Shape], Built],
    mistakes: list[Mistake],
) -> dict[str, Built]:
    if document is None:
        return {}
    if not isinstance(document.data, dict):
        mistakes.append(document.mistake((), "this file is a mapping of ids"))
        return {}
    table: dict[str, Built] = {}
    for key, raw in document.data.items():
        if re.fullmatch(schema.ID, key) is None:
            mistakes.append(document.mistake((key,), f"'{key}' is no id: lower-case words with hyphens"))
        valid = validate(shape, raw, document, (key,), mistakes)
        if valid is not None:
            table[key] = build(key, valid)
    return table


def _fact(key: str, shape: schema.FactShape) -> Fact:
    return Fact(
        id=key,
        kind=shape.kind,
        value=shape.value,
        what=shape.what,
        source=shape.source,
        code=shape.code,
        checked=shape.checked,
        confidence=shape.confidence,
        ask=shape.ask,
        valid_from=shape.valid_from,
        valid_until=shape.valid_until,
    )


def _organisation(key: str, shape: schema.OrganisationShape) -> Organisation:
    def text(field: str, source: str | None) -> Text | None:
        return None if source is None else Text(f"organisations/{key}.{field}", source)

    return Organisation(
        id=key,
        name=Text(f"organisations/{key}.name", shape.name) if shape.translate_name else shape.name,
        what=Text(f"organisations/{key}.what", shape.what),
        site=shape.site,
        phone=shape.phone,
        phone_confidence=shape.phone_confidence,
        hours=text("hours", shape.hours),
        desk=text("desk", shape.desk),
        offline=text("offline", shape.offline),
    )


def _glossary(key: str, shape: schema.GlossaryShape) -> GlossaryEntry:
    return GlossaryEntry(key, shape.word, tuple(shape.forms), Text(f"glossary/{key}.text", shape.text))


def _phrase(key: str, shape: schema.PhraseShape) -> Phrase:
    values = {name: Fill(fill) for name, fill in shape.values.items()}
    return Phrase(key, shape.topic, Text(f"phrases/{key}.text", shape.text), values, shape.papers)


def _question(key: str, shape: schema.DeskQuestionShape) -> DeskQuestion:
    answers = {
        answer: Text(f"questions/{key}.answers.{answer}", label) for answer, label in shape.answers.items()
    }
    text = Text(f"questions/{key}.ask", shape.ask)
    return DeskQuestion(key, shape.topic, text, AskKind(shape.kind), answers)


def _municipality(document: Document | None, mistakes: list[Mistake]) -> Municipality:
    shape = (
        None
        if document is None
        else validate(schema.MunicipalityShape, document.data, document, (), mistakes)
    )
    if shape is None:
        # Never leaves ``load``: there is a mistake by now.
        nothing, example = Text("gemeente.desk", "-"), True
        return Municipality("-", example, "-", "-", "-", nothing, nothing, {})
    appointment = None if shape.appointment is None else Text("gemeente.appointment", shape.appointment)
    return Municipality(
        name=shape.name,
        example=shape.example,
        organisation=shape.organisation,
        phone=shape.phone,
        address=shape.address,
        desk=Text("gemeente.desk", shape.desk),
        hours=Text("gemeente.hours", shape.hours),
        office_hours={WEEKDAYS.index(day): hours for day, hours in shape.office_hours.items()},
        night=tuple(shape.night),
        desk_team=None
        if shape.desk_team is None
        else DeskTeam(
            id=shape.desk_team.id,
            name=shape.desk_team.name,
            answer_hours=shape.desk_team.answer_hours,
            daily_capacity=shape.desk_team.daily_capacity,
        ),
        appointment=appointment,
        publishes=dict(shape.publishes),
    )


def _checked_on(path: Path, root: Path, mistakes: list[Mistake]) -> date:
    try:
        return date.fromisoformat(path.read_text(encoding="utf-8").strip())
    except (OSError, ValueError):
        mistakes.append(
            Mistake(path.relative_to(root).as_posix(), 1, "this file holds one date, such as 2026-11-21")
        )
        return date.min
