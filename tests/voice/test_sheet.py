from __future__ import annotations

import csv
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.voice.base import Kind, Speech
from bot.voice.sheet import COLUMNS, LEFT_OUT, as_csv, as_html, asked, code_of, rows
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

    read = list(csv.reader(as_csv(sheet, directions={"nl": "ltr"}).splitlines(keepends=True)))

    assert read == [
        list(COLUMNS),
        [sheet[0].code, "nl", "new", 'Zegt u "ja", of\nnee?', "ww-aanvragen/begin.say"],
    ]


def test_page_to_print_names_direction_and_escapes_text(stage: Stage) -> None:
    speech = Speech(language="ar", text="", fixed=True, message_id="core/welcome", written="نعم <ل>")

    page = as_html(rows(stage.chain, [speech]), directions={"ar": "rtl"})

    assert f"<p>{LEFT_OUT}</p>" in page
    assert f"<tr><td><code>{code_of(speech)}</code></td>" in page
    assert '<td lang="ar" dir="rtl">نعم &lt;ل&gt;</td></tr>' in page


def test_number_in_a_text_that_runs_to_the_left_is_not_read_the_other_way_round(stage: Stage) -> None:
    speech = Speech(
        language="ar",
        text="",
        fixed=True,
        message_id="core/danger.self",
        written="{phone}",
        filled="هل 0800-0113",
    )
    sheet = rows(stage.chain, [speech])

    as_printed = "هل \u20680800-0113\u2069"
    assert as_printed in as_html(sheet, directions={"ar": "rtl"})
    assert as_printed in as_csv(sheet, directions={"ar": "rtl"})


def filled(message_id: str, text: str, *inside: Speech) -> Speech:
    return Speech(
        language="nl",
        text=text,
        fixed=True,
        message_id=message_id,
        written="{a}",
        filled=text,
        values={str(number): one for number, one in enumerate(inside)} or {"a": "a"},
    )


def test_each_filling_of_a_text_is_asked_once_under_a_code_of_its_own() -> None:
    one, other = (filled("core/action.phone", phone) for phone in ("0800-2000", "0800-0113"))

    assert asked([one, other, replace(one, values={"a": "elsewhere"})]) == [
        replace(one, values={"a": "elsewhere"}),
        other,
    ]
    assert len({code_of(speech) for speech in (one, other)}) == 2


def test_what_is_said_in_one_language_is_asked_in_no_other() -> None:
    presses = [message(language, f"core/press.{of}") for language in ("nl", "ti") for of in ("nl", "ti")]

    found = [(speech.language, speech.message_id) for speech in asked(presses)]

    assert found == [("nl", "core/press.nl"), ("ti", "core/press.ti")]


def test_what_is_heard_inside_another_message_is_asked_there() -> None:
    why = message("nl", "ww-aanvragen/stap.why")
    title = message("nl", "ww-aanvragen.title")
    around = filled("core/action.why", "Waarom? Daarom.", why)
    about = filled("core/person.say", "Zeg: WW.", title)

    assert asked([why, title, around, about]) == [title, around, about]


def test_who_cannot_read_comes_first_and_what_can_be_left_out_last(stage: Stage) -> None:
    title = message("nl", "ww-aanvragen.title")
    speeches = [
        filled("core/progress", "Stap 1 van 2"),
        filled("core/welcome-back", "Welkom terug: WW.", title),
        filled("core/person.say", "Zeg: WW.", title),
        message("nl", "core/person.intro"),
        message("nl", "core/number.1"),
        message("nl", "core/button.erase-this"),
        filled("core/danger.now", "Bel 112."),
        message("nl", "core/welcome.computer"),
        message("nl", "core/press.nl"),
    ]

    assert [row.speech.message_id for row in rows(stage.chain, speeches)] == [
        "core/press.nl",
        "core/welcome.computer",
        "core/button.erase-this",
        "core/danger.now",
        "core/number.1",
        "core/person.intro",
        "core/welcome-back",
        "core/person.say",
        "core/progress",
    ]
