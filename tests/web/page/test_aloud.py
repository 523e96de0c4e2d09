"""What the page says aloud before there is a conversation, and what its script knows of reading aloud."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.config import ROOT
from bot.flows import listening

if TYPE_CHECKING:
    from bot.config import Settings
    from tests.web.page.conftest import Browser

SCRIPT = (ROOT / "bot" / "web" / "static" / "page.js").read_text(encoding="utf-8")

PLAYER = re.compile(r'<audio controls (\S+) src="([^"]+)"')
ANSWER = re.compile(r'name="own" value="[01]">([^<]+)<')


@pytest.fixture(params=[True])
def settings(settings: Settings, request: pytest.FixtureRequest) -> Settings:
    return replace(settings, voice_on=request.param)


@pytest.mark.parametrize(("path", "begins"), [("/nl?aloud", "autoplay"), ("/nl", 'preload="none"')])
async def test_whose_device_it_is_can_be_heard_with_the_numbers_of_its_answers(
    browser: Browser, path: str, begins: str
) -> None:
    page = (await browser.get(path)).text

    assert PLAYER.findall(page) == [(begins, "/geluid/apparaat/nl")]
    assert ANSWER.findall(page) == ["1 Ja, van mij", "2 Nee, van iemand anders"]


async def test_sound_of_whose_device_it_is_is_there(browser: Browser) -> None:
    sound = await browser.get("/geluid/apparaat/ti")

    assert (sound.status_code, sound.content[:4]) == (200, b"OggS")


@pytest.mark.parametrize("settings", [False], indirect=True)
async def test_without_a_voice_whose_device_it_is_is_asked_in_text(browser: Browser) -> None:
    page = (await browser.get("/nl?aloud")).text

    assert (PLAYER.findall(page), ANSWER.findall(page)) == ([], ["Ja, van mij", "Nee, van iemand anders"])
    assert (await browser.get("/geluid/apparaat/nl")).status_code == 404


async def test_no_sound_is_there_of_a_language_that_is_none(browser: Browser) -> None:
    assert (await browser.get("/geluid/apparaat/xx")).status_code == 404


# --- the script ------------------------------------------------------------------


def aloud() -> str:
    """Return the pattern by which the script knows a button that reads aloud."""
    found = re.search(r"const ALOUD = /(.+)/;", SCRIPT)
    assert found is not None
    return found[1]


def test_script_knows_every_button_that_reads_aloud_and_no_other() -> None:
    beginnings = "|".join(one.removesuffix(":") for one in listening.ALOUD)

    assert aloud() == rf"^\d+\|({listening.LISTEN}$|({beginnings}):)"


def test_every_beginning_of_a_button_that_reads_is_one_that_the_script_knows() -> None:
    beginnings = {
        value for value in vars(listening).values() if isinstance(value, str) and value.endswith(":")
    }

    assert beginnings == set(listening.ALOUD)
