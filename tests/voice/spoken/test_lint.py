from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.voice.spoken.scripts import lint

if TYPE_CHECKING:
    from bot.voice.spoken.form import SpokenForms


@pytest.mark.parametrize(
    ("language", "spoken", "found"),
    [
        ("nl", "Bel één één twee. Wat zegt zo'n brief, 's avonds? uu-wee-vee!", []),
        ("ar", "البَلَدِيَّة، خِمِينْتِه؟ نعم: لا.", []),
        ("ti", "እወ፣ ኣይፋልን፦ ሓደ፧ ክልተ።", []),
        ("nl", "18 € en 7%", ["1", "8", "€", "7", "%"]),
        ("ar", "مؤسسة UWV", ["UWV"]),
        ("ar", "٣ ثلاثة", ["٣"]),
        ("ti", "ናብ huurtoeslag ወይ huurtoeslag", ["huurtoeslag"]),
        ("ti", "፲፪", ["፲", "፪"]),
        ("nl", "بلدية እወ", ["بلدية", "እወ"]),
        ("nl", "klaar ✅", ["✅"]),
        ("nl", "\u2068uwv\u2069", ["U+2068", "U+2069"]),
        ("nl", "uwv.nl/kijk", ["/"]),
        ("nl", "een\nregel", ["U+000A"]),
        ("nl", "een - streep", ["-"]),
        ("ar", "نعم-لا", ["-"]),
        ("nl", "½ brood", ["½"]),
        ("nl", "", []),
    ],
)
def test_lint_tells_what_an_engine_could_not_read(language: str, spoken: str, found: list[str]) -> None:
    assert lint(spoken, language) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("nl", "§ 3", ["§"]),
        ("nl", "5‰", ["‰"]),
        ("nl", "een ° meer", ["°"]),
        ("nl", "© 2026", ["©"]),
        ("nl", "3 ^ 2", ["^"]),
        ("nl", "voor $ 5", ["$"]),
        ("ar", "٥؉", ["؉"]),
        ("ar", "37°C", ["°"]),
        ("ti", "№ 3", ["№"]),
        ("nl", "👉🏽 Ja ✅ ✔️ ▪ nee ● _of_ «niet» – `wel` \\ *nu* ➖", []),
        ("ar", "٭ نعم", ["٭"]),
        ("ti", "እወ፡ኣይፋልን፨", []),
    ],
)
def test_symbol_without_a_word_is_left_for_the_lint_and_a_picture_is_not(
    forms: SpokenForms, language: str, text: str, found: list[str]
) -> None:
    assert lint(forms.say(text, language), language) == found
