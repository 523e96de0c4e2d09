"""Runs the server alone, to try a bot by hand: ``python -m tests.botapi [port]``.

What is typed goes to the bot as the words of one resident, ``!label`` presses a button.
"""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

from tests.botapi.server import BotApi

if TYPE_CHECKING:
    from tests.botapi.resident import Resident


async def main(port: int) -> None:
    api = await BotApi().start(port)
    print(f"WEGWIJS_TELEGRAM_TOKEN={api.token} WEGWIJS_TELEGRAM_API_URL={api.url}")  # noqa: T201
    resident = api.resident()
    printing = asyncio.create_task(_show(resident))
    try:
        while line := await asyncio.to_thread(sys.stdin.readline):
            await _do(resident, line.rstrip("\n"))
    finally:
        printing.cancel()
        await api.stop()


async def _do(resident: Resident, line: str) -> None:
    try:
        if line.startswith("!"):
            await resident.presses(line[1:])
        else:
            await resident.says(line)
    except LookupError as error:
        print(error)  # noqa: T201


async def _show(resident: Resident) -> None:
    while True:
        try:
            heard = await resident.hears()
        except TimeoutError:
            continue
        for message in heard:
            print(message.text, message.labels or "", sep="\n")  # noqa: T201


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 8081))
