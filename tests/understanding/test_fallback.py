from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field

import pytest

from bot.messages import Interpretation
from bot.understanding.base import UnderstandingError
from bot.understanding.circuit import FAILURES, PAUSE, Circuit
from bot.understanding.fallback import AT_ONCE, WithFallback


@dataclass
class Clock:
    now: float = 100.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Engine:
    """Answers with its name, when it is told to."""

    name: str
    broken: bool = False
    asked: int = 0
    may_go_on: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.may_go_on.set()

    async def interpret(self, text: str) -> Interpretation:
        self.asked += 1
        await self.may_go_on.wait()
        if self.broken:
            raise UnderstandingError("away")
        return Interpretation("nl", self.name, 1.0)


@dataclass
class Pair:
    first: Engine
    second: Engine
    clock: Clock
    both: WithFallback

    async def answers(self, times: int = 1) -> list[str | None]:
        return [(await self.both.interpret("hallo")).intent for _ in range(times)]


@pytest.fixture
def pair() -> Pair:
    first, second, clock = Engine("rasa"), Engine("embedded"), Clock()
    return Pair(first, second, clock, WithFallback(first, second, Circuit(clock)))


async def test_first_engine_answers_while_it_can(pair: Pair) -> None:
    assert (await pair.answers(3), pair.second.asked) == (["rasa"] * 3, 0)


async def test_second_engine_answers_where_the_first_fails(pair: Pair) -> None:
    pair.first.broken = True

    assert await pair.answers() == ["embedded"]


async def test_first_engine_is_left_alone_after_failures_in_a_row(pair: Pair) -> None:
    pair.first.broken = True

    await pair.answers(FAILURES + 5)

    assert pair.first.asked == FAILURES


async def test_failures_apart_do_not_add_up(pair: Pair) -> None:
    for _ in range(FAILURES):
        pair.first.broken = True
        await pair.answers(FAILURES - 1)
        pair.first.broken = False
        await pair.answers()

    assert (await pair.answers(), pair.first.asked) == (["rasa"], FAILURES * FAILURES + 1)


async def test_one_call_finds_out_after_the_pause_and_the_rest_follows(pair: Pair) -> None:
    pair.first.broken = True
    await pair.answers(FAILURES)
    pair.clock.now += PAUSE
    pair.first.broken = False
    pair.first.may_go_on.clear()

    trying = asyncio.ensure_future(pair.both.interpret("hallo"))
    await asyncio.sleep(0)
    meanwhile = await pair.answers(2)
    pair.first.may_go_on.set()

    assert (meanwhile, (await trying).intent, await pair.answers()) == (["embedded"] * 2, "rasa", ["rasa"])


async def test_pause_begins_anew_when_the_first_engine_is_still_away(pair: Pair) -> None:
    pair.first.broken = True
    await pair.answers(FAILURES)
    pair.clock.now += PAUSE
    await pair.answers()
    pair.clock.now += PAUSE - 1
    await pair.answers()

    assert pair.first.asked == FAILURES + 1


async def test_who_would_have_to_wait_gets_the_second_engine(pair: Pair) -> None:
    pair.first.may_go_on.clear()
    busy = [asyncio.ensure_future(pair.both.interpret("hallo")) for _ in range(AT_ONCE)]
    await asyncio.sleep(0)

    late = await pair.answers()
    pair.first.may_go_on.set()

    assert (late, [(await one).intent for one in busy]) == (["embedded"], ["rasa"] * AT_ONCE)


async def test_what_no_engine_should_raise_is_not_hidden(pair: Pair) -> None:
    class Faulty:
        async def interpret(self, text: str) -> Interpretation:
            raise ZeroDivisionError

    both = WithFallback(Faulty(), pair.second, Circuit(pair.clock))

    with pytest.raises(ZeroDivisionError):
        await both.interpret("hallo")


async def test_log_says_once_that_rasa_fails_and_once_that_it_is_back(
    pair: Pair, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="bot.understanding.fallback"):
        pair.first.broken = True
        await pair.answers(FAILURES + 1)
        pair.clock.now += PAUSE
        await pair.answers()
        pair.clock.now += PAUSE
        pair.first.broken = False
        await pair.answers(2)

    assert [record.getMessage() for record in caplog.records] == [
        "Rasa fails: the embedded engine answers",
        "Rasa answers again",
    ]
