"""A point in somebody's own Dutch words, as it is heard in her list: by whom, and in which order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from bot.config import ROOT
from bot.flows.events import ReadAloud
from bot.hearable import Hearable
from bot.parts import number
from bot.reading import spoken
from bot.voice.speaker import MessageSpeaker
from bot.voice.vowelled import VowelledTexts
from tests.flows.test_points import CALL, LETTER, offered, walker
from tests.flows.walker import ADDRESS, real_languages
from tests.speaking_voice import WritingVoice
from tests.voice.test_speaker import forms

if TYPE_CHECKING:
    from pathlib import Path

    from bot.messages import Speak
    from tests.flows.walker import Walker

LATIN = re.compile("[A-Za-z]+")


def speaker_in(folder: Path) -> MessageSpeaker:
    """A speaker of the project's own texts: of Arabic it says only what has its vowels."""
    voice = WritingVoice(folder, vowelled={"ar": VowelledTexts.load(ROOT / "locales", "ar")})
    languages = real_languages()
    return MessageSpeaker(voice, forms(), number=lambda place, code: number(place, languages, code))


def resident(language: str, folder: Path) -> Walker:
    """Somebody who has the button to listen where there is a voice for all that she sees."""
    speaker = speaker_in(folder)
    one = walker(language)
    one.audible = Hearable(
        real_languages(),
        channels=frozenset({ADDRESS.channel}),
        speaks=speaker.speaks,
        voiced=speaker.voiced,
    )
    return one


def asked_to_hear(one: Walker) -> tuple[Speak, ...]:
    assert "listen" in one.choices
    one.presses("listen")
    (read,) = [event for event in one.events if isinstance(event, ReadAloud) and event.asked]
    return spoken(read, real_languages(), one.state.language or "")


async def heard(one: Walker, folder: Path) -> list[str]:
    """Return what is said when she asks to hear what she sees, each with the language of its voice."""
    said = []
    for speak in asked_to_hear(one):
        clip = await speaker_in(folder).clip(speak)
        said += ["(nothing)"] if clip is None else clip.path.read_text(encoding="utf-8").splitlines()
    return said


def by_whom(said: list[str]) -> list[str]:
    """What a Dutch voice says, and of every other only which one it is: those are the translators' words."""
    return [one if one.startswith("nl: ") else one[:2] for one in said]


async def test_list_says_each_point_with_the_dutch_voice_and_the_rest_with_hers(tmp_path: Path) -> None:
    one = offered(offered(resident("ti", tmp_path), CALL).presses("accept"), LETTER).presses("menu", "list")

    said = await heard(one, tmp_path)

    assert by_whom(said) == ["nl: Betaal de huur", "ti", "nl: Bel de huisarts over de brief", "ti"]
    assert LATIN.findall(" ".join(said[1::2]).replace("ti: ", "")) == []


async def test_list_says_a_point_as_its_card_does(tmp_path: Path) -> None:
    one = offered(resident("ti", tmp_path), LETTER).presses("accept", "list")
    listed = await heard(one, tmp_path)
    card = await heard(one.presses("i:punt-1"), tmp_path)

    assert by_whom(listed) == ["ti", "nl: Betaal de huur", "ti"]
    assert by_whom(card) == ["nl: Betaal de huur", "ti"]


async def test_list_in_arabic_is_heard_with_its_buttons_that_are_only_a_number(tmp_path: Path) -> None:
    one = offered(offered(resident("ar", tmp_path), CALL).presses("accept"), LETTER).presses("menu", "list")

    said = await heard(one, tmp_path)

    assert by_whom(said) == ["nl: Betaal de huur", "ar", "nl: Bel de huisarts over de brief", "ar"]
    assert LATIN.findall(" ".join(said[1::2]).replace("ar: ", "")) == []


async def test_list_in_dutch_says_it_all_in_one_breath(tmp_path: Path) -> None:
    one = offered(resident("nl", tmp_path), CALL).presses("accept", "list")

    (said,) = await heard(one, tmp_path)

    assert said.startswith(
        "nl: Uw lijst. Het dringendste staat boven. Nummer één, Bel de huisarts over de brief, van uw"
        " begeleider. Nummer één. twee: "
    )


SECOND = {
    "nl": "Nummer twee, Bel de huisarts over de brief, van uw begeleider.",
    "ti": "ቁጽሪ ክልተ፣ | nl: Bel de huisarts over de brief | ti: ",
    "ar": "رَقْمُ اِثْنَيْنْ. | nl: Bel de huisarts over de brief | ar: ",
}
"""What is said of the line of the second button, a bar where the voice changes."""


@pytest.mark.parametrize("language", SECOND)
async def test_list_says_a_line_with_the_number_under_which_it_is_chosen(
    tmp_path: Path, language: str
) -> None:
    one = offered(offered(resident(language, tmp_path), CALL).presses("accept"), LETTER).presses(
        "menu", "list"
    )
    second = one.choices[1]

    said = await heard(one, tmp_path)

    assert second == "i:punt-1"
    assert " | ".join(said).count(SECOND[language]) == 1


async def test_words_on_the_list_are_hers_and_no_clip_of_them_is_kept(tmp_path: Path) -> None:
    one = offered(resident("ti", tmp_path), CALL).presses("accept", "list")

    (speak,) = asked_to_hear(one)

    assert [(part.language, part.own) for part in speak.parts] == [
        ("ti", False),
        ("ti", False),
        ("nl", True),
        ("ti", True),
    ]
