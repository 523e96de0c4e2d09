"""Wegwijs as an operator serves it, on a port of its own, for as long as something is measured."""

from __future__ import annotations

import asyncio
import socket
import sys
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bench.process import Bot
from bot.bootstrap import load_world, opened_store
from bot.config import ROOT, Settings

if TYPE_CHECKING:
    import argparse
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


def report(
    parser: argparse.ArgumentParser, measure: Callable[[argparse.Namespace, Path], Awaitable[str]]
) -> int:
    """Measure with the options of the command line, print what it says, and return the exit status."""
    options = parser.parse_args()
    # On the disk of the project, not in a /tmp that may be memory: a commit waits for the disk.
    place = ROOT / "var"
    place.mkdir(exist_ok=True)

    async def measured(folder: Path) -> str:
        return await measure(options, folder)

    with TemporaryDirectory(prefix="bench-", dir=place) as folder:
        sys.stdout.write(asyncio.run(measured(Path(folder))))
    return 0
