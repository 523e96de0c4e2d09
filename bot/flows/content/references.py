"""Whether everything that the content refers to exists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.flows.conditions import Among, Compare, keys, leaves
from bot.flows.content.helper_tips import NAME, check_helper_tips
from bot.flows.content.placeholders import check_placeholders
from bot.flows.content.texts import texts_of_guide, texts_of_library
from bot.flows.definition import REFUSED, UNKNOWN, Ask, AskKind, Do, GoTo
from bot.flows.screens.danger import ALARM, HOME, SELF

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.flows.conditions import Condition
    from bot.flows.content.document import Document, Mistake, Where
    from bot.flows.definition import Guide, Library

LABEL = re.compile(r"\.(title|do|show|answers\.[^.]+)$")
"""Contexts of texts that stand on buttons or are shown as they are, so that nothing is filled in."""

MOST_ID = 50
"""Characters of the ids of a guide and its action together: a button of the list carries both in 64 bytes."""


FEWEST_CHOICES = 2
MOST_CHOICES = 9
"""Of a question of the desk: "weet ik niet" comes on top, and a list has ten rows at most."""


def check_references(library: Library, documents: Mapping[str, Document]) -> Iterator[Mistake]:
    """Yield a mistake for each unknown guide, fact, organisation, paper, profile key or date."""
    for guide in library.guides.values():
        yield from _check_guide(guide, library, documents[guide.id])
    for fact in library.facts.values():
        if fact.ask not in library.organisations:
            yield documents["facts"].mistake((fact.id, "ask"), f"there is no organisation '{fact.ask}'")
        if fact.kind == "amount" and fact.valid_until is None:
            yield documents["facts"].mistake((fact.id,), "an amount needs a valid-until")
    if library.municipality.organisation not in library.organisations:
        name = library.municipality.organisation
        yield documents["gemeente"].mistake(("organisation",), f"there is no organisation '{name}'")
    for needed in (ALARM, HOME, SELF):
        if needed not in library.organisations or library.organisations[needed].phone is None:
            yield documents["organisations"].mistake((needed,), f"'{needed}' is needed, with a phone number")
    for text in texts_of_library(library):
        # "organisations/uwv.hours", "gemeente.hours": the file, the id in it, the field.
        name, _, rest = text.context.partition("/")
        stem = name if rest else name.partition(".")[0]
        if stem not in library.guides and stem not in {"phrases", "encouragements"}:
            yield from check_placeholders(text.source, library, documents[stem], (rest.partition(".")[0],))

    yield from _check_desk(library, documents)
    yield from _check_encouragements(library, documents)
    yield from check_helper_tips(library, documents[NAME])


def _check_encouragements(library: Library, documents: Mapping[str, Document]) -> Iterator[Mistake]:
    """Yield a mistake for each encouragement that is not said as it is: nothing fills it in."""
    for encouragement, text in library.encouragements.items():
        if text.placeholders():
            wrong = "an encouragement is said as it is: no placeholders there"
            yield documents["encouragements"].mistake((encouragement, "text"), wrong)


def _check_desk(library: Library, documents: Mapping[str, Document]) -> Iterator[Mistake]:
    """Yield a mistake for each phrase with a value too many or too few, and each choice of nothing."""
    for phrase in library.phrases.values():
        document = documents["phrases"]
        own = phrase.values.keys() & phrase.text.placeholders()
        for name in sorted(phrase.values.keys() - own):
            yield document.mistake((phrase.id, "values", name), f"'{{{name}}}' does not stand in the text")
        yield from check_placeholders(phrase.text.source, library, document, (phrase.id,), own)
    for question in library.questions.values():
        document = documents["questions"]
        count = len(question.answers)
        if question.kind is AskKind.CHOICE and not FEWEST_CHOICES <= count <= MOST_CHOICES:
            wanted = f"a choice has {FEWEST_CHOICES} to {MOST_CHOICES} answers"
            yield document.mistake((question.id,), wanted)
        if question.kind is not AskKind.CHOICE and question.answers:
            yield document.mistake((question.id, "answers"), "only a choice has answers of its own")


def _check_guide(guide: Guide, library: Library, document: Document) -> Iterator[Mistake]:
    questions: dict[str, Ask] = {
        step.save: step
        for other in library.guides.values()
        for step in other.steps
        if isinstance(step, Ask) and step.save
    }
    questions |= {step.id: step for step in guide.steps if isinstance(step, Ask)}
    if guide.application and guide.application.at not in library.organisations:
        yield document.mistake(("application", "at"), f"there is no organisation '{guide.application.at}'")
    if guide.decides is not None and guide.decides not in library.organisations:
        yield document.mistake(("decides",), f"there is no organisation '{guide.decides}'")
    for position, step in enumerate(guide.steps):
        where: Where = ("steps", position)
        if step.when is not None:
            yield from _check_condition(step.when, questions, library, document, (*where, "when"))
        if isinstance(step, GoTo) and step.guide not in library.guides:
            yield document.mistake((*where, "go_to"), f"there is no guide '{step.guide}'")
        if isinstance(step, Do):
            yield from _check_do(step, questions, library, document, where)
            if len(guide.id) + len(step.id) > MOST_ID:
                yield document.mistake((*where, "id"), f"'{guide.id}/{step.id}' is too long for a button")
    for text in texts_of_guide(guide):
        step_id = text.context.partition("/")[2].partition(".")[0]
        place = next((index for index, step in enumerate(guide.steps) if step.id == step_id), None)
        where = () if place is None else ("steps", place)
        yield from check_placeholders(text.source, library, document, where)
        if text.placeholders() and LABEL.search(text.context):
            field = text.context.rpartition(".")[2]
            yield document.mistake(
                where, f"'{field}' is a label or a sentence to show: no placeholders there"
            )


def _check_do(
    step: Do, questions: Mapping[str, Ask], library: Library, document: Document, where: Where
) -> Iterator[Mistake]:
    for organisation in step.where:
        if organisation not in library.organisations:
            yield document.mistake((*where, "where"), f"there is no organisation '{organisation}'")
    for paper in step.bring:
        if paper not in library.papers:
            yield document.mistake((*where, "bring"), f"there is no paper '{paper}'")
    if step.term is not None and step.term.window.of != "today":
        base = questions.get(step.term.window.of)
        if base is None or base.kind is not AskKind.DATE:
            message = f"'{step.term.window.of}' is not a question for a date"
            yield document.mistake((*where, "deadline", "of"), message)


def _check_condition(
    condition: Condition,
    questions: Mapping[str, Ask],
    library: Library,
    document: Document,
    where: Where,
) -> Iterator[Mistake]:
    for key in keys(condition):
        if key not in questions:
            yield document.mistake(where, f"no guide asks for '{key}'")
    for part in leaves(condition):
        if isinstance(part, Compare):
            if isinstance(part.bound, str) and part.bound not in library.facts:
                yield document.mistake(where, f"there is no fact '{part.bound}'")
        elif isinstance(part, Among) and part.key in questions:
            answers = questions[part.key].answers.keys() | {UNKNOWN, REFUSED}
            for answer in sorted(part.answers - answers):
                yield document.mistake(where, f"'{answer}' is not an answer to '{part.key}'")
