"""The texts whose values come from the content alone: known before anybody asks to hear them.

"Stap 3 van 8", the name and number of an organisation, why an action is to be done. They are
the same for everybody, so they are rendered ahead as texts without values are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows import words, words_page, words_person, words_voice
from bot.flows.definition import Do, Tell
from bot.flows.lines import Latin, Line, name_value
from bot.flows.screens import danger
from bot.flows.summary import decided_by
from bot.flows.turn import content_values
from bot.parts import number_line, part_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from bot.flows.definition import Guide, Library, Organisation
    from bot.flows.text import Text
    from bot.locale import Languages
    from bot.messages import Part

ABOUT_A_GUIDE = (
    words.BACK_AT,
    words.FINISHED,
    words.GO_TO,
    words.GO_TO_AGAIN,
    words.OFFER_GUIDE,
    words.OFFER_LATER,
    words.PERSON_SAY,
    words.WELCOME_BACK,
)
"""What is said of a guide, with nothing but its title in it."""


def is_heard(text: Text) -> bool:
    """Tell whether a text is ever said by the voice.

    The words of the page, and of going on on another device, are shown beside the conversation and
    have no button that reads them: on the page what reads the screen reads them. Whose device it is
    is asked before the conversation, and aloud.
    """
    return not text.context.startswith("page/") or text in words_page.ASKED_ALOUD


def foreseen(
    texts: Iterable[Text], library: Library, languages: Languages, language: str, today: date
) -> Iterator[Part]:
    """Yield every part with values that content fills, as it is heard in a language on this day.

    ``texts`` are all there are. What has no translation is not yielded: it is heard in Dutch.
    """
    for line in _lines(texts, library, today):
        part = part_of(line, languages, language)
        if part.language == language and not part.own:
            yield part


def without_values(texts: Iterable[Text], languages: Languages, language: str) -> Iterator[Part]:
    """Yield every text in which nothing is filled in, where it has a translation in a language."""
    for text in texts:
        if text.plural is None and not text.placeholders():
            part = part_of(Line(text), languages, language)
            if part.language == language:
                yield part


def _lines(texts: Iterable[Text], library: Library, today: date) -> Iterator[Line]:
    guides = library.guides.values()
    yield from map(number_line, range(len(words_voice.NUMBERS) + 1, words_voice.MOST_FORESEEN + 1))
    yield from _of_danger(library.organisations)
    yield from _of_a_person(library, today)
    yield from _progress(guides)
    for organisation in library.organisations.values():
        yield from _of_organisation(organisation)
    for guide in guides:
        yield from (Line(text, {"guide": guide.title}) for text in ABOUT_A_GUIDE)
        yield from _of_actions(guide, library, today)
    for entry in library.glossary.values():
        meaning = _filled(entry.text, library, today)
        yield Line(words.EXPLAINED, {"word": Latin(entry.word), "meaning": meaning})
    for fact in library.facts.values():
        if not fact.holds(today):
            yield Line(words.FACT_EXPIRED, {"organisation": name_value(library.organisations[fact.ask])})
    for text in texts:
        line = _filled(text, library, today)
        if text.plural is None and line.values and line.values.keys() == text.placeholders():
            yield line


def _of_danger(organisations: Mapping[str, Organisation]) -> Iterator[Line]:
    yield Line(words.DANGER_NOW, {"phone": _phone(organisations[danger.ALARM])})
    for text, entry in ((words.DANGER_HOME, danger.HOME), (words.DANGER_SELF, danger.SELF)):
        called = organisations[entry]
        yield Line(text, {"organisation": name_value(called), "phone": _phone(called)})


def _of_a_person(library: Library, today: date) -> Iterator[Line]:
    """Yield where a person is: at the municipality, or where it is decided on what a guide is about."""
    municipality = library.municipality
    name, phone = Latin(municipality.name), Latin(municipality.phone)
    yield from (Line(words.PERSON_NIGHT, {"phone": Latin(number)}) for number in municipality.night)
    yield Line(words.PERSON_CALL, {"gemeente": name, "phone": phone})
    yield Line(words.PERSON_HOURS, {"hours": _filled(municipality.hours, library, today)})
    yield Line(words.PERSON_DESK, {"desk": _filled(municipality.desk, library, today)})
    yield Line(words.PERSON_ADDRESS, {"address": Latin(municipality.address)})
    deciding = {decided_by(guide) for guide in library.guides.values()} - {None, municipality.organisation}
    for entry in sorted(filter(None, deciding)):
        decides = library.organisations[entry]
        yield Line(words_person.DECIDES, {"organisation": name_value(decides)})
        if decides.phone:
            values = {"organisation": name_value(decides), "phone": _phone(decides)}
            yield Line(words_person.DECIDES_CALL, values)


def _phone(organisation: Organisation) -> Latin:
    return Latin(organisation.phone or "")


def _progress(guides: Iterable[Guide]) -> Iterator[Line]:
    """Yield every place in every number of steps that a walk can have: answers leave steps out."""
    longest = max((sum(not isinstance(step, Tell) for step in guide.steps) for guide in guides), default=0)
    for total in range(1, longest + 1):
        for step in range(1, total + 1):
            yield Line(words.PROGRESS, {"step": step, "total": total})


def _of_organisation(organisation: Organisation) -> Iterator[Line]:
    name = name_value(organisation)
    for text in (words.ACTION_WHERE, words.PAST_DESK):
        yield Line(text, {"organisation": name})
    if organisation.site:
        yield Line(words.ACTION_SITE, {"site": Latin(organisation.site)})
    if organisation.phone:
        phone = Latin(organisation.phone)
        yield Line(words.ACTION_PHONE, {"phone": phone})
        for text in (words.PAST_CALL, words.NOT_AN_APPLICATION_CALL):
            yield Line(text, {"organisation": name, "phone": phone})


def _of_actions(guide: Guide, library: Library, today: date) -> Iterator[Line]:
    for step in guide.steps:
        if isinstance(step, Do) and step.why is not None:
            yield Line(words.ACTION_WHY, {"why": _filled(step.why, library, today)})
        if isinstance(step, Do) and step.proof is not None:
            yield Line(words.ACTION_PROOF, {"proof": _filled(step.proof, library, today)})


def _filled(text: Text, library: Library, today: date) -> Line:
    return Line(text, content_values(text, library, today))
