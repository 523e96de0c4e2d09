"""Every translatable message of the content, for the extractor, the checks and the counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.flows.definition import Ask, AskKind, Do, GoTo, Human, Tell
from bot.flows.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.flows.definition import AnyStep, Guide, Library


def texts_of_guide(guide: Guide) -> Iterator[Text]:
    """Yield the messages of one guide in the order in which a resident meets them."""
    yield guide.title
    if guide.application:
        yield guide.application.text
        yield guide.application.proof
        yield guide.application.without_digid
    for step in guide.steps:
        yield from texts_of_step(step)


def texts_of_library(library: Library) -> Iterator[Text]:
    """Yield every message of the content once."""
    for guide in library.guides.values():
        yield from texts_of_guide(guide)
    for organisation in library.organisations.values():
        if isinstance(organisation.name, Text):
            yield organisation.name
        yield organisation.what
        yield from (text for text in (organisation.hours, organisation.desk, organisation.offline) if text)
    yield from library.papers.values()
    for entry in library.glossary.values():
        yield entry.text
    yield from (phrase.text for phrase in library.phrases.values())
    for question in library.questions.values():
        yield question.text
        yield from question.answers.values()
    yield from library.encouragements.values()
    municipality = library.municipality
    yield municipality.desk
    yield municipality.hours
    if municipality.appointment:
        yield municipality.appointment


def texts_of_step(step: AnyStep) -> Iterator[Text]:
    """Yield the messages of one step, its title or question first."""
    match step:
        case Tell():
            yield step.text
        case Ask():
            yield step.text
            if step.help:
                yield step.help
            if step.kind is AskKind.CHOICE:
                yield from step.answers.values()
        case Do():
            yield step.title
            yield step.text
            rule = step.term.rule if step.term else None
            yield from (text for text in (step.why, rule, step.proof, step.show) if text)
        case GoTo():
            if step.text:
                yield step.text
        case Human():
            yield step.text
        case _:
            assert_never(step)
