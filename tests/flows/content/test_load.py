"""Content as it is read: whole, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.config import ROOT
from bot.flows.content.load import load
from tests.flows.content.files import DO, FILES, GUIDE, mistakes, written

if TYPE_CHECKING:
    from pathlib import Path


def test_content_without_mistakes_is_loaded(tmp_path: Path) -> None:
    library = load(written(tmp_path, FILES))

    assert list(library.guides) == ["ander", "gids"]
    assert [step.id for step in library.guides["gids"].steps] == ["begin", "dag", "keuze", "doen", "verder"]


def test_real_content_has_no_mistakes() -> None:
    assert len(load(ROOT / "content").guides) > 0


def test_missing_file_is_named(tmp_path: Path) -> None:
    content = written(tmp_path, FILES)
    (content / "papers.yaml").unlink()

    assert mistakes(content) == ["content/papers.yaml:1: this file is missing"]


def test_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    content = written(tmp_path, FILES)
    (content / "papers.yaml").write_bytes("papier:\n  label: één\n".encode("latin-1"))

    assert mistakes(content) == ["content/papers.yaml:1: this file is not UTF-8 text; save it as UTF-8"]


def test_ids_that_no_button_can_carry_are_named(tmp_path: Path) -> None:
    guide, step = "een-gids-met-een-lange-naam", "een-stap-met-een-lange-naam"
    long = GUIDE.replace("id: gids", f"id: {guide}").replace("id: doen", f"id: {step}")
    files = {f"levensweg/{guide}.yaml": long, **FILES}

    assert mistakes(written(tmp_path, files)) == [
        f"content/levensweg/{guide}.yaml:23: '{guide}/{step}' is too long for a button"
    ]


def test_all_mistakes_are_answered_at_once_in_the_order_of_the_files(tmp_path: Path) -> None:
    files = {
        **FILES,
        "papers.yaml": "",
        DO: GUIDE.replace("theme: levensweg\n", "").replace("icon: 💼\n", ""),
    }

    assert mistakes(written(tmp_path, files)) == [
        "content/levensweg/gids.yaml:1: 'icon' is missing",
        "content/levensweg/gids.yaml:1: 'theme' is missing",
        "content/papers.yaml:1: this file is empty",
    ]


def test_version_of_a_guide_changes_with_its_words_only(tmp_path: Path) -> None:
    first = load(written(tmp_path / "a", FILES)).guides["gids"].version
    spaced = load(written(tmp_path / "b", {**FILES, DO: f"# a remark\n{GUIDE}"})).guides["gids"].version
    changed = (
        load(written(tmp_path / "c", {**FILES, DO: GUIDE.replace("Doe dit", "Doe dat")}))
        .guides["gids"]
        .version
    )

    assert (spaced == first, changed == first) == (True, False)
