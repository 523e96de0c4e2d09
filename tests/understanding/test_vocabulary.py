from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.understanding.vocabulary import SENTENCES, Vocabulary, _read

if TYPE_CHECKING:
    from pathlib import Path


def sentences(*texts: str) -> str:
    lines = "\n".join(f"      - {text}" for text in texts)
    return f'version: "3.1"\nnlu:\n  - intent: schulden\n    examples: |\n{lines}\n'


@pytest.fixture
def vocabulary(tmp_path: Path) -> Vocabulary:
    """Words of three sentences each in two languages; Fatima stands in one."""
    texts = {
        "nl": [f"ik heb een schuld bij de bank {number}" for number in "abc"] + ["ik ben fatima"],
        "ar": [f"عندي ديون أقساط {letter}" for letter in "ابت"],
    }
    for language, found in texts.items():
        folder = tmp_path / language
        folder.mkdir()
        (folder / "schulden.yml").write_text(sentences(*found), encoding="utf-8")
    return Vocabulary(tmp_path)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Ik heb een SCHULD!", "ik heb een schuld"),
        ("ik ben Fatima", "ik …"),
        ("ik heb Jan de Vries bij de bank", "ik heb … de … bij de bank"),
        ("ik heb 3000 euro schuld bij bank 12-3", "ik heb # … schuld bij bank #"),
        ("bel 06-12345678 of +31 6 12 34", "… # … # # # #"),
        ("ik heb b4nk m3t", "ik heb …"),
        ("mail jan@bank.nl", "…"),
        ("heb-ik bank,bank", "heb-ik bank,bank"),
        ("", ""),
        (" ?! … ", ""),
        ("٣٠٠٠ ፳", "# #"),
    ],
)
def test_only_common_words_are_kept(vocabulary: Vocabulary, text: str, kept: str) -> None:
    assert vocabulary.kept(text, "nl") == kept


def test_words_are_known_in_any_spelling(vocabulary: Vocabulary) -> None:
    assert vocabulary.kept("عندى ديون اقساط محمد", "ar") == "عندى ديون اقساط …"


def test_words_of_another_language_are_left_out(vocabulary: Vocabulary) -> None:
    assert vocabulary.kept("ik عندي", "ar") == "… عندي"


def test_word_must_stand_in_several_sentences(vocabulary: Vocabulary) -> None:
    assert (SENTENCES, vocabulary.kept("schuld a fatima", "nl")) == (3, "schuld …")


def test_no_word_is_kept_of_a_language_that_was_not_learnt(vocabulary: Vocabulary) -> None:
    assert vocabulary.kept("ik heb een schuld", "ti") == "…"


async def test_no_word_is_kept_where_the_sentences_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "nl").mkdir()
    (tmp_path / "nl" / "schulden.yml").write_text("nlu: [", encoding="utf-8")
    vocabulary = Vocabulary(tmp_path)

    await vocabulary.prepare()

    assert vocabulary.kept("ik heb 3 schulden", "nl") == "… # …"


def test_words_are_read_from_what_was_kept_until_a_sentence_changes(tmp_path: Path) -> None:
    data, kept = tmp_path / "data", tmp_path / "kept"
    (data / "nl").mkdir(parents=True)
    file = data / "nl" / "schulden.yml"
    file.write_text(sentences("geld eerst", "geld twee", "geld drie"), encoding="utf-8")
    before = Vocabulary(data, kept).kept("geld huur", "nl")
    _read.cache_clear()
    again = Vocabulary(data, kept).kept("geld huur", "nl")

    file.write_text(sentences("huur eerst", "huur twee", "huur drie"), encoding="utf-8")
    _read.cache_clear()
    after = Vocabulary(data, kept).kept("geld huur", "nl")

    assert (before, again, after) == ("geld …", "geld …", "… huur")
    assert [path.name for path in kept.iterdir()] == ["vocabulary.json"]
