from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.__main__ import main
from bot.handoff.base import Entry, LogLine
from bot.handoff.export import LONGEST_CONTENT, exported
from bot.handoff.summaries import Line, Summary
from bot.storage.database import open_store
from tests.handoff.stage import KARIN, MONDAY, Stage
from tests.storage.case_examples import REQUESTED

if TYPE_CHECKING:
    from pathlib import Path

SUMMARY = Summary(
    language="ti",
    consented_at=MONDAY,
    lines=(Line(id="question", section="question", nl="De vraag: ገንዘብ", own="ሕቶ፦ ገንዘብ", sensitive=False),),
)
WROTE = Entry(case="x", at=MONDAY, by="staff", staff="karin", kind="text", text="Ik bel u.", language="nl")
NOTE = replace(WROTE, by="note", kind="note", text="Spreekt geen Nederlands")
OPENED = LogLine(at=MONDAY, staff="karin", role="klantmanager", what="opened")


def body(*entries: Entry, summary: Summary = SUMMARY) -> dict[str, object]:
    case = replace(REQUESTED, answered_at=MONDAY)
    return dict(exported(case, summary, entries, [OPENED], municipality="Voorbeeldstad", now=MONDAY).body)


def test_a_klantcontact_holds_what_the_resident_may_read() -> None:
    assert body(WROTE, NOTE)["klantcontact"] == {
        "kanaal": "chat",
        "onderwerp": "Mijn baan stopt",
        "inhoud": "De vraag: ገንዘብ",
        "reactie": "Ik bel u.",
        "indicatieContactGelukt": True,
        "taal": "tir",
        "vertrouwelijk": True,
        "plaatsgevondenOp": REQUESTED.requested_at.isoformat(),
        "metadata": {"wegwijs": REQUESTED.id, "identiteit": "niet vastgesteld"},
    }


def test_a_note_is_in_the_task_and_nowhere_else() -> None:
    found = body(WROTE, NOTE)

    assert [part for part in found if NOTE.text in json.dumps(found[part], ensure_ascii=False)] == [
        "interneTaak"
    ]


def test_what_is_too_long_for_a_field_is_whole_in_the_conversation() -> None:
    long = replace(WROTE, text="a" * (LONGEST_CONTENT + 1))

    found = body(long)

    contact, talk = found["klantcontact"], found["gesprek"]
    assert isinstance(contact, dict)
    assert isinstance(talk, list)
    assert contact["reactie"] == "a" * (LONGEST_CONTENT - 1) + "…"
    assert talk[0]["tekst"] == long.text


@pytest.fixture
def _settings(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEGWIJS_DATABASE_URL", sqlite_url)


async def closed_case(url: str) -> str:
    store = open_store(url, process="test")
    stage = Stage(store)
    case = await stage.asks()
    await stage.desk.claim(KARIN, case.id)
    await stage.desk.say(KARIN, case.id, "Dag")
    stage.clock.now += timedelta(hours=1)
    await stage.desk.close(KARIN, case.id, "helped")
    await stage.seen()
    await store.close()
    return case.id


@pytest.mark.usefixtures("_settings")
def test_case_export_writes_a_closed_case_once(
    sqlite_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = asyncio.run(closed_case(sqlite_url))
    folder = tmp_path / "archive"

    assert main(["case", "export", str(folder)]) == 0
    assert main(["case", "export", str(folder)]) == 0

    assert capsys.readouterr().out.splitlines() == [
        f"cases exported to {folder}: 1",
        f"cases exported to {folder}: 0",
    ]
    (file,) = folder.iterdir()
    found = json.loads(file.read_text(encoding="utf-8"))
    assert (file.name, file.stat().st_mode & 0o777) == (f"{case}.json", 0o600)
    assert (found["interneTaak"]["status"], found["interneTaak"]["uitkomst"]) == ("verwerkt", "helped")
    assert found["mdto"]["identificatie"]["identificatieKenmerk"] == case
