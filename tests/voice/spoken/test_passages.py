from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.voice.spoken.passages import Passage

if TYPE_CHECKING:
    from bot.voice.spoken.form import SpokenForms


@pytest.mark.parametrize(
    ("language", "text", "passages"),
    [
        ("nl", "Ja.", [("nl", "Ja.")]),
        ("nl", "", []),
        ("ti", "እወ።\n\nUWV: 112", [("ti", "እወ። ኡ ዌ ቬ: ሓደ ሓደ ክልተ")]),
        ("ti", "ፊደላት፦ BCDFGHJK", [("ti", "ፊደላት፦ ቤ ሴ ዴ ኤፍ፣ ኼ ሃ የ ካ")]),
        (
            "ti",
            "እወ።\n\nብሆላንድኛ፦\nU krijgt € 45.\n1 keer.",
            [("ti", "እወ። ብሆላንድኛ፦"), ("nl", "U krijgt vijfenveertig euro. één keer.")],
        ),
        (
            "ar",
            "🗣 \u2068Ik wil bijstand.\u2069\nهذا يعني: نعم.",
            [("nl", "Ik wil bijstand."), ("ar", "هذا يعني: نعم.")],
        ),
        (
            "ti",
            "ትርጉሙ፦ Ik wil bijstand. Nu. እወ።",
            [("ti", "ትርጉሙ፦"), ("nl", "Ik wil bijstand. Nu."), ("ti", "እወ።")],
        ),
        (
            "nl",
            "In welke taal?\nبأي لغة؟\nብኣየናይ ቋንቋ፧",
            [("nl", "In welke taal?"), ("ar", "بأي لغة؟"), ("ti", "ብኣየናይ ቋንቋ፧")],
        ),
    ],
)
def test_message_is_cut_where_its_language_changes(
    forms: SpokenForms, language: str, text: str, passages: list[tuple[str, str]]
) -> None:
    assert forms.passages(text, language) == tuple(Passage(*passage) for passage in passages)
