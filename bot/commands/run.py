"""``wegwijs run``: the pages, and Telegram when there is a token."""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from bot.config import demonstration
from bot.garbage import nothing_to_collect
from bot.staff import demo

if TYPE_CHECKING:
    import argparse
    from collections.abc import Coroutine

    from bot.config import Settings
    from bot.web.site import Site


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Serve until told to stop."""
    return asyncio.run(_until_told(_serve(demonstration(settings, os.environ) if options.demo else settings)))


async def _serve(settings: Settings) -> int:
    with ExitStack() as starting:
        starting.enter_context(nothing_to_collect())
        from bot import serving  # noqa: PLC0415  no garbage is looked for while it is read

        def ready(site: Site, password: str | None) -> None:
            starting.close()
            if settings.demo:
                _say_addresses(site, password)

        await serving.run(settings, ready=ready)
    return 0


def _say_addresses(site: Site, password: str | None) -> None:
    for path in ("", "/nl", "/ti", "/ar"):
        print(f"{site.address}{path}", flush=True)  # noqa: T201  whoever tries it out opens these
    if password is not None:
        for path, name in (("/desk", demo.USERNAME), ("/groep", demo.HELPER)):
            print(f"{site.address}{path}   name: {name}   password: {password}", flush=True)  # noqa: T201  as above


async def _until_told(work: Coroutine[Any, Any, int]) -> int:
    """Run to the end, or until SIGTERM or Ctrl-C; then it may finish what it has in hand."""
    task = asyncio.ensure_future(work)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, task.cancel)
    try:
        return await task
    except asyncio.CancelledError:
        return 0
