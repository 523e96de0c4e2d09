from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.understanding.base import DataError
from bot.understanding.data import Sentence, read_sentences

if TYPE_CHECKING:
    from pathlib import Path

GREET = 'version: "3.1"\n\nnlu:\n- intent: greet\n  examples: |\n    - hallo\n    - goede dag\n'


def write(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_read_sentences_knows_where_each_stands(tmp_path: Path) -> None:
    file = write(tmp_path, "nl/control.yml", GREET)

    found = read_sentences(tmp_path)

    assert found == (
        Sentence("nl", "greet", "hallo", f"{file}:6"),
        Sentence("nl", "greet", "goede dag", f"{file}:7"),
    )


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("nlu: [", 1, "this is not YAML"),
        ("- greet\n", 1, "'nlu:' and 'version:' are expected here, and nothing else."),
        ('version: "3.1"\nnlu: greet\n', 2, "a list of intents is expected here."),
        ('version: "3.1"\nnlu:\n- intent: greet\n', 3, "'examples:' and 'intent:' are expected here"),
        ('version: "3.1"\nnlu:\n- intent: greet\n  examples: [hallo]\n', 4, "text is expected here."),
        (GREET + "    hallo daar\n", 8, "write one sentence a line, as '- sentence'."),
        (GREET + "    - ?\n", 8, "write one sentence a line, as '- sentence'."),
        ("", 1, "'nlu:' and 'version:' are expected here"),
    ],
)
def test_read_sentences_says_which_line_is_wrong(tmp_path: Path, text: str, line: int, says: str) -> None:
    file = write(tmp_path, "nl/control.yml", text)

    with pytest.raises(DataError) as raised:
        read_sentences(tmp_path)

    assert str(raised.value).startswith(f"{file}:{line}: {says}")


def test_read_sentences_refuses_a_file_that_is_no_text(tmp_path: Path) -> None:
    file = tmp_path / "nl" / "control.yml"
    file.parent.mkdir()
    file.write_bytes(b"\xff\xfe\x00")

    with pytest.raises(DataError) as raised:
        read_sentences(tmp_path)

    assert str(raised.value) == f"{file}:1: this is not a YAML text in UTF-8."


def test_read_sentences_refuses_one_sentence_under_two_intents(tmp_path: Path) -> None:
    first = write(tmp_path, "nl/a.yml", GREET)
    second = write(tmp_path, "nl/b.yml", GREET.replace("greet", "thanks").replace("hallo", "doei"))

    with pytest.raises(DataError) as raised:
        read_sentences(tmp_path)

    assert str(raised.value) == (
        f"{second}:7: 'goede dag' is also a sentence of greet ({first}:7). Keep it under one intent."
    )


def test_read_sentences_lets_two_languages_share_a_sentence(tmp_path: Path) -> None:
    write(tmp_path, "nl/a.yml", GREET)
    write(tmp_path, "ar/a.yml", GREET.replace("greet", "thanks"))

    assert [sentence.intent for sentence in read_sentences(tmp_path)] == [
        "thanks",
        "thanks",
        "greet",
        "greet",
    ]


def test_read_sentences_refuses_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(DataError) as raised:
        read_sentences(tmp_path)

    assert str(raised.value) == f"{tmp_path}:1: there are no training sentences here."
