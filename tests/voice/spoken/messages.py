"""Every message that the bot can send, rendered by the bot itself with values as residents see them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.flows import words
from bot.flows.content.texts import texts_of_library
from bot.flows.definition import Do
from bot.flows.lines import Amount, Latin, Line, fact_value, name_value
from bot.flows.message import Choice, Message
from bot.flows.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.flows.definition import Library
    from bot.flows.lines import Value
    from bot.locale import Languages

COUNTS = (0, 1, 2, 3, 11, 26, 101)
"""One for each plural form of Arabic, and more."""

DAY = date(2027, 4, 3)
CORE: dict[str, Value] = {
    "dag": DAY,
    "tijd": Latin("10.30"),
    "naam": Latin("Wegwijs"),
    "nummer": Latin("14 000"),
    "plaats": Latin("DigiD"),
    "organisatie": Latin("UWV"),
    "answer": Amount(Decimal("1234.50")),
    "day": DAY,
    "desk": Text("gemeente.desk", "Balie Werk en Inkomen"),
    "from": DAY,
    "hours": Text("gemeente.hours", "Op werkdagen van 9.00 tot 16.00 uur."),
    "maximum": Amount(Decimal(1250)),
    "minimum": Latin("0.5"),
    "sentence": words.WELCOME_NO_SECRETS,
    "step": 3,
    "total": 14,
    "until": date(2027, 12, 31),
    "why": words.WELCOME_NO_SECRETS,
}


def messages(library: Library) -> Iterator[Message]:
    """Yield a message for each text of the content and the core, and for what only lines show."""
    core = [text for text in vars(words).values() if isinstance(text, Text)]
    for text in (*core, *texts_of_library(library)):
        for values in _values(text, library):
            yield Message((Line(text, values, icon="👉"),))
    for entry in library.glossary.values():
        meaning = Line(entry.text, {})
        yield Message((Line(words.EXPLAINED, {"word": Latin(entry.word), "meaning": meaning}, icon="📖"),))
    for organisation in library.organisations.values():
        name = name_value(organisation)
        yield Message((Line(words.ACTION_WHERE, {"organisation": name}, icon="📍"),))
        if organisation.phone:
            call: dict[str, Value] = {"organisation": name, "phone": Latin(organisation.phone)}
            yield Message((Line(words.NOT_AN_APPLICATION_CALL, call, icon="📞"),))
        if organisation.site:
            yield Message((Line(words.ACTION_SITE, {"site": Latin(organisation.site)}, icon="🌐"),))
    papers = tuple(Line(paper, icon="•") for paper in library.papers.values())
    yield Message((Line(words.ACTION_BRING, icon="🎒"), *papers))


def careful(library: Library) -> Iterator[Message]:
    """Yield what shows more than one language: facts, show cards, the choice of a language."""
    for text in texts_of_library(library):
        if text.names_fact():
            for values in _values(text, library):
                yield Message((Line(text, values),), careful=True)
    for guide in library.guides.values():
        for step in guide.steps:
            if isinstance(step, Do) and step.show is not None:
                means = Line(words.SHOW_CARD_MEANS, {"sentence": Line(step.show)})
                yield Message((Line(words.SHOW_CARD_INTRO), Line(Latin(step.show.source), icon="🗣"), means))


def choice_of_language(languages: Languages) -> Message:
    """Return the question in which language to read, in every language."""
    lines = tuple(Line(Latin(languages.translate(words.WHICH_LANGUAGE, code))) for code in languages.codes)
    choices = tuple(Choice(code, Latin(name)) for code, name in languages.names.items())
    return Message(lines, choices)


def _values(text: Text, library: Library) -> Iterator[dict[str, Value]]:
    values = {name: _value(name, library) for name in text.placeholders() - {"count"}}
    counts = COUNTS if text.plural else (None,)
    for count in counts:
        yield values if count is None else {**values, "count": count}


def _value(placeholder: str, library: Library) -> Value:
    kind, _, reference = placeholder.partition(":")
    helper = (
        library.organisations[reference] if kind in {"organisation", "phone", "site"} and reference else None
    )
    if kind == "fact":
        return fact_value(library.facts[reference])
    if helper is not None:
        fields = {"phone": helper.phone, "site": helper.site}
        return Latin(fields[kind] or "") if kind in fields else name_value(helper)
    municipality = library.municipality
    title = library.guides["digid-aanvragen"].title
    example: dict[str, Value] = {
        "action": title,
        "guide": title,
        "proof": title,
        "address": Latin(municipality.address),
        "gemeente": Latin(municipality.name),
        "meaning": Line(library.glossary["ww"].text),
        "organisation": name_value(library.organisations["veilig-thuis"]),
        "phone": Latin(municipality.phone),
        "site": Latin("uwv.nl"),
        "word": Latin("WW"),
    }
    return example.get(placeholder) or CORE[placeholder]
