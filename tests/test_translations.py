from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.config import ROOT
from bot.translations import Translation, fingerprint, read_catalog
from bot.voice.vowelled import VowelledTexts

if TYPE_CHECKING:
    from pathlib import Path

PO = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

msgctxt "core/rent"
msgid "Huur"
msgstr "ክራይ"

msgctxt "core/days"
msgid "{count} dag"
msgid_plural "{count} dagen"
msgstr[0] "{count} መዓልቲ"
msgstr[1] "{count} መዓልታት"

#, fuzzy
msgctxt "core/guess"
msgid "Gok"
msgstr "ግምት"

msgctxt "core/open"
msgid "Open"
msgstr ""
"""

REVIEWS = f"""
core/rent: {{status: second-read, source: {fingerprint("Huur")}, translation: {fingerprint("ክራይ")}}}
core/days: {{status: checked, source: {fingerprint("{count} dag")}, translation: 0123456789abcdef}}
"""


@pytest.fixture
def locales(tmp_path: Path) -> Path:
    folder = tmp_path / "locales"
    (folder / "ti" / "LC_MESSAGES").mkdir(parents=True)
    (folder / "ti" / "LC_MESSAGES" / "wegwijs.po").write_text(PO, encoding="utf-8")
    (folder / "ti" / "reviews.yaml").write_text(REVIEWS, encoding="utf-8")
    return folder


@pytest.mark.parametrize("start", ["first", "second"])
def test_read_catalog_returns_what_is_translated_and_reviewed(
    locales: Path, tmp_path: Path, start: str
) -> None:
    if start == "second":
        read_catalog(locales, "ti", tmp_path / "kept")

    found = read_catalog(locales, "ti", tmp_path / "kept")

    assert found.translations == {
        "core/rent": Translation("Huur", ("ክራይ",)),
        "core/days": Translation("{count} dag", ("{count} መዓልቲ", "{count} መዓልታት")),
    }
    assert found.reviews == {"core/rent": "second-read"}  # the other is of another wording
    assert [found.plural(number) for number in (0, 1, 2)] == [0, 0, 1]


def test_read_catalog_sees_a_review_that_was_taken_back(locales: Path, tmp_path: Path) -> None:
    read_catalog(locales, "ti", tmp_path / "kept")

    (locales / "ti" / "reviews.yaml").unlink()

    assert read_catalog(locales, "ti", tmp_path / "kept").reviews == {}


@pytest.mark.parametrize("language", ["ar", "ti"])
def test_a_kept_catalog_is_the_catalog(tmp_path: Path, language: str) -> None:
    read = read_catalog(ROOT / "locales", language)
    read_catalog(ROOT / "locales", language, tmp_path)

    kept = read_catalog(ROOT / "locales", language, tmp_path)

    assert replace(kept, plural=read.plural) == read
    assert [kept.plural(number) for number in range(200)] == [read.plural(number) for number in range(200)]


def test_kept_vowels_are_the_vowels(tmp_path: Path) -> None:
    read = VowelledTexts.load(ROOT / "locales", "ar")
    VowelledTexts.load(ROOT / "locales", "ar", tmp_path)

    kept = VowelledTexts.load(ROOT / "locales", "ar", tmp_path)

    assert kept.texts == read.texts
