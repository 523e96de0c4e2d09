from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.flows.content.document import ContentError
from bot.translations import fingerprint
from bot.voice.base import Speech
from bot.voice.silence import NoVoice, Reason
from bot.voice.vowelled import VowelledTexts

if TYPE_CHECKING:
    from pathlib import Path

YES = Speech(language="ar", text="نعم", fixed=True, message_id="core/answer.yes", written="نعم")
CALL = Speech(
    language="ar",
    text="اتصلوا على صفر ثمانية",
    fixed=True,
    message_id="core/action.phone",
    written="اتصلوا: {phone}",
    values={"phone": "صِفْر ثَمَانِيَة"},
)

FILE = f"""
core/answer.yes:
  text: "نَعَمْ"
  of: "{fingerprint(YES.written)}"
  review: second-read
core/action.phone:
  text: "اِتَّصِلُوا بِـ {{phone}}"
  of: "{fingerprint(CALL.written)}"
  review: checked
core/answer.no:
  text: "لَا"
  of: "{fingerprint("لا")}"
  review: draft
"""


def load(folder: Path, text: str = FILE) -> VowelledTexts:
    path = folder / "locales" / "ar" / "vowelled.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text.lstrip("\n"), encoding="utf-8")
    return VowelledTexts.load(folder / "locales", "ar")


def refusal(texts: VowelledTexts, speech: Speech) -> Reason:
    with pytest.raises(NoVoice) as caught:
        texts.say(speech)
    return caught.value.reason


def test_text_that_was_read_a_second_time_is_said(tmp_path: Path) -> None:
    assert load(tmp_path).say(YES) == "نَعَمْ"


def test_values_stand_in_their_places(tmp_path: Path) -> None:
    assert load(tmp_path).say(CALL) == "اِتَّصِلُوا بِـ صِفْر ثَمَانِيَة"


def counted(written: str, count: str) -> Speech:
    return Speech(
        language="ar",
        text=written,
        fixed=False,
        message_id="core/erase.answers",
        written=written,
        values={"count": count},
    )


COUNTED = f"""
core/erase.answers[1]:
  text: "جَوَابٌ وَاحِدْ"
  of: "{fingerprint("جواب واحد")}"
  review: second-read
core/erase.answers[5]:
  text: "{{count}} جَوَابًا"
  of: "{fingerprint("{count} جوابًا")}"
  review: second-read
core/erase.answers[2]:
  text: "جَوَابَانْ"
  of: "{fingerprint("جوابان")}"
  review: draft
"""


def test_a_message_that_counts_is_said_in_the_form_that_is_written(tmp_path: Path) -> None:
    texts = load(tmp_path, COUNTED)

    assert [texts.say(counted(*one)) for one in (("جواب واحد", "وَاحِد"), ("{count} جوابًا", "عِشْرِين"))] == [
        "جَوَابٌ وَاحِدْ",
        "عِشْرِين جَوَابًا",
    ]
    assert [refusal(texts, counted(form, "ثَلَاثَة")) for form in ("جوابان", "{count} أجوبة")] == [
        Reason.UNREAD_VOWELS,
        Reason.STALE_VOWELS,
    ]


def test_a_value_that_is_a_message_is_said_with_its_own_vowels(tmp_path: Path) -> None:
    assert load(tmp_path).say(replace(CALL, values={"phone": YES})) == "اِتَّصِلُوا بِـ نَعَمْ"


def test_a_value_whose_own_vowels_are_missing_keeps_all_of_it_silent(tmp_path: Path) -> None:
    unknown = replace(YES, message_id="core/answer.maybe")

    assert refusal(load(tmp_path), replace(CALL, values={"phone": unknown})) is Reason.NO_VOWELS


def test_messages_in_one_breath_are_each_said_with_their_own_vowels(tmp_path: Path) -> None:
    both = Speech(language="ar", text="نعم. اتصلوا", fixed=True, parts=(YES, CALL))

    assert load(tmp_path).say(both) == "نَعَمْ. اِتَّصِلُوا بِـ صِفْر ثَمَانِيَة."


def test_one_message_without_vowels_keeps_all_of_them_silent(tmp_path: Path) -> None:
    both = Speech(language="ar", text="a", fixed=True, parts=(YES, replace(YES, message_id="core/answer.no")))

    assert refusal(load(tmp_path), both) is Reason.STALE_VOWELS


@pytest.mark.parametrize(
    ("speech", "reason"),
    [
        (replace(YES, message_id="core/welcome"), Reason.NO_VOWELS),
        (replace(YES, message_id=None), Reason.NO_VOWELS),
        (replace(YES, written="نعم."), Reason.STALE_VOWELS),
        (replace(YES, message_id="core/answer.no", written="لا"), Reason.UNREAD_VOWELS),
        (replace(CALL, values={}), Reason.NO_VALUE),
    ],
)
def test_nothing_else_is_said(tmp_path: Path, speech: Speech, reason: Reason) -> None:
    assert refusal(load(tmp_path), speech) is reason


@pytest.mark.parametrize(
    ("text", "mistakes"),
    [
        ("- نعم\n", ["1: this file holds message ids, each with its text"]),
        ("core/a: نعم\n", ["1: 'core/a' has text, of and review, and nothing else"]),
        (
            'core/a:\n  text: "نَعَمْ"\n  of: 12\n  review: draft\n',
            ["1: text, of and review of 'core/a' are texts; put quotes around them"],
        ),
        (
            'core/a:\n  text: "نَعَمْ"\n  of: "12"\n  review: read\n',
            [
                "3: of is the fingerprint of the translation: 16 digits and a-f",
                "4: review is one of draft, second-read, checked",
            ],
        ),
        (
            'core/a:\n  text: "نَعَمْ UWV"\n  of: "0123456789abcdef"\n  review: draft\n',
            ["2: 'U' is not spoken: write it in words"],
        ),
        (
            'core/a:\n  text: "نَعَمْ ٣"\n  of: "0123456789abcdef"\n  review: draft\n',
            ["2: '٣' is not spoken: write it in words"],
        ),
        (
            'core/a:\n  text: "تحدثوا مع البلديَّة"\n  of: "0123456789abcdef"\n  review: draft\n',
            ["2: 2 vowel marks on 15 letters: not all are there"],
        ),
    ],
)
def test_mistake_names_file_and_line(tmp_path: Path, text: str, mistakes: list[str]) -> None:
    with pytest.raises(ContentError) as caught:
        load(tmp_path, text)

    assert str(caught.value).splitlines() == [f"locales/ar/vowelled.yaml:{mistake}" for mistake in mistakes]
