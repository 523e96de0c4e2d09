"""The word lists of the gate: an editor hears what is wrong and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.privacy.gate import Gate
from bot.privacy.secrets import NAMES
from bot.privacy.wordlist import WordListError, load_words
from tests.privacy.conftest import LANGUAGES, LOCALES

if TYPE_CHECKING:
    from pathlib import Path


def test_gate_refuses_a_list_it_does_not_know(tmp_path: Path) -> None:
    path = tmp_path / "gate.yaml"
    path.write_text("bsn-words: [bsn]\ncodewords: [code]\n", encoding="utf-8")

    with pytest.raises(WordListError) as caught:
        Gate.load([path])

    assert str(caught.value) == f"{path}:2: unknown name 'codewords', use one of {sorted(NAMES)}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_can_name_a_bsn_a_code_and_a_password(language: str) -> None:
    lists = load_words(LOCALES / language / "gate.yaml", NAMES)

    assert [name for name in ("bsn-words", "code-words", "password-words", "about") if not lists[name]] == []
