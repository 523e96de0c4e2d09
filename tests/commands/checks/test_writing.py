from __future__ import annotations

from pathlib import Path

import pytest

from bot.commands.checks.writing import Writing, faults, wrong_writing
from bot.flows.content.document import ContentError
from tests.commands.checks.catalogs import texts, translated

LOCALES = Path(__file__).resolve().parents[3] / "locales"


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ti", "እዚ ደብዳበ ናብ UWV ስደዱ። ቤት ጽሕፈት።", []),
        ("ti", "ይህ ደብዳቤ ነው", ["'ይህ': write እዚ", "'ደብዳቤ': write ደብዳበ", "'ነው': write እዩ"]),
        ("ti", "ሥራሕ", ["'ሥ': write ስ"]),
        ("ti", "አብ ገዛ", ["'አብ': a word begins with ኣ here"]),
        ("ti", "፫ መዓልቲ", ["'፫': write the digit 3"]),
        ("ti", "ሓገዝ помощь", [f"'{letter}' is Cyrillic, not Ethiopic" for letter in "помщь"]),
        ("ar", "اتصلوا بـ UWV على الرقم 088.", []),
        ("ar", "شو أعمل?", ["'?': write ؟", "'شو': write ما"]),
        ("ar", "٣ أيام", ["'٣': write the digit 3"]),
        ("ar", "برای", ["'ی': write ي"]),
    ],
)
def test_faults_name_what_another_language_would_write(language: str, text: str, expected: list[str]) -> None:
    assert list(faults(text, Writing.load(LOCALES / language / "writing.yaml"))) == expected


def test_wrong_writing_names_message_and_language_and_leaves_placeholders_out() -> None:
    messages = texts(gids__begin_say="Bel {phone:uwv}.")
    catalogs = {"ti": translated(messages, {"gids/begin.say": "{phone:uwv} ነው"})}
    writing = Writing.load(LOCALES / "ti" / "writing.yaml")

    assert list(wrong_writing(messages, catalogs, {"ti": writing})) == ["gids/begin.say (ti): 'ነው': write እዩ"]


def test_load_refuses_a_file_with_other_fields(tmp_path: Path) -> None:
    path = tmp_path / "writing.yaml"
    path.write_text("script: ARABIC\n", encoding="utf-8")

    with pytest.raises(ContentError, match="the fields here are beginnings, characters, script, words"):
        Writing.load(path)
