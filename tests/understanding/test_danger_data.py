from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from bot.understanding.base import DataError
from bot.understanding.danger_data import DangerSentence, read_danger
from bot.understanding.normalise import normalise
from tests.understanding.trained import DATA, ROOT

if TYPE_CHECKING:
    from pathlib import Path

# Not "unseen": five everyday sentences ("mijn man slaat mij") are in both, each by its own writer.
HELD = [ROOT / "tests/privacy/emergencies" / name for name in ("held", "fresh")]


def write(folder: Path, text: str) -> Path:
    """Write the Dutch sentences of danger; return where the folder of sentences would be."""
    (folder / "danger").mkdir()
    (folder / "danger" / "nl.yml").write_text(text, encoding="utf-8")
    return folder / "data"


def test_read_danger_returns_both_lists_with_their_places(tmp_path: Path) -> None:
    data_dir = write(tmp_path, "danger:\n  - hij slaat mij\nharmless:\n  - dat slaat nergens op\n")

    file = tmp_path / "danger" / "nl.yml"
    assert read_danger(data_dir) == (
        DangerSentence("nl", "hij slaat mij", danger=True, place=f"{file}:2"),
        DangerSentence("nl", "dat slaat nergens op", danger=False, place=f"{file}:4"),
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("danger: [a]\n", ":1: 'danger:' and 'harmless:' are expected here, and nothing else."),
        ("- a\n", ":1: 'danger:' and 'harmless:' are expected here, and nothing else."),
        ("danger: a\nharmless: [b]\n", ":1: a list of sentences is expected here."),
        ("danger:\n  - a\n  - '!'\nharmless: [b]\n", ":3: a sentence is expected here."),
        ("danger: [\n", ":2: this is not YAML: expected the node content, but found '<stream end>'."),
    ],
)
def test_read_danger_says_where_a_file_is_wrong(tmp_path: Path, text: str, message: str) -> None:
    data_dir = write(tmp_path, text)

    with pytest.raises(DataError) as raised:
        read_danger(data_dir)

    assert str(raised.value) == f"{tmp_path / 'danger' / 'nl.yml'}{message}"


def test_read_danger_refuses_a_sentence_in_both_lists(tmp_path: Path) -> None:
    data_dir = write(tmp_path, "danger: [hij slaat mij]\nharmless: [Hij slaat mij!]\n")

    with pytest.raises(DataError, match="also stands at"):
        read_danger(data_dir)


def test_read_danger_refuses_a_folder_without_sentences(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no sentences of danger"):
        read_danger(tmp_path / "data")


def test_no_held_sentence_is_learnt() -> None:
    learnt = {(sentence.language, normalise(sentence.text)) for sentence in read_danger(DATA)}
    held = {
        (file.stem, normalise(text))
        for folder in HELD
        for file in folder.glob("*.yaml")
        for texts in yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader).values()  # noqa: S506
        for text in texts
    }

    assert learnt & held == set()


@pytest.mark.parametrize("language", ["nl", "ar", "ti"])
def test_every_language_has_sentences_of_both_kinds(language: str) -> None:
    own = [sentence for sentence in read_danger(DATA) if sentence.language == language]

    danger = sum(sentence.danger for sentence in own)

    assert (danger >= 250, len(own) - danger >= 350) == (True, True)
