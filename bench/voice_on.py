"""What the voice adds to a turn: the processor time of the same turns with and without it.

A rate wavers with whatever else the machine does. Processor time of the same residents, with and
without a voice one right after the other in one process, wavers far less.
"""

from __future__ import annotations

from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Final

from bench.inside import opened
from bench.residents import load_words, walkers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from bench.inside import Cost

CONVERSATIONS: Final = (1, 50)

CROWDED: Final = 10
"""How many times fewer pairs there are of a crowd, each of which is fifty walks."""


@dataclass(frozen=True)
class Pair:
    """The same walks without and with a voice."""

    without: Cost
    voiced: Cost

    @property
    def more(self) -> float:
        """What the voice adds to the processor time of a turn, as a share of it."""
        return self.voiced.seconds / self.without.seconds - 1


async def measure(folder: Path, pairs: int) -> Mapping[int, Sequence[Pair]]:
    """Return, for each number of conversations at once, so many pairs of walks; of a crowd fewer."""
    return {
        conversations: await _compared(
            folder / f"voice-on-{conversations}",
            pairs if conversations == 1 else max(2, pairs // CROWDED),
            conversations,
        )
        for conversations in CONVERSATIONS
    }


async def _compared(folder: Path, pairs: int, conversations: int) -> list[Pair]:
    """Let the same residents converse without and with a voice, by turns; what comes first warms up."""
    folder.mkdir()  # noqa: ASYNC240  nothing else runs yet
    words = load_words(datetime.now(UTC).date())
    without, voiced = walkers(words), walkers(words)
    found: list[Pair] = []
    async with AsyncExitStack() as stack:
        silent, speaking = [
            await opened(stack, folder / name, voice=voice)
            for name, voice in (("silent", False), ("speaking", True))
        ]
        for number in range(pairs + 1):
            crowds = [list(islice(crowd, conversations)) for crowd in (without, voiced)]
            if number % 2:  # neither is always the one that comes second
                other = await speaking.walk(crowds[1])
                one = await silent.walk(crowds[0])
            else:
                one = await silent.walk(crowds[0])
                other = await speaking.walk(crowds[1])
            if one.turns != other.turns:
                raise RuntimeError(f"{one.turns} turns without a voice and {other.turns} with one")
            if number:
                found.append(Pair(one, other))
    return found
