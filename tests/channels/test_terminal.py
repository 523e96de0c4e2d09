"""The terminal through its real door: ``wegwijs chat`` as a process of its own."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import unicodedata
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.channels.base import Played, VoiceMessage
from bot.channels.terminal import Terminal
from bot.messages import (
    Address,
    Beside,
    Button,
    Command,
    Delete,
    Outbound,
    Part,
    Press,
    Say,
    Settle,
    Speak,
    Text,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.messages import Content, Delivery

YOU = Address("terminal", "you")
ANSWERS = (Button("1|a:ja", "Ja"), Button("1|a:nee", "Nee"))


@pytest.fixture
def environment(sqlite_url: str) -> dict[str, str]:
    return {**os.environ, "WEGWIJS_DATABASE_URL": sqlite_url, "WEGWIJS_VOICE": "0"}


@pytest.fixture
def chat(environment: dict[str, str]) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Return how to pipe lines into ``wegwijs chat``."""

    def run(*arguments: str, lines: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603  our own interpreter, our own words
            [sys.executable, "-m", "bot", "chat", *arguments],
            input=lines,
            env={**environment, **settings},
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )

    return run


# --- piped --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "typed", "welcome", "question"),
    [
        ("nl", "ik ben mijn baan kwijt", "Welkom bij Wegwijs.", "Is dit voor u of voor iemand anders?"),
        ("ar", "خسرت شغلي", "Wegwijs", "؟"),
        ("ti", "ስራሐይ ስኢነ", "Wegwijs", "፧"),
    ],
)
def test_chat_answers_each_line_and_ends_with_its_input(
    chat: Callable[..., subprocess.CompletedProcess[str]],
    language: str,
    typed: str,
    welcome: str,
    question: str,
) -> None:
    done = chat("--language", language, lines=f"{typed}\n1\n")
    assert (done.returncode, done.stderr) == (0, "")
    messages = done.stdout.split("\n\n")
    assert welcome in messages[0]
    assert question in done.stdout
    assert "💼" in done.stdout  # the button brought her into the guide
    assert "\x1b" not in done.stdout
    assert "> " not in done.stdout


