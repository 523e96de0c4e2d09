"""``kill -9`` in the middle of 200 conversations: nothing is missed, and little is repeated."""

from __future__ import annotations

import asyncio
from itertools import groupby
from random import Random
from typing import TYPE_CHECKING

import pytest

from tests.e2e import database
from tests.e2e.walk import BEGIN, take_step, walk
from tests.e2e.wording import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.e2e.person import Person
    from tests.e2e.service import Service
    from tests.e2e.stage import Stage

pytestmark = pytest.mark.untraced  # a process of its own under load; tests/e2e/test_ending.py is traced

LAST_DAY = "01-03-2027"
RESIDENTS = 200
STEPS = 5
KILLS = 5
PATIENCE = 120
"""Seconds after which a conversation counts as stuck; far above what the slowest machine takes."""

Heard = tuple[str, tuple[str, ...]]
"""A message as it was received: its text, and what its buttons send."""


async def test_two_hundred_conversations_survive_kills(stage: Stage, store_url: str, door: str) -> None:
    service = stage.service(store_url, door=door, level="INFO")
    await service.start()
    witnesses = {language: stage.people.new(language) for language in LANGUAGES}
    for language, witness in witnesses.items():
        await walk(witness, language, LAST_DAY, STEPS)
    each = sum(len(heard(witness)) for witness in witnesses.values()) // len(witnesses)
    moments = sorted(Random(2026).sample(range(each * RESIDENTS * 9 // 10), KILLS))  # noqa: S311  a test
    crowd = Crowd(stage, [stage.people.new(LANGUAGES[number % 3]) for number in range(RESIDENTS)])

    async with asyncio.timeout(PATIENCE):
        await crowd.walk(service, moments)
    await stage.until(lambda: database.waiting(store_url) == 0)
    assert await service.stop() == 0

    states = database.states(store_url)
    for person in crowd.people:
        witness = witnesses[str(person.language_code)]
        messages = heard(person)
        assert [message for message, _ in groupby(messages)] == heard(witness)
        assert len(messages) - len(heard(witness)) <= KILLS
        assert states[person.id] == states[witness.id]


class Crowd:
    """Residents who all answer as soon as they are asked."""

    def __init__(self, stage: Stage, people: Sequence[Person]) -> None:
        self.people = people
        self._api = stage.api
        self._answered: dict[int, set[tuple[str, ...]]] = {person.id: set() for person in people}

    async def walk(self, service: Service, moments: Sequence[int]) -> None:
        """Walk until everyone has come to her last question; kill after so many messages, and start anew."""
        before = len(self._api.called("sendMessage"))
        left = list(moments)
        for person in self.people:
            await person.says(BEGIN.format(language=person.language_code))
        while not await self._answer():
            if left and len(self._api.called("sendMessage")) - before >= left[0]:
                left.pop(0)
                await service.kill()
                await service.start()
            self._api.heard.clear()
            await self._api.heard.wait()
        assert left == []

    async def _answer(self) -> bool:
        """Answer what was asked since the last time; tell whether everyone has done her part."""
        for person in self.people:
            answered = self._answered[person.id]
            question = next((message for message in reversed(person.sees()) if message.had), None)
            if question is None or (key := tuple(question.had.values())) in answered:
                continue  # nothing new, or a message that came again
            answered.add(key)
            if len(answered) <= STEPS:
                await take_step(person, LAST_DAY)
        return all(len(answered) > STEPS for answered in self._answered.values())


def heard(person: Person) -> list[Heard]:
    """Return what the bot sent, oldest first."""
    return [(message.text, tuple(message.had.values())) for message in person.sees() if message.by_bot]
