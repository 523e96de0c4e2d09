"""Everybody who talks with the bot in one test, and what may be found of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.e2e.person import Person
from tests.e2e.service import SECRET

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.botapi import BotApi

TELLING = 8
"""A shorter text may stand in a log by chance."""


class People:
    """Makes residents, and looks for traces of them."""

    def __init__(self, api: BotApi) -> None:
        self._api = api
        self._people: list[Person] = []

    def new(self, language_code: str | None = "nl") -> Person:
        person = Person(self._api, language_code)
        self._people.append(person)
        return person

    def traces(self, text: str, contacts: Iterable[str]) -> list[str]:
        """Return what in a text leads to somebody or to a secret, or says what was said."""
        said = [line for person in self._people for words in person.wrote for line in words.splitlines()]
        heard = [line for call in self._api.called("sendMessage") for line in str(call["text"]).splitlines()]
        ids = [*(str(person.id) for person in self._people), *contacts]
        secrets = [self._api.token, self._api.token.partition(":")[2], SECRET]
        found = {
            trace for trace in (*said, *heard, *ids, *secrets) if len(trace) >= TELLING and trace in text
        }
        return sorted(found)
