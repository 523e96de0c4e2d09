"""The poster, through its own door: ``wegwijs poster`` as a process."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import segno

ROOT = Path(__file__).resolve().parents[2]


def poster(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603  our own program
        [sys.executable, "-m", "bot", "poster", *arguments],
        cwd=ROOT,
        env={**os.environ, **settings},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def code(address: str) -> str:
    """The code that leads to this address and to no other."""
    return segno.make(address, error="m", micro=False).svg_inline(border=4, omitsize=True)


def test_poster_has_a_code_that_speaks_for_each_language_with_a_voice() -> None:
    done = poster("--bot", "@wegwijs_voorbeeld_bot")

    drawn = re.findall(r"<svg .*?</svg>", done.stdout, re.DOTALL)
    begin = "https://t.me/wegwijs_voorbeeld_bot?start="
    assert drawn == [code(f"{begin}{start}") for start in ("nl-voice", "ar-voice", "ti-voice")]
    assert (done.returncode, done.stderr) == (0, "")


def test_poster_names_each_language_in_itself_and_in_its_direction() -> None:
    page = poster("--bot", "wegwijs_voorbeeld_bot").stdout

    sections = re.findall(r'<section lang="(\w+)" dir="(\w+)">.*?<h2>(.*?)</h2>', page, re.DOTALL)
    assert sections == [("nl", "ltr", "🔊 Nederlands"), ("ar", "rtl", "🔊 العربية"), ("ti", "ltr", "🔊 ትግርኛ")]


def test_poster_says_that_it_reads_only_where_it_does() -> None:
    page = poster("--bot", "wegwijs_voorbeeld_bot", WEGWIJS_VOICE="0").stdout

    assert "voor." not in page
    assert code("https://t.me/wegwijs_voorbeeld_bot?start=nl") in page


def test_poster_leads_to_a_page_and_keeps_what_stands_in_its_address(tmp_path: Path) -> None:
    page = tmp_path / "poster.html"

    done = poster("--url", "https://wegwijs.voorbeeld.nl/?groep", "--output", str(page))

    assert (done.returncode, done.stdout) == (0, "")
    written = page.read_text(encoding="utf-8")
    assert code("https://wegwijs.voorbeeld.nl/ti?groep&aloud") in written


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("--bot", "t.me/x"), "--bot is the name of the bot in Telegram, such as wegwijs_voorbeeld_bot"),
        (("--url", "wegwijs"), "--url is the address of the page, such as https://wegwijs.voorbeeld.nl"),
        (("--url", "http://[1"), "--url is the address of the page, such as https://wegwijs.voorbeeld.nl"),
    ],
)
def test_poster_refuses_what_leads_nowhere(arguments: tuple[str, str], complaint: str) -> None:
    done = poster(*arguments)

    assert (done.returncode, done.stdout, done.stderr.splitlines()[-1]) == (2, "", complaint)


def test_poster_that_cannot_be_written_is_refused_in_one_line(tmp_path: Path) -> None:
    page = tmp_path / "nowhere" / "poster.html"

    done = poster("--bot", "wegwijs_voorbeeld_bot", "--output", str(page))

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"--output: No such file or directory: {page}\n"
