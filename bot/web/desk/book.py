"""The book of phrases and questions: one list of topics, each sentence with how the resident reads it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.flows.lines import Latin, Line
from bot.flows.turn import content_values
from bot.handoff.phrases import as_read
from bot.web.desk import wording

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.flows.definition import Library
    from bot.flows.desk_content import DeskQuestion, Phrase
    from bot.locale import Languages


@dataclass(frozen=True, kw_only=True)
class Ready:
    """A phrase. ``dutch`` shows what has to be filled in as "[naam]".

    ``own`` is how she reads it, None where something has to be filled in first.
    """

    phrase: Phrase
    dutch: str
    own: str | None


@dataclass(frozen=True)
class Topic:
    """The phrases and the questions about one thing."""

    title: str
    phrases: list[Ready] = field(default_factory=list)
    questions: list[DeskQuestion] = field(default_factory=list)

    @property
    def count(self) -> str:
        """Say how many there are, as "6 zinnen, 1 vraag"."""
        said = _several(len(self.phrases), "zin", "zinnen")
        asked = _several(len(self.questions), "vraag", "vragen")
        return ", ".join(one for one in (said, asked) if one)


def book(library: Library, languages: Languages, language: str, today: date) -> Sequence[Topic]:
    """Return the book for a resident who reads ``language``, its topics in the order of the desk."""
    topics = {key: Topic(title) for key, title in wording.TOPICS.items()}
    for phrase in library.phrases.values():
        own = as_read(phrase, library, languages, language, today)
        values = content_values(phrase.text, library, today)
        open_ = {name: Latin(f"[{name}]") for name in phrase.values}
        dutch = languages.line(Line(phrase.text, {**values, **open_}), "nl")
        topics[phrase.topic].phrases.append(Ready(phrase=phrase, dutch=dutch, own=own))
    for question in library.questions.values():
        topics[question.topic].questions.append(question)
    return [topic for topic in topics.values() if topic.phrases or topic.questions]


def _several(number: int, one: str, more: str) -> str:
    return "" if number == 0 else f"{number} {one if number == 1 else more}"
