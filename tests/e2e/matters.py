"""What each participant is busy with, and the words by which it could be known on a board."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from html import unescape
from typing import TYPE_CHECKING

from bot.flows.definition import Ask, Do
from tests.e2e.wording import label, library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.flows.text import Text
    from tests.e2e.participants import Participant

TELLING = 10
"""A shorter text may stand on a board by chance, such as "Ja" or "DigiD"."""

ISOLATES = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))
"""What stands around Latin words in Arabic."""


@dataclass(frozen=True)
class Matter:
    """The guide of one participant, and how far she goes in it."""

    guide: str
    answers: int = 2

    async def begins(self, who: Participant, today: date) -> None:
        """Begin the guide from her place in the group, and answer some questions."""
        topic = library().guides[self.guide].topic
        await who.chooses("go-on", f"t:{topic}", f"g:{self.guide}", "self")
        for _ in range(self.answers):
            await self.goes_on(who, today)

    async def goes_on(self, who: Participant, today: date) -> None:
        """Answer the question that she has, or do what is asked."""
        choices = (await who.question()).choices
        answer = next((one for one in choices if one.startswith("a:") or one in {"done", "later"}), None)
        if answer is None:
            await who.says(f"{today - timedelta(days=10):%d-%m-%Y}")
        else:
            await who.chooses(answer)

    def words(self, language: str) -> set[str]:
        """Return the titles, questions and answers of the guide that tell what it is about."""
        found = {label(text, code) for text in self._texts() for code in (language, "nl")}
        return {one for one in found if len(one) >= TELLING and "{" not in one}

    def _texts(self) -> Iterator[Text]:
        guide = library().guides[self.guide]
        yield guide.title
        for step in guide.steps:
            match step:
                case Ask(text=text, answers=answers):
                    yield text
                    yield from answers.values()
                case Do(title=title):
                    yield title
                case _:
                    pass


def found_in(bodies: str, words: set[str]) -> list[str]:
    """Return which of these words stand in what was sent to somebody."""
    plain = unescape(bodies).translate(ISOLATES)
    return sorted(one for one in words if one.translate(ISOLATES) in plain)
