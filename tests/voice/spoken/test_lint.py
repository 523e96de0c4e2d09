from __future__ import annotations

import pytest

from bot.voice.spoken.scripts import lint


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
