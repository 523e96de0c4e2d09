"""``python -m bench.voice_on``: what the voice adds to a turn, in processor time.

A rate wavers with whatever else the machine does. Processor time of the same residents, with and
without a voice one right after the other in one process, wavers far less: with one conversation
after each turn, with more of them after the first turn and after all others.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Final

from bench.figures import percentile, table
from bench.folder import work_folder
from bench.inside import MOST_TURNS, Cost, opened, settle
from bench.residents import load_words, walkers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from bench.inside import Inside
    from bench.residents import Walker

CONVERSATIONS: Final = (1, 50)

CROWDED: Final = 10
"""How many times fewer pairs there are of a crowd, each of which is fifty walks."""

WARM_UP: Final = 3
"""Pairs of one conversation that are not counted: one in each language. Of a crowd the first has them all."""

NOTHING: Final = Cost(0, 0.0)


@dataclass(frozen=True)
class Pair:
    """The same walks without and with a voice: everybody's first turn, and all others."""

    first_without: Cost
    first_voiced: Cost
    later_without: Cost
    later_voiced: Cost

    @property
    def without(self) -> Cost:
        """All turns without a voice."""
        return self.first_without + self.later_without

    @property
    def voiced(self) -> Cost:
        """All turns with a voice."""
        return self.first_voiced + self.later_voiced

    @property
    def more(self) -> float:
        """What the voice adds to the processor time of all turns, as a share of it."""
        return self.voiced.seconds / self.without.seconds - 1

    @property
    def more_later(self) -> float:
        """The same of all turns but the first, at which each language is said to who is new."""
        return self.later_voiced.seconds / self.later_without.seconds - 1


async def measure(folder: Path, pairs: int, turns: int) -> Mapping[int, Sequence[Pair]]:
    """Return, for each number of conversations at once, so many pairs of walks; of a crowd fewer.

    ``turns`` is how many a resident has in a walk at most.
    """
    return {
        conversations: await _compared(
            folder / f"voice-on-{conversations}",
            pairs if conversations == 1 else max(2, pairs // CROWDED),
            conversations,
            turns,
        )
        for conversations in CONVERSATIONS
    }


async def _compared(folder: Path, pairs: int, conversations: int, turns: int) -> list[Pair]:
    """Let the same residents converse without and with a voice, by turns; what comes first warms up."""
    folder.mkdir()  # noqa: ASYNC240  nothing else runs yet
    words = load_words(datetime.now(UTC).date())
    without, voiced = walkers(words), walkers(words)
    found: list[Pair] = []
    async with AsyncExitStack() as stack:
        both = [
            await opened(stack, folder / name, voice=voice)
            for name, voice in (("silent", False), ("speaking", True))
        ]
        settle()
        warm_up = WARM_UP if conversations == 1 else 1
        for number in range(pairs + warm_up):
            crowds = [list(islice(crowd, conversations)) for crowd in (without, voiced)]
            pair = await _pair(both, crowds, number, 1 if conversations == 1 else turns, turns)
            if number >= warm_up:
                found.append(pair)
    return found


async def _pair(
    both: Sequence[Inside], crowds: Sequence[Sequence[Walker]], number: int, most: int, limit: int
) -> Pair:
    """Walk to the end or the limit with and without a voice, beside one another after so many turns each."""
    first = await _beside(both, crowds, 1, reverse=number % 2 == 1)
    later = [NOTHING, NOTHING]
    turns = 1
    while turns < limit:
        # Neither is always the one that comes second.
        more = await _beside(both, crowds, most, reverse=(number + turns) % 2 == 1)
        if not more[0].turns:
            break
        later = [one + other for one, other in zip(later, more, strict=True)]
        turns += most
    return Pair(*first, *later)


async def _beside(
    both: Sequence[Inside], crowds: Sequence[Sequence[Walker]], most: int, *, reverse: bool
) -> list[Cost]:
    costs = [NOTHING, NOTHING]
    for place in (1, 0) if reverse else (0, 1):
        costs[place] = await both[place].walk(crowds[place], most)
    if costs[0].turns != costs[1].turns:
        raise RuntimeError(f"{costs[0].turns} turns without a voice and {costs[1].turns} with one")
    return costs


def text(added: Mapping[int, Sequence[Pair]]) -> str:
    """Return the section of a report."""
    rows: list[tuple[str, ...]] = [
        (
            "conversations",
            "CPU ms/turn without",
            "with a voice",
            "more, median (quartiles)",
            "all turns but the first",
            "pairs",
        )
    ]
    rows += [_row(conversations, pairs) for conversations, pairs in added.items()]
    single = added[CONVERSATIONS[0]]
    more = sum(pair.first_voiced.seconds - pair.first_without.seconds for pair in single) / len(single)
    turns = sum(pair.without.turns for pair in single) / len(single)
    return (
        f"## Voice on and off\n\n{table(rows)}\n\n"
        "The same residents in one process without a network, without and with a voice one behind the "
        "other: of one conversation after each turn, of more after the first turn and at the end. "
        f"Everybody here is new: one turn in {turns:.0f} is somebody's first, at which each language is said "
        f"aloud, and takes {more * 1000:.1f} ms more. Who comes back does not hear that again: the last "
        "column but one."
    )


def _row(conversations: int, pairs: Sequence[Pair]) -> tuple[str, ...]:
    turns = sum(pair.without.turns for pair in pairs)
    without, voiced = (
        f"{sum(cost.seconds for cost in costs) / turns * 1000:.2f}"
        for costs in ([pair.without for pair in pairs], [pair.voiced for pair in pairs])
    )
    more, later = (
        _spread(shares) for shares in ([pair.more for pair in pairs], [pair.more_later for pair in pairs])
    )
    return (str(conversations), without, voiced, more, later, str(len(pairs)))


def _spread(shares: Sequence[float]) -> str:
    low, middle, high = (f"{percentile(shares, percent):+.1%}" for percent in (25, 50, 75))
    return f"{middle} ({low} to {high})"


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.voice_on", description=__doc__)
    parser.add_argument("--pairs", type=int, default=60, help="walks with and without a voice")
    parser.add_argument("--turns", type=int, default=MOST_TURNS, help="turns of a resident in one, at most")
    options = parser.parse_args()
    with work_folder() as folder:
        added = asyncio.run(measure(folder, options.pairs, options.turns))
    sys.stdout.write(f"{text(added)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
