"""``wegwijs understand misses``: what residents wrote and Wegwijs did not understand."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from bot.bootstrap import opened_store
from bot.flows.engine import AMSTERDAM
from bot.storage.misses import KEPT

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Sequence

    from bot.config import Settings
    from bot.messages import JSON
    from bot.storage.base import Miss

NOTHING = "nothing"
HEADER = ("times", "last", "language", "where", "next", "text")


@dataclass(frozen=True)
class Missed:
    """The same words in the same place: how often, and what was chosen next."""

    words: str
    language: str
    guide: str | None
    step: str | None
    times: int
    last: date
    chosen: tuple[tuple[str, int], ...]

    @property
    def place(self) -> str:
        """Where it happened, as it stands in content/."""
        return "/".join(part for part in (self.guide, self.step) if part) or "-"


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Print what was missed, most often first: a table, or an object per line."""
    since = options.since or datetime.now(AMSTERDAM).date() - KEPT
    misses = asyncio.run(_read(settings, since))
    found = together(miss for miss in misses if options.language in {None, miss.language})
    lines = [_to_json(one) for one in found] if options.json else _table(found)
    for line in lines:
        print(line)  # noqa: T201  the command line speaks here
    return 0


def together(misses: Iterable[Miss]) -> list[Missed]:
    """Count the same words in the same place as one, most often first, then the newest."""
    groups: dict[tuple[str, str, str | None, str | None], list[Miss]] = {}
    for miss in misses:
        groups.setdefault((miss.words, miss.language, miss.guide, miss.step), []).append(miss)
    found = [
        Missed(
            *key,
            times=len(group),
            last=max(miss.day for miss in group),
            chosen=_most_first(Counter(miss.chosen or NOTHING for miss in group)),
        )
        for key, group in groups.items()
    ]
    return sorted(found, key=lambda one: (-one.times, -one.last.toordinal(), one.language, one.words))


def _most_first(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda one: (-one[1], one[0])))


async def _read(settings: Settings, since: date) -> Sequence[Miss]:
    async with opened_store(settings) as store:
        return await store.run(lambda unit: unit.misses(since))


def _to_json(one: Missed) -> str:
    line: dict[str, JSON] = {
        "text": one.words,
        "language": one.language,
        "guide": one.guide,
        "step": one.step,
        "times": one.times,
        "last": one.last.isoformat(),
        "next": dict(one.chosen),
    }
    return json.dumps(line, ensure_ascii=False)


def _table(found: Sequence[Missed]) -> list[str]:
    if not found:
        return ["Nothing was missed."]
    rows = [
        HEADER,
        *(
            (
                str(one.times),
                one.last.isoformat(),
                one.language,
                one.place,
                ", ".join(f"{chosen} {times}" for chosen, times in one.chosen),
                one.words,
            )
            for one in found
        ),
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    # The text comes last and unpadded: in Arabic nothing to the right of it would stay in its place.
    return [
        "  ".join([*(cell.ljust(width) for cell, width in zip(row[:-1], widths[:-1], strict=True)), row[-1]])
        for row in rows
    ]
