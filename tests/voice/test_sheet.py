from __future__ import annotations

import csv
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.voice.base import Kind, Speech
from bot.voice.sheet import COLUMNS, LEFT_OUT, as_csv, as_html, code_of, rows
from tests.voice.test_chain import Stage

if TYPE_CHECKING:
    from pathlib import Path


def message(language: str, message_id: str) -> Speech:
    text = f"tekst van {message_id}"
    return Speech(language=language, text=text, fixed=True, message_id=message_id, written=text)


MESSAGES = [
    message(language, message_id)
    for language in ("nl", "ti")
    for message_id in (
        "ww-aanvragen/begin.say",
        "ww-aanvragen/begin.help",
        "core/person.intro",
        "core/danger.not-kept",
        "core/which-language",
        "core/welcome",
    )
]


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path)


def shown(stage: Stage, *, everything: bool = False) -> list[tuple[str, str | None, str]]:
    return [
        (row.speech.language, row.speech.message_id, row.state)
        for row in rows(stage.chain, MESSAGES, everything=everything)
    ]


def test_what_helps_anybody_comes_first_then_the_language_that_is_worst_served(stage: Stage) -> None:
    for speech in MESSAGES:
        if speech.language == "nl":
            stage.chain.made(speech, {Kind.ESPEAK})

    assert shown(stage) == [
        ("ti", "core/welcome", "new"),
        ("nl", "core/welcome", "new"),
        ("ti", "core/which-language", "new"),
        ("nl", "core/which-language", "new"),
        ("ti", "core/danger.not-kept", "new"),
        ("nl", "core/danger.not-kept", "new"),
        ("ti", "core/person.intro", "new"),
        ("nl", "core/person.intro", "new"),
        ("ti", "ww-aanvragen/begin.say", "new"),
        ("ti", "ww-aanvragen/begin.help", "new"),
        ("nl", "ww-aanvragen/begin.say", "new"),
        ("nl", "ww-aanvragen/begin.help", "new"),
    ]


def test_language_that_only_a_computer_speaks_comes_before_one_that_people_speak(stage: Stage) -> None:
    for speech in MESSAGES:
        if speech.language == "ti":
            stage.chain.made(speech, {Kind.ESPEAK})
        elif speech.message_id != "core/welcome":
            stage.record(speech)
        else:
            stage.chain.made(speech, {Kind.ESPEAK})

    assert [language for language, message_id, _ in shown(stage) if message_id == "core/welcome"] == [
        "ti",
        "nl",
    ]


def test_sheet_shows_what_was_recorded_of_another_wording_and_not_what_is_recorded(stage: Stage) -> None:
    recorded, stale, *_ = MESSAGES
    stage.record(recorded)
    stage.record(replace(stale, written="een oudere tekst"))

    states = {message_id: state for language, message_id, state in shown(stage) if language == "nl"}

    assert states["ww-aanvragen/begin.help"] == "stale"
    assert "ww-aanvragen/begin.say" not in states
    assert ("nl", "ww-aanvragen/begin.say", "recorded") in shown(stage, everything=True)


def test_code_belongs_to_one_text_in_one_language() -> None:
    codes = {code_of(speech) for speech in MESSAGES}

    assert len(codes) == len(MESSAGES)
    assert code_of(replace(MESSAGES[0], written="anders")) not in codes
    assert code_of(replace(MESSAGES[0], text="in woorden")) == code_of(MESSAGES[0])


def test_csv_reads_back_as_it_was(stage: Stage) -> None:
    sheet = rows(stage.chain, [replace(MESSAGES[0], written='Zegt u "ja", of\nnee?')])

    read = list(csv.reader(as_csv(sheet).splitlines(keepends=True)))

    assert read == [
        list(COLUMNS),
        [sheet[0].code, "nl", "new", 'Zegt u "ja", of\nnee?', "ww-aanvragen/begin.say"],
    ]


def test_page_to_print_names_direction_and_escapes_text(stage: Stage) -> None:
    speech = Speech(language="ar", text="", fixed=True, message_id="core/welcome", written="نعم <b>")

    page = as_html(rows(stage.chain, [speech]), directions={"ar": "rtl"})

    assert f"<p>{LEFT_OUT}</p>" in page

    assert f"<tr><td><code>{code_of(speech)}</code></td>" in page
    assert '<td lang="ar" dir="rtl">نعم &lt;b&gt;</td></tr>' in page
