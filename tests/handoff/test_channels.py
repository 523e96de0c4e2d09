"""A whole case through the real doors: Telegram's, by a strict Bot API, and the terminal's."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from bot import background, bootstrap
from bot.channels.telegram import Intake, Telegram, poll
from bot.config import Settings
from bot.flows import words
from bot.flows import words_person as said
from bot.handoff.base import CaseState
from bot.staff import notices
from bot.staff.base import Account, Role
from bot.storage.database import open_store
from tests.botapi import BotApi
from tests.handoff.stage import KARIN, MONDAY, TEAM, ScriptedUnderstanding
from tests.read_once import read_once

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.application import Application
    from tests.botapi import Resident


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as server:
        yield server


@pytest.fixture
async def app(api: BotApi, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Application]:
    """Run the bot with its desk before Telegram."""
    read_once(monkeypatch)
    settings = Settings.from_environment(
        {"WEGWIJS_DATABASE_URL": sqlite_url, "WEGWIJS_DESK": "1", "WEGWIJS_VOICE": "0"}
    )
    telegram = Telegram(api.token, api_url=api.url, patience=3600)
    async with bootstrap.application(
        settings, {"telegram": telegram}, now=lambda: MONDAY, understanding=ScriptedUnderstanding()
    ) as app:
        intake = Intake(app.conversation.receive, clock=lambda: MONDAY, courtesy=telegram.courtesy)
        async with background.in_background(poll(telegram.bot, intake)):
            yield app
    await telegram.close()


async def heard(resident: Resident, ending: str) -> str:
    """Read on until a message ends like this; return it."""
    while True:
        (message,) = await resident.hears()
        if message.text.rstrip().endswith(ending):
            return message.text


async def asks(fatima: Resident) -> str:
    """Ask a person, with as few answers as there can be; return what was to be sent."""
    await fatima.says("/start nl")
    await heard(fatima, words.WHAT_HAPPENED.source)
    await fatima.says("/mens")
    await heard(fatima, words.PERSON_LIBRARY.source)
    for label, question in (
        (said.ASK_HERE, said.CONSENT_NEXT),
        (said.AGREE, said.Q_QUESTION),
    ):
        await fatima.presses(label.source)
        await heard(fatima, question.source)
    await fatima.says("Mijn geld kwam niet.")
    for question in (said.Q_NAME, said.Q_BIRTH, said.Q_REACH_PHONE, said.Q_HINDER, said.Q_DIGITAL):
        await heard(fatima, question.source)
        await fatima.presses(words.GO_ON.source if question is said.Q_HINDER else said.SKIP.source)
    review = await heard(fatima, said.REVIEW_SURE.source)
    await fatima.presses(said.SEND.source)
    return review


async def test_a_case_on_telegram_from_the_question_to_the_end(api: BotApi, app: Application) -> None:
    fatima = api.resident()
    review = await asks(fatima)
    assert "1. De vraag: Mijn geld kwam niet." in review.splitlines()
    sent = await heard(fatima, "Voorbeeldplein 1, Voorbeeldstad")
    assert sent.startswith("✅ Uw vraag is verstuurd naar Voorbeeldstad.")

    (row,) = await app.desk.queue(KARIN)
    case = row.case.id
    await app.desk.claim(KARIN, case)
    assert (await fatima.hears())[0].text == "👤 " + said.TAKEN.source.format(gemeente="Voorbeeldstad")
    await fatima.says("Hallo, is daar iemand?")
    await fatima.says("/stop")  # what is answered, so that her message before it was heard
    await heard(fatima, words.STOPPED.source)
    entries = (await app.desk.open(KARIN, case)).entries
    assert [entry.text for entry in entries] == ["Hallo, is daar iemand?"]
    await app.desk.say(KARIN, case, "Dag! Uw geld komt morgen.")
    assert (await fatima.hears())[0].text.splitlines()[1] == "Dag! Uw geld komt morgen."
    await app.desk.ask(KARIN, case, "gelezen")
    await heard(fatima, "Hebt u mijn bericht begrepen?")
    await fatima.presses("Ja")
    await heard(fatima, said.ANSWER_SENT.source.format(answer="Ja"))
    await app.desk.close(KARIN, case, "helped")
    await heard(fatima, words.WHAT_HAPPENED.source)

    detail = await app.desk.open(KARIN, case)
    assert [(entry.by, entry.text) for entry in detail.entries] == [
        ("resident", "Hallo, is daar iemand?"),
        ("staff", "Dag! Uw geld komt morgen."),
        ("staff", "Hebt u mijn bericht begrepen?"),
        ("resident", "Ja"),
    ]
    assert (detail.case.state, detail.case.outcome) == (CaseState.CLOSED, "helped")


async def test_somebody_of_the_desk_hears_on_telegram_that_there_is_a_case(
    api: BotApi, app: Application
) -> None:
    account = Account(
        username="karin", name="Karin", role=Role.KLANTMANAGER, team=TEAM, password="-", created_at=MONDAY
    )
    await app.store.run(lambda unit: unit.save_account(account))
    await app.store.run(lambda unit: notices.offer(unit, "BCDFGHJK", "karin", MONDAY))
    fatima, karin = api.resident(), api.resident()

    await karin.says("/start balie-BCDFGHJK")
    begun = await karin.hears()
    await asks(fatima)
    told = await karin.hears()

    assert [message.text for message in (*begun, *told)] == [notices.ON.text, "Nieuwe zaak."]


async def cases_of(url: str) -> list[tuple[str, list[str]]]:
    store = open_store(url, process="test")
    cases = await store.run(lambda unit: unit.open_cases(TEAM))
    summaries = [
        await store.run(lambda unit, case=case: unit.case_summary(case.id))  # type: ignore[misc]
        for case in cases
    ]
    await store.close()
    return [
        (case.state.value, [line["nl"] for line in summary["lines"]])
        for case, summary in zip(cases, summaries, strict=True)
    ]


def test_a_question_is_asked_in_the_terminal(sqlite_url: str) -> None:
    typed = ["/mens", "1", "1", "Mijn geld kwam niet.", "a", "a", "d", "7", "3", "2", "a"]

    done = subprocess.run(
        [sys.executable, "-m", "bot", "chat", "--language", "nl"],
        input="\n".join(typed) + "\n",
        env={**os.environ, "WEGWIJS_DATABASE_URL": sqlite_url, "WEGWIJS_DESK": "1", "WEGWIJS_VOICE": "0"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )

    assert done.stderr == ""
    assert "✅ Uw vraag is verstuurd naar Voorbeeldstad." in done.stdout.splitlines()
    assert asyncio.run(cases_of(sqlite_url)) == [
        ("requested", ["De vraag: Mijn geld kwam niet.", "Bereikbaar: Alleen in deze chat"])
    ]
