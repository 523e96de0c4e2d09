"""``python -m bench``: print what turns cost, beside a bare echo, in one run."""

from __future__ import annotations

import argparse
import asyncio
import os
import socket
import sys
from datetime import UTC, datetime
from time import perf_counter
from typing import TYPE_CHECKING, Final

from bench import report, voice, voice_on
from bench.botapi import BotApi
from bench.folder import work_folder
from bench.inside import MOST_TURNS
from bench.load import LONGEST_WAIT, Load
from bench.process import TOKEN, start_echo, start_wegwijs
from bench.residents import Speaker, load_words, pacers, speakers, walkers
from bench.understanding import milliseconds
from bench.webhook import open_webhook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bench.load import Stretch
    from bench.process import Bot
    from bench.residents import Words

    Start = Callable[[str, Path, int], Bot]

CONVERSATIONS: Final = (1, 50)

LOOK_EVERY: Final = 0.002
"""Seconds between two looks whether a bot listens: how far off a start can be."""


async def measure(options: argparse.Namespace, folder: Path, spoken: voice.Spoken) -> report.Measured:
    """Start both bots, let residents converse with them in turn, and end them."""
    words = load_words(datetime.now(UTC).date())
    understood = milliseconds(words, options.rounds)
    added = await voice_on.measure(folder, options.pairs, options.turns)
    api = BotApi(TOKEN)
    api_url = await api.start()
    bots: dict[str, Bot] = {}
    starts: dict[str, list[float]] = {"Wegwijs": [], "echo": []}
    try:
        for number in range(options.starts):
            for start in (start_wegwijs, start_echo):
                own = folder / f"{start.__name__}-{number}"
                own.mkdir()
                bot, seconds = await _first_answer(start, own, api, api_url, words)
                starts[bot.name].append(seconds)
                if number + 1 == options.starts:
                    bots[bot.name] = bot
                else:
                    await bot.stop()
        loads = _loads(bots, api, words)
        for load in loads.values():
            await load.run(options.warm_up)
        stretches: dict[report.Case, list[Stretch]] = {case: [] for case in loads}
        for _ in range(options.rounds):
            for case, load in loads.items():
                stretches[case].append(await load.run(options.seconds))
        return report.Measured(
            stretches=stretches,
            starts=starts,
            memory={name: bot.peak_memory() for name, bot in bots.items()},
            complaints={name: bot.complaints() for name, bot in bots.items()},
            strays=sum(load.strays for load in loads.values()),
            pragmas=report.pragmas(bots["Wegwijs"].database),
            understood=understood,
            spoken=spoken,
            added=added,
        )
    finally:
        for bot in bots.values():
            await bot.stop()
        await api.stop()


def _loads(bots: dict[str, Bot], api: BotApi, words: Words) -> dict[report.Case, Load]:
    """Return what is measured, in the order of a round: the echo stands between what it is compared to."""
    wegwijs, echo = bots["Wegwijs"], bots["echo"]
    loads = {}
    walking, pacing, speaking = walkers(words), pacers(words), speakers(words)
    for number in CONVERSATIONS:
        loads[report.Case("as residents use it", number)] = Load(wegwijs, api, walking, number)
        loads[report.Case("echo", number)] = Load(echo, api, speaking, number, last_has_buttons=False)
        loads[report.Case("one message out", number)] = Load(wegwijs, api, pacing, number)
    return loads


async def _first_answer(
    start: Start, folder: Path, api: BotApi, api_url: str, words: Words
) -> tuple[Bot, float]:
    """Start a bot; return it with the seconds until its first message was out."""
    api.webhook.clear()
    began = perf_counter()
    bot = start(api_url, folder, _free_port())
    try:
        async with asyncio.timeout(LONGEST_WAIT):
            await _listening(bot, api)
            newcomer = Speaker(1, words.languages[0], words)
            first = Load(bot, api, iter([newcomer]), 1, last_has_buttons=False)
            answered = await first.once()
    except BaseException:
        await bot.stop()
        raise
    return bot, answered - began


async def _listening(bot: Bot, api: BotApi) -> None:
    """Return when a bot takes updates. It sets its webhook just before that."""
    while not api.webhook.is_set():
        if not bot.running:
            raise RuntimeError(f"{bot.name} ended: {bot.log.read_text(encoding='utf-8')[-2000:]}")
        await asyncio.sleep(LOOK_EVERY)
    while True:
        try:
            (await open_webhook(bot.port)).close()
        except OSError:
            await asyncio.sleep(LOOK_EVERY)
        else:
            return


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="how often each case is measured")
    parser.add_argument("--seconds", type=float, default=3.0, help="length of one stretch")
    parser.add_argument("--warm-up", type=float, default=1.5, help="seconds before the first round, per case")
    parser.add_argument("--starts", type=int, default=3, help="how often each bot is started")
    parser.add_argument("--clips", type=int, default=25, help="voice messages made in each language")
    parser.add_argument("--pairs", type=int, default=60, help="walks with and without a voice")
    parser.add_argument("--turns", type=int, default=MOST_TURNS, help="turns of a resident in one, at most")
    options = parser.parse_args()
    busy_before = os.getloadavg()[0]
    with work_folder() as folder:
        # In the main thread, outside of any loop: rendering listens for Ctrl-C.
        spoken = voice.measure(folder, options.clips)
        measured = asyncio.run(measure(options, folder, spoken))
    sys.stdout.write(report.text(measured, options, busy_before))
    return 0


if __name__ == "__main__":
    sys.exit(main())
