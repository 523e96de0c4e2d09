from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from bot.voice.spoken.form import SpokenForms
from bot.voice.spoken.reading import SpokenError
from tests.voice.spoken.conftest import LOCALES

if TYPE_CHECKING:
    from pathlib import Path

DUTCH = (LOCALES / "nl" / "spoken.yaml").read_text(encoding="utf-8")


def _refused(tmp_path: Path, text: str, language: str = "nl") -> list[str]:
    folder = tmp_path / "locales" / language
    folder.mkdir(parents=True)
    (folder / "spoken.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(SpokenError) as error:
        SpokenForms.load(tmp_path / "locales")
    return str(error.value).split("\n")


def _line(begins: str, text: str = DUTCH) -> int:
    return next(number for number, line in enumerate(text.split("\n"), 1) if line.startswith(begins))


def test_name_is_one_line(tmp_path: Path) -> None:
    folder = tmp_path / "locales" / "nl"
    folder.mkdir(parents=True)
    (folder / "spoken.yaml").write_text(f"{DUTCH}  RDW: er dee wee\n", encoding="utf-8")

    forms = SpokenForms.load(tmp_path / "locales")

    assert forms.say("De RDW belt.", "nl") == "De er dee wee belt."


@pytest.mark.parametrize(
    ("old", "new", "begins", "message"),
    [
        ("  PIP: pip", "  PIP: p1p", "  PIP", "'p1p' cannot be read aloud: 1"),
        ("  PIP: pip", "  PIP: UWV", "  PIP", "'UWV' would itself be said as 'uu-wee-vee'"),
        ("  PIP: pip", "  DUO: pip", "  DUO: pip", "'DUO' stands here twice"),
        ("  PIP: pip", "  PIP: 3", "  PIP", "names.PIP: Input should be a valid string"),
        ("  PIP: pip", "  PIP:", "  PIP", "names.PIP: Input should be a valid string"),
        ("{x: keer", "{x: 2x", "behind-numbers:", "'2x' cannot be read aloud: 2"),
        ('"{day} {month}"', '"{day}"', "date-without-year:", "'date-without-year' needs {day} and {month}"),
        ("stop:", "stopp: x\nstop:", "stopp", "stopp: Extra inputs are not permitted"),
        ('"{euros} euro"', '"euro"', "amount:", "'amount' needs {euros}, it has nothing in braces"),
        ('"{euros} euro"', '"{euro} euro"', "amount:", "'amount' needs {euros}, it has {euro}"),
        ("april, ", "", "months", "months: List should have at least 12 items after validation, not 11"),
        ("spelled: [UWV", "spelled: [ÆÆ", "spelled", "'ÆÆ': there is no letter æ æ"),
        ("dot: punt", "dot: [punt", "slash", "not valid YAML:"),
    ],
)
def test_mistake_begins_with_file_and_line(
    tmp_path: Path, old: str, new: str, begins: str, message: str
) -> None:
    changed = DUTCH.replace(old, new, 1)

    first = _refused(tmp_path, changed)[0]

    assert first.startswith(f"locales/nl/spoken.yaml:{_line(begins, changed)}: {message}")


def test_missing_key_is_told_of_at_the_first_line(tmp_path: Path) -> None:
    without = DUTCH.replace("at: apenstaartje\n", "")

    assert _refused(tmp_path, without) == [f"locales/nl/spoken.yaml:{_line('numbers')}: at: Field required"]


def test_empty_file_is_refused(tmp_path: Path) -> None:
    assert _refused(tmp_path, "# nothing\n")[0].startswith("locales/nl/spoken.yaml:1: ")


def test_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "locales" / "nl"
    folder.mkdir(parents=True)
    (folder / "spoken.yaml").write_bytes(b"\xff\xfe")

    with pytest.raises(SpokenError, match=r"^locales/nl/spoken\.yaml:1: this file is not UTF-8 text"):
        SpokenForms.load(tmp_path / "locales")


def test_language_whose_script_is_unknown_is_refused(tmp_path: Path) -> None:
    line = _line("numbers")

    assert _refused(tmp_path, DUTCH, "pl") == [
        f"locales/pl/spoken.yaml:{line}: the script of 'pl' is not known"
    ]


@pytest.mark.parametrize("language", ["ar", "ti"])
def test_names_stand_in_alphabetical_order_after_the_abbreviations(language: str) -> None:
    data = yaml.safe_load((LOCALES / language / "spoken.yaml").read_text(encoding="utf-8"))

    words = [name.casefold() for name in data["names"] if not name.isupper()]

    assert words == sorted(words)


def test_arabic_and_tigrinya_know_the_same_names() -> None:
    arabic, tigrinya = (
        yaml.safe_load((LOCALES / language / "spoken.yaml").read_text(encoding="utf-8"))
        for language in ("ar", "ti")
    )

    assert arabic["names"].keys() == tigrinya["names"].keys()
