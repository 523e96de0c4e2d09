"""Wegwijs as an operator serves it, on a port of its own, for as long as something is measured."""

from __future__ import annotations

import argparse
import asyncio
import socket
import sys
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench.folder import work_folder
from bench.process import Bot
from bot.bootstrap import load_world, opened_store
from bot.config import Settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterable

    from bot.staff.base import Account


@asynccontextmanager
async def served(
    folder: Path, staff: Callable[[str], Iterable[Account]] = lambda _team: (), **settings: str
) -> AsyncIterator[tuple[Bot, str]]:
    """Start it with a fresh database in ``folder``; give the process and its address.

    ``staff`` makes the accounts that are there from the start, for the team of the content.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    environment = {
        "WEGWIJS_DATABASE_URL": f"sqlite:///{folder / 'bench.db'}",
        "WEGWIJS_LISTEN": f"127.0.0.1:{port}",
        "WEGWIJS_VOICE": "0",
        **settings,
    }
    known = Settings.from_environment(environment)
    team = load_world(known)[0].library.municipality.desk_team
    if team is None:
        raise RuntimeError("the content names no team")
    async with opened_store(known) as store:
        for account in staff(team.id):
            await store.run(lambda unit, account=account: unit.save_account(account))  # type: ignore[misc]
    command = [str(Path(sys.executable).with_name("wegwijs")), "run"]
    bot = Bot("Wegwijs", command, environment, folder, port)
    try:
        yield bot, f"http://127.0.0.1:{port}"
    finally:
        await bot.stop()


@dataclass(frozen=True)
class Option:
    """An option of a measurement: a number. ``help`` says what it counts."""

    name: str
    default: float
    help: str


def report(
    program: str,
    description: str | None,
    measure: Callable[[argparse.Namespace, Path], Awaitable[str]],
    options: Iterable[Option],
) -> int:
    """Measure with the options of the command line, print what it says, and return the exit status."""
    parser = argparse.ArgumentParser(prog=f"python -m {program}", description=description)
    for one in options:
        parser.add_argument(f"--{one.name}", type=type(one.default), default=one.default, help=one.help)
    chosen = parser.parse_args()

    async def measured(folder: Path) -> str:
        return await measure(chosen, folder)

    with work_folder() as folder:
        sys.stdout.write(asyncio.run(measured(folder)))
    return 0
