"""Who takes part in a group: on Telegram, on the page over HTTP, or on the page in a real browser.

All of them go by the ids of the buttons, which are the same on every channel, and by the number of
the question that these belong to: that grows with each answer of the bot.
"""

from __future__ import annotations

import asyncio
import re
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING

import pytest

from bot.groups.joining import link

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from httpx2 import AsyncClient
    from playwright.async_api import Page

    from tests.e2e.person import Person

PATIENCE = 30.0
"""Seconds after which what did not come will not come: the machine may be busy."""


@dataclass(frozen=True)
class Question:
    """The newest question: its number, and its buttons. ``data`` is what each of them sends."""

    number: int = 0
    data: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, data: list[str]) -> Question:
        """Return the newest of all questions whose buttons are on the screen."""
        known = [(int(number), choice, one) for one in data for number, _, choice in [one.partition("|")]]
        newest = max((number for number, *_ in known), default=0)
        return cls(newest, {choice: one for number, choice, one in known if number == newest})

    @property
    def choices(self) -> list[str]:
        """The ids of its buttons, in their order."""
        return list(self.data)


async def until(met: Callable[[], Awaitable[bool]], pause: float = 0.1) -> None:
    """Wait for something that nobody announces; raise ``TimeoutError`` where it does not come."""
    async with asyncio.timeout(PATIENCE):
        while not await met():  # noqa: ASYNC110  another process cannot set an event
            await asyncio.sleep(pause)


class Participant(ABC):
    """Somebody in a group."""

    def __init__(self, language: str) -> None:
        self.language = language

    @abstractmethod
    async def comes_in(self, code: str) -> None:
        """Join as the code leads her in; return once her place is shown."""

    @abstractmethod
    async def question(self) -> Question:
        """Return the newest question on her screen."""

    @abstractmethod
    async def texts(self) -> list[str]:
        """Return what stands on her screen, oldest first."""

    @abstractmethod
    async def _write(self, text: str) -> None: ...

    @abstractmethod
    async def _press(self, data: str) -> None: ...

    async def says(self, text: str) -> None:
        """Write something, and wait for the question that answers it."""
        before = await self.question()
        await self._write(text)
        await self._answered(before)

    async def chooses(self, *choices: str) -> None:
        """Press these one after another, each under the question that came."""
        for choice in choices:
            before = await self.question()
            assert choice in before.data, f"{choice} is not one of {before.choices}"
            await self._press(before.data[choice])
            await self._answered(before)

    async def presses_standing(self, choice: str) -> None:
        """Press a button that is no answer to a question."""
        await self._press(f"0|{choice}")

    async def offered(self, choice: str) -> None:
        """Wait until the newest question has this button."""
        try:
            await until(lambda: self._has(choice))
        except TimeoutError:
            pytest.fail(f"{choice!r} is not in {(await self.question()).choices}: {await self.texts()}")

    async def sees(self, text: str) -> None:
        """Wait until this stands on her screen."""
        try:
            await until(lambda: self._shows(text))
        except TimeoutError:
            pytest.fail(f"{text!r} is not in {await self.texts()}")

    async def _has(self, choice: str) -> bool:
        return choice in (await self.question()).data

    async def _shows(self, text: str) -> bool:
        return any(text in one for one in await self.texts())

    async def _answered(self, before: Question) -> None:
        async def newer() -> bool:
            return (await self.question()).number > before.number

        await until(newer)


class OnTelegram(Participant):
    """Her phone is Telegram; she comes in by the link of the QR code."""

    def __init__(self, person: Person, language: str) -> None:
        super().__init__(language)
        self.person = person

    async def comes_in(self, code: str) -> None:
        await self.person.says(f"/start {link(code, self.language)}")
        await self.offered("hand-up")

    async def question(self) -> Question:
        return Question.of([data for one in self.person.sees() for data in one.data.values()])

    async def texts(self) -> list[str]:
        return self.person.reads()

    async def _write(self, text: str) -> None:
        await self.person.says(text)

    async def _press(self, data: str) -> None:
        under = next(one for one in reversed(self.person.sees()) if data in one.data.values())
        await self.person.presses_data(under, data)


class OnThePage(Participant):
    """Her browser, without script and without a picture: what it sends and what it is sent."""

    def __init__(self, client: AsyncClient, language: str, *, own: bool = True) -> None:
        super().__init__(language)
        self.client = client
        self._own = own

    async def comes_in(self, code: str) -> None:
        page = (await self.client.get(f"/mee/{code}/{self.language}{'' if self._own else '?pc'}")).text
        assert re.findall(r'name="own" value="(\d)"', page) == (["1", "0"] if self._own else ["0"])
        fields = {"language": self.language, "group": code, "own": str(int(self._own))}
        await self.client.post("/begin", data=fields, follow_redirects=True)

    async def page(self) -> str:
        """Return what her browser shows."""
        return (await self.client.get("/gesprek", follow_redirects=True)).text

    async def question(self) -> Question:
        return Question.of(re.findall(r'name="press" value="(\d+\|[^"]*)"', unescape(await self.page())))

    async def texts(self) -> list[str]:
        found = re.findall(r"<p[^>]*>(.*?)</p>", await self.page(), re.DOTALL)
        return [unescape(one) for one in found]

    async def token(self) -> str:
        """Return what the forms of this browser carry."""
        found = re.search(r'name="token" value="([0-9a-f]{64})"', await self.page())
        return "" if found is None else found[1]

    async def _write(self, text: str) -> None:
        await self.client.post("/zeg", data={"token": await self.token(), "text": text})

    async def _press(self, data: str) -> None:
        await self.client.post("/zeg", data={"token": await self.token(), "press": data})


class InBrowser(Participant):
    """Chromium: her own phone, or a computer of the library (``pc``)."""

    def __init__(self, page: Page, address: str, language: str, *, pc: bool = False) -> None:
        super().__init__(language)
        self.page = page
        self._address = address
        self._pc = pc

    async def comes_in(self, code: str) -> None:
        await self.page.goto(f"{self._address}/mee/{code}{'?pc' if self._pc else ''}")
        await self.page.locator(f"a[href^='/mee/{code}/{self.language}']").click()
        await self.page.locator("button.first" if self._pc else "button[name=own][value='1']").click()
        await self.offered("hand-up")

    async def question(self) -> Question:
        found = "[...document.querySelectorAll('.choices button')].map(one => one.value)"
        data: list[str] = await self.page.evaluate(found)
        return Question.of(data)

    async def texts(self) -> list[str]:
        return await self.page.locator(".entry p").all_inner_texts()

    async def _write(self, text: str) -> None:
        await self.page.locator("#text").fill(text)
        await self.page.keyboard.press("Enter")

    async def _press(self, data: str) -> None:
        await self.page.locator(f'.choices button[value="{data}"]').last.click()
