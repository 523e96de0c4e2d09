"""Which translations residents see: those of the review state that the municipality publishes."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.bootstrap import application, load_world
from bot.catalogs import reviews
from bot.config import ROOT, Settings, SettingsError
from bot.flows import words
from bot.flows.lines import Line
from bot.flows.message import Message
from bot.locale import CHECKED, DRAFT, SECOND_READ, Languages
from tests.dialogue_tester.phone import Phone

if TYPE_CHECKING:
    from bot.understanding.base import Understanding

QUESTION = Message((Line(words.FOR_WHOM),))


@pytest.fixture(scope="module")
def locales(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real locales; in Tigrinya one message was checked, in Arabic that one was read by nobody."""
    folder = Path(shutil.copytree(ROOT / "locales", tmp_path_factory.mktemp("publishing") / "locales"))
    for language in ("ar", "ti"):
        entries = reviews.load(folder, language)
        entry = entries.pop(words.FOR_WHOM.context)
        if language == "ti":
            checked = {"status": CHECKED, "by": "Selam", "on": "2026-11-21"}
            entries[words.FOR_WHOM.context] = {**entry, **checked}
        reviews.save(entries, folder, language)
    return folder


@pytest.mark.parametrize(
    ("language", "lowest", "shown"),
    [
        ("ar", DRAFT, True),
        ("ar", SECOND_READ, False),
        ("ar", CHECKED, False),
        ("ti", DRAFT, True),
        ("ti", SECOND_READ, True),
        ("ti", CHECKED, True),
    ],
)
def test_a_translation_below_what_is_published_is_shown_in_dutch(
    locales: Path, language: str, lowest: str, *, shown: bool
) -> None:
    compiled = locales.parent / "compiled"  # the sources are the same for every test here: read once
    published = Languages.load(locales, publishes={language: lowest}, kept=compiled)
    everything = Languages.load(locales, kept=compiled)

    own = everything.render(QUESTION, language).text
    dutch = f"{words.FOR_WHOM.source}\n\n{published.translate(words.ONLY_DUTCH, language)}"
    assert published.render(QUESTION, language).text == (own if shown else dutch)


def test_a_language_on_which_the_municipality_is_silent_publishes_second_reads(
    locales: Path, tmp_path: Path
) -> None:
    content = shutil.copytree(ROOT / "content", tmp_path / "content")
    place = content / "gemeente.yaml"
    place.write_text(place.read_text(encoding="utf-8").partition("publishes:")[0], encoding="utf-8")

    settings = replace(
        Settings.from_environment({}), content=content, locales=locales, compiled=locales.parent / "compiled"
    )
    _, languages = load_world(settings)

    assert languages.by_code["ar"].forms(words.FOR_WHOM) is None
    assert languages.by_code["ti"].forms(words.FOR_WHOM) is not None


def publishing(tmp_path: Path, what: str, **more: str) -> Settings:
    content = shutil.copytree(ROOT / "content", tmp_path / "content")
    place = content / "gemeente.yaml"
    begin = place.read_text(encoding="utf-8").partition("publishes:")[0]
    place.write_text(f"{begin}publishes:\n  {what}\n", encoding="utf-8")
    environment = {
        "WEGWIJS_DATABASE_URL": f"sqlite:///{tmp_path}/w.db",
        **{k: str(v) for k, v in more.items()},
    }
    return replace(Settings.from_environment(environment), content=content)


def test_an_unknown_language_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"content/gemeente\.yaml: publishes: there is no language 'so'"):
        load_world(publishing(tmp_path, "so: draft"))


class Silent:
    """An understanding that is never asked."""


async def test_drafts_on_a_public_address_need_a_setting(tmp_path: Path) -> None:
    settings = publishing(tmp_path, "ti: draft")
    understanding: Understanding = Silent()  # type: ignore[assignment]

    with pytest.raises(SettingsError, match="WEGWIJS_PUBLISH_DRAFTS=1"):
        async with application(settings, {"telegram": Phone()}, understanding=understanding):
            pass


@pytest.mark.parametrize(
    ("channel", "switch"), [("telegram", "1"), ("terminal", "0")], ids=["said twice", "not public"]
)
async def test_drafts_are_shown_where_the_operator_says_so_or_nobody_else_looks(
    tmp_path: Path, channel: str, switch: str
) -> None:
    settings = publishing(tmp_path, "ti: draft", WEGWIJS_PUBLISH_DRAFTS=switch)
    understanding: Understanding = Silent()  # type: ignore[assignment]

    async with application(settings, {channel: Phone()}, understanding=understanding) as app:
        assert app.languages.codes == ("nl", "ar", "ti")
