"""Drafts: read only when asked for, held to the same rules, and never where residents are led."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.flows.content.document import ContentError
from bot.flows.content.load import load

ROOT = Path(__file__).resolve().parents[3]

GUIDE = """\
id: proef
theme: levensweg
icon: 📄
title: Proef
checked: 2026-11-21
steps:
  - id: begin
    say: Dit is een proef.
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The real content, with one guide and one paper more that are being written."""
    folder = Path(shutil.copytree(ROOT / "content", tmp_path / "content"))
    (folder / "drafts" / "levensweg").mkdir(parents=True)
    (folder / "drafts" / "levensweg" / "proef.yaml").write_text(GUIDE, encoding="utf-8")
    (folder / "drafts" / "papers.yaml").write_text("proefpapier:\n  label: een proef\n", encoding="utf-8")
    return folder


def test_drafts_are_not_what_residents_see(content: Path) -> None:
    published, everything = load(content), load(content, drafts=True)

    assert published.guides.keys() == {path.stem for path in (content / "levensweg").glob("*.yaml")}
    assert everything.guides.keys() - published.guides.keys() == {"proef"}
    assert everything.papers.keys() - published.papers.keys() == {"proefpapier"}


def test_a_published_guide_may_not_lead_to_a_draft(content: Path) -> None:
    guide = content / "levensweg" / "ww-aanvragen.yaml"
    guide.write_text(
        guide.read_text(encoding="utf-8").replace("go_to: bijstand-aanvragen", "go_to: proef", 1),
        encoding="utf-8",
    )

    with pytest.raises(ContentError) as error:
        load(content)

    assert [mistake.message for mistake in error.value.mistakes] == ["there is no guide 'proef'"]
    assert "proef" in load(content, drafts=True).guides


def test_a_mistake_in_a_draft_table_names_that_table(content: Path) -> None:
    table = content / "drafts" / "organisations.yaml"
    table.write_text("proef:\n  name: Proef\n  what: Zie {phone:proef}.\n", encoding="utf-8")

    with pytest.raises(ContentError) as error:
        load(content, drafts=True)

    (mistake,) = error.value.mistakes
    assert (mistake.file, mistake.line) == ("content/drafts/organisations.yaml", 1)


def test_an_entry_may_stand_in_one_table_only(content: Path) -> None:
    table = content / "drafts" / "papers.yaml"
    table.write_text("proefpapier:\n  label: een proef\ncontract:\n  label: uw contract\n", encoding="utf-8")

    with pytest.raises(ContentError) as error:
        load(content, drafts=True)

    expected = "content/drafts/papers.yaml:3: 'contract' stands here and in content/papers.yaml"
    assert str(error.value) == expected


def test_without_drafts_there_is_nothing_to_read_along(content: Path) -> None:
    shutil.rmtree(content / "drafts")

    assert load(content, drafts=True) == load(content)
