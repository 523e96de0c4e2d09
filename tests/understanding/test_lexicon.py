from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from bot.understanding.base import DataError
from bot.understanding.lexicon import read_concepts
from tests.understanding.trained import DATA

if TYPE_CHECKING:
    from pathlib import Path


def write(folder: Path, name: str, text: str) -> Path:
    file = folder / "concepts" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_read_concepts_brings_the_languages_together(tmp_path: Path) -> None:
    write(tmp_path, "nl.yaml", 'werk: baan werk*\nkind: "*kind"\n')
    write(tmp_path, "ar.yaml", "werk: شُغل*\n")

    found = read_concepts(tmp_path / "data")

    assert found.patterns == {
        "شغل*": ["werk"], "~Sgl": ["werk"], "ban": ["werk"], "werk*": ["werk"],
        "*kind": ["kind"], "~knt": ["kind"],
    }  # fmt: skip


def test_read_concepts_lets_a_word_stand_for_several(tmp_path: Path) -> None:
    write(tmp_path, "nl.yaml", "baby: bevallen\nverlof: bevallen bevallen\n")

    found = read_concepts(tmp_path / "data")

    assert found.patterns == {"bevalen": ["baby", "verlof"], "~bfln": ["baby", "verlof"]}


def test_read_concepts_finds_none_where_there_is_no_file(tmp_path: Path) -> None:
    assert read_concepts(tmp_path / "data").patterns == {}


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("werk: [", 1, "this is not YAML"),
        ("- werk\n", 1, "names of concepts with their words are expected here."),
        ("", 1, "names of concepts with their words are expected here."),
        ("kind: kind\nwerk:\n", 2, "words are expected after 'werk:'."),
        ("kind: kind\nwerk: [baan]\n", 2, "words are expected after 'werk:'."),
        ("werk: baan ?*\n", 1, "'?*' is not a word."),
    ],
)
def test_read_concepts_says_which_line_is_wrong(tmp_path: Path, text: str, line: int, says: str) -> None:
    file = write(tmp_path, "nl.yaml", text)

    with pytest.raises(DataError) as raised:
        read_concepts(tmp_path / "data")

    assert str(raised.value).startswith(f"{file}:{line}: {says}")


def test_read_concepts_refuses_a_file_that_is_no_text(tmp_path: Path) -> None:
    file = write(tmp_path, "nl.yaml", "")
    file.write_bytes(b"\xff\xfe\x00")

    with pytest.raises(DataError) as raised:
        read_concepts(tmp_path / "data")

    assert str(raised.value) == f"{file}:1: this is not a YAML text in UTF-8."


@pytest.mark.parametrize("language", ["ar", "ti"])
def test_concepts_of_other_languages_are_named_as_in_dutch(language: str) -> None:
    def names(file: str) -> set[str]:
        return set(yaml.safe_load((DATA.parent / "concepts" / file).read_text(encoding="utf-8")))

    assert names(f"{language}.yaml") - names("nl.yaml") == set()