def test_chat_without_any_line_welcomes_and_ends(
    chat: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    done = chat("--language", "nl")
    assert (done.returncode, done.stdout.splitlines()[0][:19]) == (0, "Welkom bij Wegwijs.")


def test_chat_without_a_language_asks_for_it_in_each(
    chat: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    done = chat()
    assert done.stdout.splitlines()[-4:-1] == ["[1] Nederlands", "[2] العربية", "[3] ትግርኛ"]


def test_chat_keeps_a_conversation_under_the_name_of_its_contact(
    chat: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    chat("--language", "nl", "--contact", "fatima", lines="ik ben mijn baan kwijt\n1\n")
    same = chat("--contact", "fatima").stdout
    other = chat("--contact", "karim").stdout
    assert same.startswith("Welkom terug. Wij gaan verder waar u was: Ik verlies mijn werk.")
    assert other.startswith("In welke taal")


def test_chat_reads_bytes_that_are_no_text(environment: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "chat", "--language", "nl"],
        input=b"\xff\xfe\x00\n/menu\n",
        env=environment,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_chat_turns_arabic_around_only_when_asked(
    chat: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    logical = chat("--language", "ar", "--contact", "a").stdout
    visual = chat("--language", "ar", "--contact", "b", "--rtl", "visual").stdout
    assert (_has_shaped_letters(logical), _has_shaped_letters(visual)) == (False, True)
    assert [len(message.splitlines()) for message in logical.split("\n\n")] == [
        len(message.splitlines()) for message in visual.split("\n\n")
    ]


def _has_shaped_letters(text: str) -> bool:
    """Tell whether letters stand in the form that they have inside a word, as on paper."""
    return any("FORM" in unicodedata.name(letter, "") for letter in text)


# --- what is wrong from the start --------------------------------------------------


@pytest.mark.parametrize(
    ("settings", "complaint"),
    [
        (
            {"WEGWIJS_TRANSCRIPT_DAYS": "never"},
            "WEGWIJS_TRANSCRIPT_DAYS is a number of days, 1 to 36500, not 'never'\n",
        ),
        ({"WEGWIJS_FAVOURITE": "yes"}, "WEGWIJS_FAVOURITE is not a setting; README lists the settings\n"),
        (
            {"WEGWIJS_LOG_LEVEL": "LOUD"},
            "WEGWIJS_LOG_LEVEL is DEBUG, INFO, WARNING or ERROR, not 'LOUD'\n",
        ),
    ],
)
def test_chat_with_a_wrong_setting_says_so_in_a_line(
    chat: Callable[..., subprocess.CompletedProcess[str]], settings: dict[str, str], complaint: str
) -> None:
    done = chat(**settings)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", complaint)


def test_chat_with_a_database_that_is_none_says_so_in_a_line(
    chat: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    done = chat(WEGWIJS_DATABASE_URL="mysql://here")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith("WEGWIJS_DATABASE_URL: ")


def test_chat_in_a_language_that_is_none_says_which_there_are(
    chat: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    done = chat("--language", "fr")
    assert (done.returncode, done.stdout, done.stderr) == (
        2,
        "",
        "--language is one of nl, ar, ti, not 'fr'\n",
    )


@pytest.mark.parametrize("arguments", [("--rtl", "sideways"), ("--quickly",)])
def test_chat_with_a_wrong_argument_says_how_it_is_used(
    chat: Callable[..., subprocess.CompletedProcess[str]], arguments: tuple[str, ...]
) -> None:
    done = chat(*arguments)
    assert (done.returncode, done.stdout, done.stderr[:14]) == (2, "", "usage: wegwijs")


# --- by hand --------------------------------------------------------------------------


def test_chat_by_hand_prompts_for_each_line(environment: dict[str, str], tmp_path: Path) -> None:
    terminal, inside = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "chat", "--language", "nl"],
        stdin=inside,
        stdout=inside,
        stderr=subprocess.PIPE,
        env=environment,
    )
    os.close(inside)
    try:
        shown = _until_prompt(terminal)
        assert shown.endswith("[10] Ik ben in gevaar\r\n\r\n> ")
        os.write(terminal, b"10\n")
        assert "112" in _until_prompt(terminal)
        os.write(terminal, b"\x04")  # Ctrl-D: the end of the input
        _, errors = process.communicate(timeout=30)
    finally:
        process.kill()
        os.close(terminal)
    assert (process.returncode, errors) == (0, b"")


def _until_prompt(terminal: int) -> str:
    shown = b""
    while not shown.endswith(b"> "):
        shown += os.read(terminal, 4096)
    return shown.decode()


# --- the channel ------------------------------------------------------------------------


async def shown(*deliveries: Delivery, terminal: Terminal | None = None) -> str:
    output = StringIO()
    terminal = terminal or Terminal(output)
    terminal.output = output
    for delivery in deliveries:
        assert await terminal.send(Outbound(1, YOU, delivery)) is None
    return output.getvalue()


async def test_send_numbers_the_buttons() -> None:
    assert await shown(Say("Bent u ziek?", "nl", ANSWERS)) == "Bent u ziek?\n\n[1] Ja\n[2] Nee\n\n"


async def test_send_names_the_buttons_by_letter_where_an_answer_is_typed() -> None:
    say = Say("Hoeveel kinderen?", "nl", (Button("1|a:unknown", "Weet ik niet"),), typed=True)
    assert await shown(say) == "Hoeveel kinderen?\n\n[a] Weet ik niet\n\n"


async def test_send_shows_the_second_language_below_a_line() -> None:
    say = Say(
        "نعم؟",
        "ar",
        (Button("1|a", "نعم"), Button("1|b", "لا")),
        beside=Beside("Werkt u?", "nl", ("Ja", "Nee")),
    )

    assert await shown(say) == ("نعم؟\n\n[1] نعم\n[2] لا\n\n────────\nWerkt u?\n\n1. Ja\n2. Nee\n\n")


async def test_send_shows_nothing_for_what_only_tidies_up() -> None:
    assert await shown(Delete(("1",)), Settle("1")) == ""


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("1", Press("1|a:ja")),
        (" 2. ", Press("1|a:nee")),
        ("2)", Press("1|a:nee")),
        ("3", Text("3")),
        ("ja", Text("ja")),
        ("/menu", Command("menu")),
        ("/START  ti ", Command("start", "ti")),
        ("/", Text("/")),
        ("", Text("")),
    ],
)
async def test_content_takes_a_line_for_what_it_is(typed: str, expected: Content) -> None:
    terminal = Terminal(StringIO())
    await shown(Say("Bent u ziek?", "nl", ANSWERS), terminal=terminal)
    assert terminal.content(typed) == expected


async def test_content_knows_the_buttons_shown_last() -> None:
    terminal = Terminal(StringIO())
    later = Say("En nu?", "nl", (Button("2|menu", "Menu"),))
    await shown(Say("Bent u ziek?", "nl", ANSWERS), later, Say("Tot ziens.", "nl"), terminal=terminal)
    assert [terminal.content("1"), terminal.content("2")] == [Press("2|menu"), Text("2")]


# --- what is heard ------------------------------------------------------------------------


async def test_play_prints_where_the_sound_is() -> None:
    output = StringIO()
    speak = Speak((Part("nl", "Dag."),), "nl")

    played = await Terminal(output).play(Outbound(1, YOU, speak), VoiceMessage(Path("/clips/a.ogg"), 1.5))

    assert (played, output.getvalue()) == (Played(), "🔊 /clips/a.ogg\n\n")


async def test_buttons_of_what_asks_nothing_have_names_that_they_keep() -> None:
    terminal = Terminal(StringIO())
    said = Say("Uw werk stopt.", "nl", (Button("0|say:een", "🔊 Luister"),))
    again = Say("Uw loon ook.", "nl", (Button("0|say:twee", "🔊 Luister"),))

    first = await shown(said, Say("Bent u ziek?", "nl", ANSWERS), again, terminal=terminal)

    assert [line for line in first.splitlines() if line.startswith("[")] == [
        "[v1] 🔊 Luister",
        "[1] Ja",
        "[2] Nee",
        "[v2] 🔊 Luister",
    ]
    assert [terminal.content(typed) for typed in ("v1", "1", "V2")] == [
        Press("0|say:een"),
        Press("1|a:ja"),
        Press("0|say:twee"),
    ]


def test_chat_reads_aloud_by_espeak_ng(chat: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    done = chat("--language", "nl", lines="luister\n", WEGWIJS_VOICE="1", WEGWIJS_LOG_LEVEL="ERROR")

    [first, *_] = [line for line in done.stdout.splitlines() if line.startswith("🔊 /")]
    assert Path(first.removeprefix("🔊 ")).read_bytes().startswith(b"OggS")
    assert done.stderr == ""
