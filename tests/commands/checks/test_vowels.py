from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands.checks.vowels import silent
from bot.translations import fingerprint
from tests.commands.checks.catalogs import texts, translated

if TYPE_CHECKING:
    from pathlib import Path

MESSAGES = texts(
    core__een="Een.", core__twee="Twee.", core__drie="Drie.", core__vier="Vier.", page__stuur="Stuur"
)
ARABIC = {
    "core/een": "واحد",
    "core/twee": "اثنان",
    "core/drie": "ثلاثة",
    "core/vier": "أربعة",
    "page/stuur": "إرسال",
}
VOWELLED = f"""core/een:
  text: "وَاحِد"
  of: "{fingerprint("واحد")}"
  review: second-read
core/twee:
  text: "اِثْنَانِ"
  of: "{fingerprint("اثنان")}"
  review: draft
core/drie:
  text: "ثَلَاثَة"
  of: "{fingerprint("ثلاث")}"
  review: second-read
"""


def test_texts_without_vowels_that_may_be_read_are_counted_and_the_words_of_the_page_are_not(
    tmp_path: Path,
) -> None:
    (tmp_path / "ar").mkdir()
    (tmp_path / "ar" / "vowelled.yaml").write_text(VOWELLED, encoding="utf-8")
    catalogs = {
        "ar": translated(MESSAGES, ARABIC, "ar"),
        "ti": translated(MESSAGES, {"core/een": "ሓደ።"}),
    }

    assert list(silent(MESSAGES, catalogs, tmp_path)) == [
        "ar: 1 texts are not said aloud, nobody read the vowelled text a second time: core/twee",
        "ar: 1 texts are not said aloud, the vowelled text belongs to another wording: core/drie",
        "ar: 1 texts are not said aloud, there is no vowelled text: core/vier",
    ]
