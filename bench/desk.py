"""``python -m bench.desk``: open pages of residents and desks, and how long a message takes between them."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from time import perf_counter
from typing import TYPE_CHECKING, Final

from bench.figures import percentile
from bench.pages import LONGEST_WAIT, Page, events, following, opened, spread
from bench.served import Option, report, served
from bench.staff import AFTER, TOKEN, accounts, logged_in
from bot.staff import passwords
from bot.staff.base import Role

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from aiohttp import ClientSession

CASE: Final = re.compile(r'href="/desk/zaak/([A-Z]{8})"')

OPTIONS: Final = (
    Option("pages", 200, "pages of residents open at once"),
    Option("desks", 20, "desks open at once, each with a case"),
    Option("messages", 200, "how often a desk writes"),
    Option("rate", 4.0, "messages a second, of all desks together"),
)


@dataclass
class Asker:
    """A resident who asked a person: her page, and when each numbered message arrived there."""

    page: Page
    arrived: dict[str, asyncio.Future[float]] = field(default_factory=dict)

    async def asks(self) -> None:
        """Ask a person, with as few answers as there can be."""
        shown = await self.page.sends(text="/mens")
        shown = await self.page.presses(shown, "ask-here")
        shown = await self.page.presses(shown, "agree")
        shown = await self.page.sends(text="Mijn geld kwam niet.")
        while "|send" not in shown:
            shown = await self.page.presses(shown, "next")
        await self.page.presses(shown, "send")

    async def follow(self) -> None:
        """Note when each message of the desk arrives, until cancelled."""
        address = f"{self.page.address}/stroom"
        async with self.page.session.get(address, params={"na": self.page.newest}) as stream:
            async for event in events(stream.content):
                for number in re.findall(rb"Bericht nummer (\d+)\.", event):
                    expected = self.arrived.get(number.decode())
                    if expected is not None and not expected.done():
                        expected.set_result(perf_counter())


@dataclass
class Desk:
    """A klantmanager with the page of one case open."""

    session: ClientSession
    address: str
    token: str
    case: str = ""
    after: str = "0"

    async def takes(self, case: str) -> None:
        """Take a case and stay on its page."""
        self.case = case
        shown = await self._sends("neem")
        self.after = AFTER.findall(shown)[0]

    async def says(self, text: str) -> None:
        """Write to the resident, and see the page again."""
        await self._sends("zeg", tekst=text)

    async def follow(self) -> None:
        """Do what the script of the page does, until cancelled: fetch the chat when something happened."""
        async with self.session.get(f"{self.address}/desk/stroom", params={"na": self.after}) as stream:
            async for event in events(stream.content):
                if self.case.encode() in event:
                    async with self.session.get(f"{self.address}/desk/zaak/{self.case}/gesprek") as answer:
                        await answer.read()

    async def _sends(self, act: str, **fields: str) -> str:
        fields["csrf"] = self.token
        async with self.session.post(f"{self.address}/desk/zaak/{self.case}/{act}", data=fields) as answer:
            answer.raise_for_status()
            return await answer.text()


async def measure(options: argparse.Namespace, folder: Path) -> str:
    """Open everything, let the desks write at a steady rate, and return what was measured."""
    password = passwords.generated()
    names = [f"bench{number}" for number in range(options.desks)]
    staff = accounts(names, Role.KLANTMANAGER, password)

    async with served(folder, staff, WEGWIJS_DESK="1") as (bot, address), AsyncExitStack() as stack:
        pages = [await opened(stack, address) for _ in range(options.pages)]
        askers = [Asker(page) for page in pages[: options.desks]]
        for asker in askers:
            await asker.asks()
        desks = [await _at_desk(stack, address, name, password) for name in names]
        others = pages[options.desks :]
        streams = [
            *(one.follow() for one in askers),
            *(one.follow() for one in desks),
            *(one.follow() for one in others),
        ]
        async with following(streams, opening=2.0):
            said = (
                _one(askers, desks[number % len(desks)], str(number)) for number in range(options.messages)
            )
            seconds = await spread(said, lambda: 1 / options.rate)
        return (
            f"{options.pages} pages and {options.desks} desks open, {len(seconds)} messages at "
            f"{options.rate:g} a second: p50 {percentile(seconds, 50) * 1000:.0f} ms, p95 "
            f"{percentile(seconds, 95) * 1000:.0f} ms from the desk until the resident has it. "
            f"Most memory {bot.peak_memory():.0f} MB. Load of the machine {os.getloadavg()[0]:.1f}.\n"
        )


async def _at_desk(stack: AsyncExitStack, address: str, username: str, password: str) -> Desk:
    """Log somebody in, who takes the first case that nobody has."""
    session, shown = await logged_in(stack, address, username, password)
    desk = Desk(session, address, TOKEN.findall(shown)[0])
    await desk.takes(CASE.findall(shown)[0])
    return desk


async def _one(askers: list[Asker], desk: Desk, number: str) -> float:
    """Return the seconds from a message at the desk until the resident has it, whoever of them it is."""
    arrival: asyncio.Future[float] = asyncio.get_running_loop().create_future()
    for asker in askers:
        asker.arrived[number] = arrival
    began = perf_counter()
    await desk.says(f"Bericht nummer {number}.")
    async with asyncio.timeout(LONGEST_WAIT):
        return await arrival - began


if __name__ == "__main__":
    sys.exit(report("bench.desk", __doc__, measure, OPTIONS))
