from __future__ import annotations

from pathlib import Path

import pytest

from bot.understanding.data import Sentence, read_sentences
from bot.understanding.normalise import normalise
from bot.understanding.rasa_data import write_training_data

pytestmark = pytest.mark.untraced  # all sentences there are: to trace that costs more than the test

DATA = Path(__file__).parents[2] / "nlu/data"


def test_rasa_reads_a_file_per_language_in_one_spelling(tmp_path: Path) -> None:
    sentences = [
        Sentence("nl", "stop", "Stop!", "here:1"),
        Sentence("ar", "stop", "إيقاف", "here:2"),
        Sentence("nl", "later", "Morgen, om 10 uur", "here:3"),
        Sentence("nl", "stop", "stop", "here:4"),
    ]

    count = write_training_data(sentences, tmp_path)

    files = {
        file.relative_to(tmp_path).as_posix(): file.read_text(encoding="utf-8")
        for file in tmp_path.rglob("*.yml")
    }
    assert (count, files) == (
        3,
        {
            "nl/sentences.yml": 'version: "3.1"\nnlu:\n'
            "  - intent: later\n    examples: |\n      - morgen om 0 ur\n"
            "  - intent: stop\n    examples: |\n      - stop\n",
            "ar/sentences.yml": 'version: "3.1"\nnlu:\n  - intent: stop\n    examples: |\n      - ايقاف\n',
        },
    )


def test_rasa_no_longer_reads_a_language_that_is_gone(tmp_path: Path) -> None:
    write_training_data([Sentence("ti", "stop", "ደው በል", "here:1")], tmp_path)

    write_training_data([Sentence("nl", "stop", "stop", "here:1")], tmp_path)

    assert [file.parent.name for file in tmp_path.rglob("*.yml")] == ["nl"]


def test_all_that_is_written_for_rasa_reads_back_as_it_was_meant(tmp_path: Path) -> None:
    sentences = read_sentences(DATA)

    write_training_data(sentences, tmp_path)

    back = {(one.language, one.intent, one.text) for one in read_sentences(tmp_path)}
    assert back == {(one.language, one.intent, normalise(one.text)) for one in sentences}
