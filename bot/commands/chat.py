"""``wegwijs chat``: a conversation in the terminal."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

from bot.config import SettingsError
from bot.garbage import nothing_to_collect

if TYPE_CHECKING:
    import argparse

    from bot.channels.terminal import Direction
    from bot.config import Settings


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Talk until the input ends."""
    return asyncio.run(
        _converse(settings, contact=options.contact, language=options.language, direction=options.rtl)
    )


async def _converse(settings: Settings, *, contact: str, language: str | None, direction: Direction) -> int:
    async with AsyncExitStack() as stack:
        with nothing_to_collect():
            from bot import background, bootstrap  # noqa: PLC0415  no garbage is looked for while it is read
            from bot.channels.terminal import Terminal, converse, standard_streams  # noqa: PLC0415  as above

            lines, output = standard_streams()
            terminal = Terminal(output, direction)
            app = await stack.enter_async_context(bootstrap.application(settings, {terminal.name: terminal}))
        if language not in {None, *app.languages.codes}:
            raise SettingsError(f"--language is one of {', '.join(app.languages.codes)}, not '{language}'")
        # What became due while nobody was here comes first; while she is here it comes in time.
        await app.conversation.ring()
        await app.delivery.sweep()
        await app.delivery.drain()
        async with background.in_background(background.background(app)):
            await converse(
                terminal,
                contact=contact,
                language=language,
                lines=lines,
                receive=app.conversation.receive,
                answered=app.delivery.drain,
                now=app.conversation.now,
            )
    return 0
