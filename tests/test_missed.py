"""What was not understood, from the conversation to the editor's list, against both stores."""

from __future__ import annotations

import json
from contextlib import redirect_stdout
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import TYPE_CHECKING

import pytest

from bot.__main__ import main
from bot.messages import Alternative, Command, Due, Inbound, Interpretation
from bot.storage.base import Miss
from tests.conversation.process import FATIMA, START, Bot, Clock, kept, screening, start

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.storage.base import Store, Unit

TODAY = START.date()
GUESSES = tuple(Alternative(guide, 0.2) for guide in ("schulden", "huis-kwijt"))


class Unsure:
    """Is never sure, and knows which two guides are meant."""

    async def interpret(self, text: str) -> Interpretation:
        return Interpretation("nl", None, 0.2, GUESSES)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def bot(store: Store, clock: Clock) -> Bot:
    return start(store, clock, screening=screening(Unsure()))


async def misses(store: Store) -> Sequence[Miss]:
    return await store.run(lambda unit: unit.misses(date.min))


async def test_miss_is_kept_without_what_may_be_personal(bot: Bot, store: Store, store_url: str) -> None:
    await bot.hears(Command("start", "nl"))

    await bot.hears("ik heb Karima Zoutendijk 250 euro geleend")

    assert await misses(store) == [Miss(day=TODAY, language="nl", words="ik heb … # euro geleend")]
    assert "zoutendijk" not in kept(store_url, "misses", "contacts", "events").lower()


@pytest.mark.parametrize(
    ("then", "chosen"),
    [(["g:schulden"], "schulden"), (["menu"], "menu"), (["human"], "person"), ([], None)],
)
async def test_miss_knows_what_was_chosen_next(
    bot: Bot, store: Store, then: list[str], chosen: str | None
) -> None:
    await bot.hears(Command("start", "nl"))
    await bot.hears("ik heb geld geleend")

    for choice in then:
        await bot.presses(choice)

    assert [miss.chosen for miss in await misses(store)] == [chosen]


async def test_miss_forgets_what_is_chosen_later(bot: Bot, store: Store) -> None:
    await bot.hears(Command("start", "nl"))
    await bot.hears("ik heb geld geleend")
    await bot.hears(Command("taal"))

    await bot.hears(Command("mens"))

    assert [miss.chosen for miss in await misses(store)] == [None]


async def test_second_miss_is_a_miss_of_its_own(bot: Bot, store: Store) -> None:
    await bot.hears(Command("start", "nl"))
    await bot.hears("ik heb geld geleend")

    await bot.hears("ik heb niets")
    await bot.presses("human")

    found = {miss.words: miss.chosen for miss in await misses(store)}
    assert found == {"ik heb geld geleend": None, "ik heb niets": "person"}


async def test_reminder_in_between_is_not_what_she_chose(bot: Bot, store: Store) -> None:
    await bot.hears(Command("start", "nl"))
    await bot.hears("ik heb geld geleend")
    due = Inbound(FATIMA, "timer-1", Due("reminder", "ww-aanvragen/aanvragen"), bot.clock.now)
    await bot.conversation.receive(due)

    await bot.presses("g:schulden")

    assert [miss.chosen for miss in await misses(store)] == ["schulden"]


async def test_miss_at_a_step_names_it_and_takes_the_answer_for_what_came_next(
    store: Store, clock: Clock
) -> None:
    bot = start(store, clock)
    await bot.hears(Command("start", "nl"))
    await bot.hears("ik ben mijn baan kwijt")
    await bot.presses("self")
    while "a:ja" not in bot.choices:
        await bot.presses(bot.choices[0])

    await bot.hears("ik wil geld")
    await bot.presses("a:ja")

    (miss,) = await misses(store)
    assert (miss.guide, miss.step is None, miss.words, miss.chosen) == (
        "baan-verliezen",
        False,
        "ik wil geld",
        "answer",
    )


async def test_nothing_is_kept_of_what_she_writes_at_a_sensitive_question(store: Store, clock: Clock) -> None:
    bot = start(store, clock)
    await bot.hears(Command("start", "nl"))
    await bot.hears("ik ben mijn baan kwijt")
    await bot.presses("self")
    for _ in range(30):
        if "a:refused" in bot.choices:
            break
        await bot.presses(bot.choices[0])
    assert "a:refused" in bot.choices

    await bot.hears("paarse olifant")

    assert await misses(store) == []


async def test_nothing_is_kept_of_a_secret(bot: Bot, store: Store) -> None:
    await bot.hears(Command("start", "nl"))

    await bot.hears("111222333")

    assert await misses(store) == []


async def test_erasing_leaves_the_words_and_no_way_back_to_her(
    bot: Bot, store: Store, store_url: str
) -> None:
    await bot.hears(Command("start", "nl"))
    await bot.hears("ik heb geld geleend")
    await bot.hears(Command("wissen"))
    await bot.presses("yes")

    (miss,) = await misses(store)
    assert (miss, kept(store_url, "contacts")) == (
        Miss(day=TODAY, language="nl", words="ik heb geld geleend"),
        "",
    )


# --- the editor's list ------------------------------------------------------------


def listed(monkeypatch: pytest.MonkeyPatch, url: str, *options: str) -> list[str]:
    monkeypatch.setenv("WEGWIJS_DATABASE_URL", url)
    with redirect_stdout(StringIO()) as shown:
        status = main(["understand", "misses", *options])
    assert status == 0
    return shown.getvalue().splitlines()


@pytest.fixture
async def filled(store: Store) -> date:
    """Misses of two languages; return today as the command takes it."""
    today = datetime.now(UTC).date()
    found = [
        Miss(day=today, language="nl", words="ik heb …", chosen="schulden"),
        Miss(day=today - timedelta(days=3), language="nl", words="ik heb …"),
        Miss(day=today, language="ar", words="… عندي", guide="schulden", step="soort", chosen="answer"),
        Miss(day=today - timedelta(days=80), language="nl", words="wat is #", chosen="menu"),
    ]

    def job(unit: Unit) -> None:
        for miss in found:
            unit.miss(miss)

    await store.run(job)
    return today


def test_list_counts_what_is_the_same(filled: date, store_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = listed(monkeypatch, store_url)

    assert [line.split() for line in shown] == [
        ["times", "last", "language", "where", "next", "text"],
        ["2", f"{filled}", "nl", "-", "nothing", "1,", "schulden", "1", "ik", "heb", "…"],
        ["1", f"{filled}", "ar", "schulden/soort", "answer", "1", "…", "عندي"],
        ["1", f"{filled - timedelta(days=80)}", "nl", "-", "menu", "1", "wat", "is", "#"],
    ]


def test_list_as_json_since_a_day_in_one_language(
    filled: date, store_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    since = f"{filled - timedelta(days=2)}"

    shown = listed(monkeypatch, store_url, "--json", "--language", "nl", "--since", since)

    assert [json.loads(line) for line in shown] == [
        {
            "text": "ik heb …",
            "language": "nl",
            "guide": None,
            "step": None,
            "times": 1,
            "last": f"{filled}",
            "next": {"schulden": 1},
        }
    ]


def test_list_says_that_nothing_was_missed(store_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert listed(monkeypatch, store_url) == ["Nothing was missed."]
