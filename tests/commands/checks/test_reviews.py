from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.catalogs.reviews import current, hashes, load, save
from bot.commands.checks.reviews import unread, wrong_reviews
from bot.translations import fingerprint
from tests.commands.checks.catalogs import texts, translated

if TYPE_CHECKING:
    from pathlib import Path

MESSAGES = texts(gids__een_say="Een.", gids__twee_say="Twee.")
CATALOG = translated(MESSAGES, {"gids/een.say": "ሓደ።", "gids/twee.say": "ክልተ።"})
READ = {
    "status": "second-read",
    "source": fingerprint("Een."),
    "translation": fingerprint("ሓደ።"),
    "back": "Een.",
}
CHECKED = {**READ, "status": "checked", "by": "Selam", "on": "2026-11-21"}
del CHECKED["back"]


@pytest.mark.parametrize("entry", [READ, CHECKED])
def test_a_review_of_the_wording_of_now_is_taken(entry: dict[str, str]) -> None:
    assert list(wrong_reviews(MESSAGES, {"ti": CATALOG}, {"ti": {"gids/een.say": entry}})) == []


@pytest.mark.parametrize(
    ("context", "entry", "complaint"),
    [
        ("gids/een.say", READ | {"status": "read"}, "the status is second-read or checked, not 'read'"),
        ("gids/een.say", READ | {"back": ""}, "a second-read holds back, source, status, translation"),
        ("gids/een.say", READ | {"by": "Selam"}, "a second-read holds back, source, status, translation"),
        ("gids/weg.say", READ, "another wording was read; `wegwijs extract` takes the entry out"),
        ("gids/twee.say", READ, "another wording was read; `wegwijs extract` takes the entry out"),
    ],
)
def test_what_is_wrong_with_a_review_is_named(context: str, entry: dict[str, str], complaint: str) -> None:
    assert list(wrong_reviews(MESSAGES, {"ti": CATALOG}, {"ti": {context: entry}})) == [
        f"locales/ti/reviews.yaml: {context}: {complaint}"
    ]


def test_unread_counts_translations_without_a_review() -> None:
    assert unread(MESSAGES, CATALOG, {"gids/een.say": READ}) == 1


def test_current_keeps_only_what_belongs_to_the_wording_of_now() -> None:
    entries = {"gids/een.say": READ, "gids/twee.say": READ, "gids/weg.say": READ}

    assert current(entries, hashes(MESSAGES, CATALOG)) == {"gids/een.say": READ}


def test_save_writes_what_load_reads(tmp_path: Path) -> None:
    (tmp_path / "ti").mkdir()

    save({"gids/een.say": READ}, tmp_path, "ti")

    assert load(tmp_path, "ti") == {"gids/een.say": READ}
