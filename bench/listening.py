"""``python -m bench.listening``: how long it takes until a message that she asks to hear is in the channel.

Residents walk through all guides in every language. At some messages they press the button
that reads; what counts is the time from that press until the channel is handed the sound of
the message with its options. Each message is heard once, so that none was joined before. Clips
that were rendered ahead are there (``--clips``); what residents make here stays here.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from random import Random
from time import perf_counter
from typing import TYPE_CHECKING, Final

from bench.figures import percentile, table
from bench.folder import work_folder
from bench.inside import MOST_TURNS, content_of, opened, settle
from bench.residents import by_choice, load_words, press, walkers
from bot.commands.voice import messages_ahead, places
from bot.config import Settings
from bot.flows.listening import LISTEN
from bot.voice import rendering
from bot.voice.assembly import open_voice

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bench.botapi import Sent
    from bench.inside import Inside
    from bench.residents import Walker

HOW_OFTEN: Final = 0.25
"""Of the messages that can be heard: enough that those heard are spread over a whole guide."""

LONGEST: Final = 1.0
"""Seconds that the project set out to stay within."""


@dataclass(frozen=True)
class Heard:
    """One message: seconds until its sound was there, of the clock and of the processor, and of sound.

    The processor time is that of this process and of every espeak-ng that it waited for. ``made``: one
    of those was needed, since not all of it was there.
    """

    waited: float
    worked: float
    sound: float
    made: bool


@dataclass(frozen=True)
class Ahead:
    """Of one language, how many messages can be rendered ahead and how many of them were."""

    messages: int
    there: int


def ahead(settings: Settings) -> Mapping[str, Ahead]:
    """Count the clips that were rendered ahead."""
    rows = rendering.count(open_voice(places(settings)), messages_ahead(settings))
    return {row.language: Ahead(row.messages, row.messages - row.missing) for row in rows}


async def measure(folder: Path, clips: Path, each: int, walks: int | None) -> Mapping[str, Sequence[Heard]]:
    """Hear so many messages of each guide in each language, with these clips rendered ahead.

    ``walks`` ends it after so many; None: all guides in all languages.
    """
    words = load_words(datetime.now(UTC).date())
    found: dict[str, list[Heard]] = {language: [] for language in words.languages}
    async with AsyncExitStack() as stack:
        inside = await opened(stack, folder / "listening", voice=True, ahead=clips)
        settle()
        known: set[tuple[str, str]] = set()
        # The first one loads what makes sounds, and is not counted.
        crowd = walkers(words)
        await _listens(inside, next(crowd), known, 1)
        for resident in islice(crowd, walks or len(words.topics) * len(words.languages)):
            found[resident.language] += await _listens(inside, resident, known, each)
    return found


async def _listens(inside: Inside, resident: Walker, known: set[tuple[str, str]], most: int) -> list[Heard]:
    """Go through a guide; press the button that reads at so many messages that nobody heard yet."""
    often = Random(resident.chat)  # noqa: S311  nothing is secret here
    heard: list[Heard] = []
    for _ in range(MOST_TURNS):
        seen = inside.page.asked.get(resident.chat)
        if seen is not None and len(heard) < most and _can_be_heard(seen, resident, known, often):
            known.add((resident.language, seen.text))
            heard.append(await _hear(inside, resident, seen))
        move = resident.move(seen)
        if move is None:
            break
        await inside.turn(resident, content_of(move))
    return heard


def _can_be_heard(seen: Sent, resident: Walker, known: set[tuple[str, str]], often: Random) -> bool:
    new = LISTEN in by_choice(seen) and (resident.language, seen.text) not in known
    return new and often.random() < HOW_OFTEN


async def _hear(inside: Inside, resident: Walker, seen: Sent) -> Heard:
    inside.page.sounds.clear()
    before, worked = os.times(), -_processor()
    began = perf_counter()
    await inside.turn(resident, content_of(press(by_choice(seen), LISTEN)))
    # What is read first is the message; the question whether to read everything may follow it. Nothing
    # is read of what took too long: then she waited for the sentence that says so.
    at, seconds = perf_counter(), 0.0
    if inside.page.sounds:
        at, seconds = inside.page.sounds[0][0], inside.page.sounds[0][1].seconds
    inside.page.asked[resident.chat] = seen
    after = os.times()
    return Heard(at - began, worked + _processor(), seconds, after.children_user > before.children_user)


def _processor() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def text(found: Mapping[str, Sequence[Heard]], there: Mapping[str, Ahead], busy: float) -> str:
    """Return the report, in Markdown."""
    rows = [
        (
            "language",
            "heard",
            "sound s, p50",
            "waited s, p50",
            "p95",
            "CPU s, p50",
            "p95",
            "all of it there",
            "rendered ahead",
        )
    ]
    for language, heard in found.items():
        sound, waited, worked = (
            [getattr(one, name) for one in heard] for name in ("sound", "waited", "worked")
        )
        rows.append(
            (
                language,
                str(len(heard)),
                f"{percentile(sound, 50):.0f}",
                f"{percentile(waited, 50):.2f}",
                f"{percentile(waited, 95):.2f}",
                f"{percentile(worked, 50):.2f}",
                f"{percentile(worked, 95):.2f}",
                f"{sum(not one.made for one in heard) / len(heard):.0%}",
                f"{there[language].there} of {there[language].messages}",
            )
        )
    slowest = max(percentile([one.waited for one in heard], 95) for heard in found.values())
    silent = sum(not one.sound for heard in found.values() for one in heard)
    reached = "yes" if slowest < LONGEST else "no"
    return (
        f"## Heard\n\n{table(rows)}\n\n"
        "From the press of the button that reads until the channel has the sound of the message with its "
        "options, one at a time, each message once. CPU with that of espeak-ng. Where not all of it was "
        f"there, what was missing was made now. {silent} took too long and were not heard.\n"
        f"Load average {busy:.1f} before and {os.getloadavg()[0]:.1f} after. Within {LONGEST:g} s at p95 in "
        f"every language: {slowest:.2f} s, {reached}."
    )


def main() -> int:
    """Measure and print."""
    settings = Settings.from_environment({})
    parser = argparse.ArgumentParser(prog="python -m bench.listening", description=__doc__)
    parser.add_argument("--each", type=int, default=3, help="messages of each guide in each language")
    parser.add_argument("--walks", type=int, help="guides in some language; all of them otherwise")
    parser.add_argument("--clips", type=Path, default=settings.voice, help="where clips were rendered ahead")
    options = parser.parse_args()
    busy = os.getloadavg()[0]
    there = ahead(replace(settings, voice=options.clips))
    with work_folder() as folder:
        found = asyncio.run(measure(folder, options.clips, options.each, options.walks))
    sys.stdout.write(f"{text(found, there, busy)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
