"""How the service ends: well when it is told to, at once and in one line when it cannot begin."""

from __future__ import annotations

import asyncio
import shutil
import signal
from typing import TYPE_CHECKING

import pytest

from bot.config import ROOT
from tests.e2e import database
from tests.e2e.service import Service
from tests.e2e.walk import walk

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.stage import Stage

LAST_DAY = "01-03-2027"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_told_end_comes_after_what_is_on_its_way(
    stage: Stage, store_url: str, door: str, number: signal.Signals
) -> None:
    service = stage.service(store_url, door=door)
    await service.start()
    person = stage.people.new("nl")
    await walk(person, "nl", LAST_DAY, steps=3)
    held = stage.api.faults.hold(method="sendMessage", chat=person.id)
    await person.chooses("a:ontslagen")
    await held.reached.wait()

    service.tell(number)
    await asyncio.sleep(0.3)
    ran_on = service.runs
    held.released.set()

    assert (ran_on, await service.ended()) == (True, 0)
    step = await person.asked()
    assert step.splitlines()[1] == "👉 Vraag advies over uw ontslag"
    assert database.waiting(store_url) == 0


async def test_a_second_process_for_the_same_bot_is_reported(stage: Stage, tmp_path: Path) -> None:
    one = stage.service(f"sqlite:///{tmp_path / 'one.db'}")
    other = stage.service(f"sqlite:///{tmp_path / 'other.db'}")
    await one.start()
    await stage.api.until_called("getUpdates")

    await other.start()

    sentence = "another process receives for this bot, by polling or a webhook: stop that one or this one"
    await stage.until(lambda: sentence in one.said())
    assert one.runs
    assert sentence in {line["message"] for line in one.logged() if line["level"] == "ERROR"}
    assert (await one.stop(), await other.stop()) == (0, 0)


@pytest.mark.parametrize(
    ("wrong", "line"),
    [
        (
            {"WEGWIJS_TELEGRAM_WEBHOOK_URL": "https://example.org/hook"},
            "WEGWIJS_TELEGRAM_WEBHOOK_URL needs WEGWIJS_TELEGRAM_WEBHOOK_SECRET beside it",
        ),
        (
            {
                "WEGWIJS_TELEGRAM_WEBHOOK_URL": "https://example.org/hook",
                "WEGWIJS_TELEGRAM_WEBHOOK_SECRET": "no spaces here",
            },
            "WEGWIJS_TELEGRAM_WEBHOOK_SECRET is 1 to 256 of A-Z, a-z, 0-9, _ and -",
        ),
        (
            {"WEGWIJS_TELEGRAM_WEBHOOK_URL": "example.org", "WEGWIJS_TELEGRAM_WEBHOOK_SECRET": "s"},
            "WEGWIJS_TELEGRAM_WEBHOOK_URL is an address such as https://example.org/telegram",
        ),
        (
            {"WEGWIJS_TELEGRAM_API_URL": "api.example.org"},
            "WEGWIJS_TELEGRAM_API_URL is an address such as https://api.telegram.org",
        ),
        (
            {"WEGWIJS_TELGRAM_TOKEN": "42:x"},
            "WEGWIJS_TELGRAM_TOKEN is not a setting; README lists the settings",
        ),
        (
            {"WEGWIJS_DATABASE_URL": "mysql://localhost/wegwijs"},
            "WEGWIJS_DATABASE_URL: the database URL must be sqlite:///path/to/file or postgresql://user@host/name",
        ),
        (
            {"WEGWIJS_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/wegwijs"},
            "WEGWIJS_DATABASE_URL: the database cannot be opened",
        ),
        ({"WEGWIJS_LISTEN": "8000"}, "WEGWIJS_LISTEN is host:port, such as 127.0.0.1:8000, not '8000'"),
        (
            {"WEGWIJS_TRANSCRIPT_DAYS": "0"},
            "WEGWIJS_TRANSCRIPT_DAYS is a number of days, 1 to 36500, not '0'",
        ),
        ({"WEGWIJS_LOG_LEVEL": "loud"}, "WEGWIJS_LOG_LEVEL is DEBUG, INFO, WARNING or ERROR, not 'loud'"),
        (
            {"WEGWIJS_TELEGRAM_TOKEN": "42:refused"},
            "Telegram does not accept the token: check WEGWIJS_TELEGRAM_TOKEN",
        ),
    ],
)
async def test_a_wrong_setting_stops_the_start_with_one_line(
    stage: Stage, tmp_path: Path, wrong: dict[str, str], line: str
) -> None:
    settings = stage.settings(f"sqlite:///{tmp_path / 'new.db'}", level="WARNING")
    errors = tmp_path / "errors.txt"
    service = Service(settings | wrong, errors)

    await service.start()

    assert (await service.ended(), service.said()) == (2, f"{line}\n")


async def test_a_port_that_is_taken_stops_the_start_with_one_line(stage: Stage, tmp_path: Path) -> None:
    first = stage.service(f"sqlite:///{tmp_path / 'one.db'}", door="webhook")
    await first.start()
    await stage.api.until_called("setWebhook")
    settings = stage.settings(f"sqlite:///{tmp_path / 'other.db'}", door="webhook", level="WARNING")
    taken = first.settings["WEGWIJS_LISTEN"]
    second = Service(settings | {"WEGWIJS_LISTEN": taken}, tmp_path / "errors.txt")

    await second.start()

    assert await second.ended() == 2
    assert second.said() == f"WEGWIJS_LISTEN: nothing can listen at {taken}: Address already in use\n"


async def test_an_address_that_telegram_refuses_stops_the_start_with_one_line(
    stage: Stage, tmp_path: Path
) -> None:
    reason = "Bad Request: bad webhook: HTTPS url must be provided for webhook"
    stage.api.faults.fail(400, reason, method="setWebhook")
    settings = stage.settings(f"sqlite:///{tmp_path / 'new.db'}", door="webhook", level="WARNING")
    service = Service(settings, tmp_path / "errors.txt")

    await service.start()

    assert await service.ended() == 2
    assert service.said() == (
        "Telegram refuses WEGWIJS_TELEGRAM_WEBHOOK_URL: Bad webhook: https url must be provided for webhook\n"
    )


async def test_a_wrong_guide_stops_the_start_with_its_line(stage: Stage, tmp_path: Path) -> None:
    project = tmp_path / "project"
    for folder in ("bot", "content"):
        shutil.copytree(ROOT / folder, project / folder)
    for folder in ("locales", "nlu", "var"):
        (project / folder).symlink_to(ROOT / folder)
    guide = project / "content/levensweg/baan-verliezen.yaml"
    text = guide.read_text()
    line = text[: text.index("- id: ontslag\n")].count("\n") + 1
    guide.write_text(text.replace("ask: Wat gebeurt er", "aks: Wat gebeurt er", 1))
    settings = stage.settings(f"sqlite:///{tmp_path / 'new.db'}", level="WARNING")
    service = Service(settings, tmp_path / "errors.txt", folder=project)

    await service.start()

    assert await service.ended() == 2
    assert service.said().partition(":")[0].endswith("baan-verliezen.yaml")
    assert service.said().split(":")[1] == str(line)
