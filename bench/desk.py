"""``python -m bench.desk``: open pages of residents and desks, and how long a message takes between them."""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import sys
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import perf_counter
from typing import TYPE_CHECKING, Final

from aiohttp import ClientSession, ClientTimeout, CookieJar

from bench.figures import percentile
from bench.pages import LONGEST_WAIT, Page, events, opened
from bench.served import report, served
from bot.staff import passwords
from bot.staff.base import Account, Role

if TYPE_CHECKING:
    from pathlib import Path

TOKEN: Final = re.compile(r'name="csrf" value="([^"]+)"')
CASE: Final = re.compile(r'href="/desk/zaak/([A-Z]{8})"')
AFTER: Final = re.compile(r'data-after="(\d+)"')


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
    case: str = ""
    token: str = ""
    after: str = "0"

    async def log_in(self, username: str, password: str) -> list[str]:
        """Log in; return the cases of the queue."""
        fields = {"naam": username, "wachtwoord": password}
        async with self.session.post(f"{self.address}/desk/inloggen", data=fields) as answer:
            shown = await answer.text()
        self.token = TOKEN.findall(shown)[0]
        return CASE.findall(shown)

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
    hashed = passwords.hashed(password)

    def staff(team: str) -> list[Account]:
        return [
            Account(
                username=f"bench{number}",
                name=f"Bench {number}",
                role=Role.KLANTMANAGER,
                team=team,
                password=hashed,
                created_at=datetime.now(UTC),
            )
            for number in range(options.desks)
        ]

    async with served(folder, staff, WEGWIJS_DESK="1") as (bot, address), AsyncExitStack() as stack:
        pages = [await opened(stack, address) for _ in range(options.pages)]
        askers = [Asker(page) for page in pages[: options.desks]]
        for asker in askers:
            await asker.asks()
        desks = [await _at_desk(stack, address, number, password) for number in range(options.desks)]
        others = pages[options.desks :]
        streams = [
            *(one.follow() for one in askers),
            *(one.follow() for one in desks),
            *(one.follow() for one in others),
        ]
        following = [asyncio.create_task(stream) for stream in streams]
        await asyncio.sleep(2)
        seconds = await _said(askers, desks, options)
        for task in following:
            task.cancel()
        await asyncio.gather(*following, return_exceptions=True)
        return (
            f"{options.pages} pages and {options.desks} desks open, {len(seconds)} messages at "
            f"{options.rate:g} a second: p50 {percentile(seconds, 50) * 1000:.0f} ms, p95 "
            f"{percentile(seconds, 95) * 1000:.0f} ms from the desk until the resident has it. "
            f"Most memory {bot.peak_memory():.0f} MB. Load of the machine {os.getloadavg()[0]:.1f}.\n"
        )


async def _at_desk(stack: AsyncExitStack, address: str, number: int, password: str) -> Desk:
    """Log somebody in, who takes the first case that nobody has."""
    session = await stack.enter_async_context(
        ClientSession(cookie_jar=CookieJar(unsafe=True), timeout=ClientTimeout(total=None))
    )
    desk = Desk(session, address)
    cases = await desk.log_in(f"bench{number}", password)
    await desk.takes(cases[0])
    return desk


async def _said(askers: list[Asker], desks: list[Desk], options: argparse.Namespace) -> list[float]:
    saying = []
    for number in range(options.messages):
        saying.append(asyncio.create_task(_one(askers, desks[number % len(desks)], str(number))))
        await asyncio.sleep(1 / options.rate)
    return await asyncio.gather(*saying)


async def _one(askers: list[Asker], desk: Desk, number: str) -> float:
    """Return the seconds from a message at the desk until the resident has it, whoever of them it is."""
    arrival: asyncio.Future[float] = asyncio.get_running_loop().create_future()
    for asker in askers:
        asker.arrived[number] = arrival
    began = perf_counter()
    await desk.says(f"Bericht nummer {number}.")
    async with asyncio.timeout(LONGEST_WAIT):
        return await arrival - began


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.desk", description=__doc__)
    parser.add_argument("--pages", type=int, default=200, help="pages of residents open at once")
    parser.add_argument("--desks", type=int, default=20, help="desks open at once, each with a case")
    parser.add_argument("--messages", type=int, default=200, help="how often a desk writes")
    parser.add_argument("--rate", type=float, default=4.0, help="messages a second, of all desks together")
    return report(parser, measure)


if __name__ == "__main__":
    sys.exit(main())
