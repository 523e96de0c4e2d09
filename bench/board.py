"""``python -m bench.board``: how long a tap of a participant takes to the board of her group."""

from __future__ import annotations

import asyncio
import json
import os
import re
import sys
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from random import Random
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

CODE: Final = re.compile(r'class="big-code"[^>]*>([A-Z]{4}) ([A-Z]{4})<')
SEAT: Final = re.compile(r'id="stoel-([A-Z]{8})"')
DATA: Final = re.compile(rb"^data: (.+)$", re.MULTILINE)

BEGIN: Final = (
    "go-on",
    "t:digid",
    "g:digid-aanvragen",
    "self",
    "hand",
    "show-step",
    "show-yes",
    "hand-down",
    "go-on",
)
TAPS: Final = ("hand", "hand-down", "go-on")
"""The buttons that a participant presses, by their ids."""

SOON: Final = 500.0
"""Milliseconds, for 95 of 100 taps: what the project set out to reach."""

OPTIONS: Final = (
    Option("seats", 12, "participants with a seat"),
    Option("taps", 240, "how often one of them presses a button"),
    Option("rate", 4.0, "taps a second, of all together"),
)


@dataclass
class Arrival:
    """When one tap was known at the board, and when the card that it changed was there."""

    told: asyncio.Future[float]
    shown: asyncio.Future[float]


@dataclass
class Board:
    """A helper with the board of her group open."""

    session: ClientSession
    address: str
    group: str = ""
    code: str = ""
    after: str = "0"
    awaited: dict[str, Arrival] = field(default_factory=dict)

    async def opens(self, token: str) -> None:
        """Open a group."""
        fields = {"csrf": token, "plek": "Bibliotheek", "uren": "2"}
        async with self.session.post(f"{self.address}/groep", data=fields) as answer:
            answer.raise_for_status()
            self.group = answer.url.path.rpartition("/")[2]
            shown = await answer.text()
        first, second = CODE.findall(shown)[0]
        self.code, self.after = first + second, AFTER.findall(shown)[0]

    async def cards(self) -> list[str]:
        """Return the seats whose cards stand there."""
        async with self.session.get(f"{self.address}/groep/{self.group}/kaarten") as answer:
            answer.raise_for_status()
            return SEAT.findall(await answer.text())

    async def follow(self) -> None:
        """Do what the script of the page does, until cancelled: fetch the cards when something happened."""
        changed = asyncio.Event()
        told: list[Arrival] = []

        async def fetch() -> None:
            while True:
                await changed.wait()
                changed.clear()
                known, told[:] = list(told), []
                await self.cards()
                for one in known:
                    one.shown.set_result(perf_counter())

        fetching = asyncio.create_task(fetch())
        stream = f"{self.address}/groep/{self.group}/stroom"
        try:
            async with self.session.get(stream, params={"na": self.after}) as answer:
                async for event in events(answer.content):
                    about = [json.loads(data)["about"] for data in DATA.findall(event)]
                    arrival = self.awaited.pop(about[0], None) if about else None
                    if arrival is not None:
                        arrival.told.set_result(perf_counter())
                        told.append(arrival)
                    if about:
                        changed.set()
        finally:
            fetching.cancel()


@dataclass
class Participant:
    """A resident with a seat, and what her page shows."""

    page: Page
    board: Board
    seat: str = ""
    shown: str = ""

    async def joins(self) -> None:
        """Take a seat, begin a guide and share its step: that is when a card costs most."""
        before = set(await self.board.cards())
        self.shown = await self.page.sends(text=f"/groep {self.board.code}")
        (self.seat,) = set(await self.board.cards()) - before
        for choice in BEGIN:
            self.shown = await self.page.presses(self.shown, choice)

    async def taps(self, choice: str) -> tuple[float, float]:
        """Press a button; return the seconds until the board is told and until it has the card."""
        loop = asyncio.get_running_loop()
        arrival = self.board.awaited[self.seat] = Arrival(loop.create_future(), loop.create_future())
        began = perf_counter()
        self.shown = await self.page.presses(self.shown, choice)
        async with asyncio.timeout(LONGEST_WAIT):
            return await arrival.told - began, await arrival.shown - began


async def measure(options: argparse.Namespace, folder: Path) -> str:
    """Open a group, fill its seats, let them tap at a steady rate, and return what was measured."""
    password = passwords.generated()
    staff = accounts(["bench"], Role.BEGELEIDER, password)

    async with served(folder, staff) as (bot, address), AsyncExitStack() as stack:
        pages = [await opened(stack, address) for _ in range(options.seats)]
        board = await _at_board(stack, address, password)
        seats = [Participant(page, board) for page in pages]
        for one in seats:
            await one.joins()
        async with following([board.follow()]):
            seconds = await _tapped(seats, options)
        told, shown = ([1000 * one[place] for one in seconds] for place in (0, 1))
        reached = "reached" if percentile(shown, 95) <= SOON else "not reached"
        return (
            f"A board with {options.seats} seats, {len(seconds)} taps at {options.rate:g} a second: "
            f"p50 {percentile(told, 50):.0f} ms, p95 {percentile(told, 95):.0f} ms until the board is told; "
            f"p50 {percentile(shown, 50):.0f} ms, p95 {percentile(shown, 95):.0f} ms until it has the card "
            f"({SOON:.0f} ms: {reached}). "
            f"Most memory {bot.peak_memory():.0f} MB. Load of the machine {os.getloadavg()[0]:.1f}.\n"
        )


async def _at_board(stack: AsyncExitStack, address: str, password: str) -> Board:
    session, shown = await logged_in(stack, address, "bench", password)
    board = Board(session, address)
    await board.opens(TOKEN.findall(shown)[0])
    return board


async def _tapped(seats: list[Participant], options: argparse.Namespace) -> list[tuple[float, float]]:
    """Let each in turn raise her hand, put it down again, and go on, as people do: at no fixed beat.

    Taps at a beat would all fall at the same moment between two looks at the feed.
    """
    chance = Random(options.taps)  # noqa: S311  the same gaps in every run
    taps = (
        seats[number % len(seats)].taps(TAPS[number // len(seats) % len(TAPS)])
        for number in range(options.taps)
    )
    return await spread(taps, lambda: chance.expovariate(options.rate))


if __name__ == "__main__":
    sys.exit(report("bench.board", __doc__, measure, OPTIONS))
