"""What the voice costs: a clip that is there, a clip that is made now, and clips made ahead."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from time import perf_counter
from typing import TYPE_CHECKING, Final

from bot.commands.voice import fixed_messages
from bot.config import Settings
from bot.voice.assembly import Places, open_voice
from bot.voice.base import Kind, Speech
from bot.voice.beside import Beside
from bot.voice.cache import Cache
from bot.voice.chain import Chain
from bot.voice.engines.espeak import Espeak, Manner
from bot.voice.engines.recordings import Recordings
from bot.voice.rendering import render

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from bot.voice.rendering import Progress

HITS: Final = 1000
AHEAD: Final = 6
"""Clips rendered ahead for each clip that is made cold: enough that starting the processes weighs little."""

TEXTS: Final = {
    "nl": "U bent uw werk kwijt. Vraag binnen een week geld aan bij uu-wee-vee. Dat doet u met didzjiedee. "
    "Lukt het niet, dan helpt een mens u graag.",
    "ar": "لَقَدْ فَقَدْتَ عَمَلَكَ. اُطْلُبِ الْمَالَ خِلَالَ أُسْبُوعٍ وَاحِدٍ مِنْ هَذَا الْمَكْتَبِ. يُمْكِنُكَ أَنْ تَفْعَلَ ذَلِكَ مِنَ الْبَيْتِ. "
    "إِذَا لَمْ تَسْتَطِعْ فَاسْأَلْ شَخْصًا فِي الْبَلَدِيَّةِ وَسَوْفَ يُسَاعِدُكَ.",
    "ti": "ስራሕኩም ስኢንኩም ኣለኹም። ኣብ ውሽጢ ሓደ ሰሙን ገንዘብ ሕተቱ። እዚ ብ ዲጂዲ ትገብርዎ። "
    "እንተ ዘይከኣልኩም ግን ሓደ ሰብ ካብ ምምሕዳር ከተማ ብሓጎስ ክሕግዘኩም ይኽእል እዩ ኢልኩም ሕተቱ።",
}
"""One text in each language, in its spoken form; the words move round for the next clip."""

WORDS: Final = 25


@dataclass(frozen=True)
class Spoken:
    """Milliseconds for a clip that was there, per language for one that was not; how rendering went."""

    hits: Sequence[float]
    cold: Mapping[str, Sequence[float]]
    ahead: Progress


def measure(folder: Path, clips: int) -> Spoken:
    """Make so many clips in each language, find them again, and render some of the project's own ahead."""
    studio = Beside()  # as in service; its start is part of the first clip
    chain = Chain(
        dict.fromkeys(TEXTS, (Kind.RECORDING, Kind.ESPEAK)),
        recordings=Recordings(folder / "recordings"),
        engines={
            Kind.ESPEAK: Espeak({code: Manner(code, 150) for code in TEXTS}, vowelled={}, studio=studio)
        },
        cache=Cache(folder / "cold"),
        now=lambda: datetime.now(UTC),
        studio=studio,
    )
    speeches = {language: list(_speeches(language, clips)) for language in TEXTS}
    cold = {language: asyncio.run(_milliseconds(chain, own)) for language, own in speeches.items()}
    again = [speech for own in speeches.values() for speech in own]
    hits = asyncio.run(_milliseconds(chain, (again * (HITS // len(again) + 1))[:HITS]))
    return Spoken(hits, cold, _ahead(folder / "ahead", clips * AHEAD))


def _speeches(language: str, clips: int) -> Iterator[Speech]:
    words = TEXTS[language].split()[:WORDS]
    for number in range(clips):
        start = number % WORDS
        yield Speech(language=language, text=" ".join(words[start:] + words[:start]), fixed=True)


async def _milliseconds(chain: Chain, speeches: Sequence[Speech]) -> list[float]:
    taken = []
    for speech in speeches:
        began = perf_counter()
        clip = await chain.clip(speech)
        taken.append((perf_counter() - began) * 1000)
        if clip is None:
            raise RuntimeError(f"no voice for {speech.language}; the log says why")
    return taken


def _ahead(cache: Path, clips: int) -> Progress:
    """Render messages of every length, from each language that espeak-ng can speak now."""
    settings = Settings.from_environment({})
    places = Places(locales=settings.locales, cache=cache, recordings=settings.recordings)
    chain = open_voice(places)
    able = [speech for speech in fixed_messages(settings) if chain.able(Kind.ESPEAK, speech)]
    chosen = {chain.engines[Kind.ESPEAK].order(speech).key: speech for speech in able}
    step = max(1, len(chosen) // clips)
    progress: list[Progress] = []
    failures = render(list(chosen.values())[::step][:clips], chain, places, report=progress.append)
    if failures:
        raise RuntimeError(f"{len(failures)} clips were not made: {failures[0].reason.value}")
    return progress[-1]
