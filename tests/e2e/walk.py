"""The way of one resident through a part of a guide, the same for each who walks it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.e2e.person import Person

BEGIN = "/start {language}"

ANSWERS: Mapping[str, str] = {
    "t:werk": "t:werk",
    "g:baan-verliezen": "g:baan-verliezen",
    "self": "self",
    "a:ontslagen": "a:ontslagen",
    "done": "done",
    "a:nee": "a:nee",
}
"""What is pressed where it is offered, the first that fits; where nothing fits a date is typed."""


async def take_step(person: Person, last_day: str) -> None:
    """Answer the question that she sees."""
    offered = person.choices
    choice = next((pressed for shown, pressed in ANSWERS.items() if shown in offered), None)
    if choice is None:
        await person.says(last_day)
    else:
        await person.chooses(choice)


async def walk(person: Person, language: str, last_day: str, steps: int) -> None:
    """Come in, and take so many steps, each once its question came."""
    await person.says(BEGIN.format(language=language))
    for _ in range(steps):
        await person.asked()
        await take_step(person, last_day)
    await person.asked()
