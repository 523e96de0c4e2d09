"""What a participant shares, in words: her message in her language beside the Dutch, and what helps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.flows.lines import Line
from bot.flows.tips import tips
from bot.flows.turn import content_values
from bot.web.desk.talk import direction

if TYPE_CHECKING:
    from datetime import date

    from bot.flows.beside import Shared
    from bot.flows.definition import Library
    from bot.flows.message import Message
    from bot.locale import Languages

DUTCH = "nl"


@dataclass(frozen=True, kw_only=True)
class SharedStep:
    """The step at which she is. ``foreign``: she reads it in ``language``, which is not Dutch.

    ``own`` and ``dutch`` are the same message, ``own_choices`` and ``dutch_choices`` its buttons.
    ``answers`` stand behind their questions in Dutch, None where she does not share them.
    """

    guide: str
    language: str
    direction: str
    foreign: bool
    own: str
    own_choices: list[str]
    dutch: str
    dutch_choices: list[str]
    tips: list[str]
    watch: list[str]
    meaning: list[str]
    answers: list[tuple[str, str]] | None


def shared_step(  # noqa: PLR0913  keyword only: what a card shows
    library: Library,
    languages: Languages,
    found: Shared,
    *,
    language: str,
    today: date,
    answers: bool,
) -> SharedStep:
    """Return what she shares in the words of the page; her ``answers`` only where she shares those too."""
    guide = next((key for key, one in library.guides.items() if one.title == found.guide), "")
    advice = tips(library, guide, found.step, today)
    own, own_choices = _message(languages, found.own, language)
    dutch, dutch_choices = _message(languages, found.dutch, DUTCH)
    return SharedStep(
        guide=languages.translate(found.guide, DUTCH),
        language=language,
        direction=direction(languages, language),
        foreign=language != DUTCH,
        own=own,
        own_choices=own_choices,
        dutch=dutch,
        dutch_choices=dutch_choices,
        tips=dutch_lines(languages, advice.tips),
        watch=dutch_lines(languages, advice.watch),
        meaning=dutch_lines(languages, found.meaning),
        answers=_answers(library, languages, found, today) if answers else None,
    )


def dutch_lines(languages: Languages, lines: tuple[Line, ...]) -> list[str]:
    """Return lines in Dutch; one whose only sentence holds an expired fact is left out."""
    return [text for line in lines if (text := languages.line(line, DUTCH).strip())]


def _answers(library: Library, languages: Languages, found: Shared, today: date) -> list[tuple[str, str]]:
    # A question whose only sentence holds an expired fact is gone; its answer says nothing by itself.
    asked = (
        (Line(question, content_values(question, library, today)), answer)
        for question, answer in found.answers
    )
    return [
        (question, languages.value(answer, DUTCH))
        for line, answer in asked
        if (question := languages.line(line, DUTCH))
    ]


def _message(languages: Languages, message: Message, language: str) -> tuple[str, list[str]]:
    # The Dutch stands beside it, so it need not go along below.
    rendered = languages.render(message, language, both=True)
    return rendered.text, [rendered.labels[choice.id] for choice in message.choices]
