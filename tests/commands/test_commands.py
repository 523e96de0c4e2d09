"""The commands for editors, through their own door: ``wegwijs`` as a process."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import yaml

from bot.catalogs import reviews
from tests.project_copy import copy_project

ROOT = Path(__file__).resolve().parents[2]


def wegwijs(*arguments: str, project: Path = ROOT, typed: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603  our own program
        [sys.executable, "-m", "bot", *arguments],
        cwd=project,
        input=typed,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project that a test may spoil."""
    return copy_project(tmp_path)


def spoil(path: Path, old: str, new: str) -> int:
    """Replace the first occurrence; return its line."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def wrong(result: subprocess.CompletedProcess[str]) -> list[str]:
    return [line.removeprefix("wrong: ") for line in result.stdout.splitlines() if line.startswith("wrong: ")]


def outdated(context: str, *languages: str) -> list[str]:
    """What is said of a review whose wording was changed."""
    return [
        f"locales/{language}/reviews.yaml: {context}: another wording was read; "
        "`wegwijs extract` takes the entry out"
        for language in languages
    ]


def test_check_finds_nothing_wrong_in_the_project() -> None:
    result = wegwijs("check")

    assert (result.returncode, wrong(result), result.stderr) == (0, [], "")


def test_check_names_file_and_line_of_a_mistake_in_the_content(project: Path) -> None:
    guide = project / "content" / "levensweg" / "ww-aanvragen.yaml"
    line = spoil(guide, "where: uwv", "where: uvw")

    result = wegwijs("check", project=project)

    expected = f"content/levensweg/ww-aanvragen.yaml:{line}: there is no organisation 'uvw'\n"
    assert (result.returncode, result.stdout, result.stderr) == (2, "", expected)


def test_check_names_what_is_stale_and_too_hard(project: Path) -> None:
    guide = project / "content" / "levensweg" / "ww-aanvragen.yaml"
    hard = "Betreffende uitkeringsgerechtigden dienen desgewenst onverwijld voorzieningen aanvragen."
    spoil(guide, "WW is geld van UWV voor wie werk verliest. Wij lopen de stappen samen door.", hard)

    result = wegwijs("check", project=project)

    assert result.returncode == 1
    assert [line.removesuffix("; `wegwijs extract` marks them") for line in wrong(result)] == [
        "ww-aanvragen/begin.say: reads as -86, below 55; use shorter words",
        "ar: 1 stale, 0 missing",
        "ti: 1 stale, 0 missing",
        *outdated("ww-aanvragen/begin.say", "ar", "ti"),
    ]


def test_check_refuses_a_placeholder_that_a_translation_lost(project: Path) -> None:
    catalog = project / "locales" / "ti" / "LC_MESSAGES" / "wegwijs.po"
    text = catalog.read_text(encoding="utf-8")
    at = text.index('msgctxt "core/welcome-back"')
    place = text.index("{guide}", text.index("msgstr", at))
    catalog.write_text(text[:place] + text[place + len("{guide}") :], encoding="utf-8")

    result = wegwijs("check", project=project)

    assert (result.returncode, wrong(result)) == (
        1,
        ["core/welcome-back (ti): in braces [], not ['guide']", *outdated("core/welcome-back", "ti")],
    )


def test_check_refuses_a_label_that_is_too_long(project: Path) -> None:
    catalog = project / "locales" / "ar" / "LC_MESSAGES" / "wegwijs.po"
    text = catalog.read_text(encoding="utf-8")
    at = text.index('msgctxt "core/button.later"')
    begin = text.index('msgstr "', at) + len('msgstr "')
    catalog.write_text(text[:begin] + "x" * 21 + text[text.index('"', begin) :], encoding="utf-8")

    result = wegwijs("check", project=project)

    assert (result.returncode, wrong(result)) == (
        1,
        [f"core/button.later (ar): '{'x' * 21}' is longer than 20", *outdated("core/button.later", "ar")],
    )


def test_check_judges_facts_by_the_date_in_checked_on(project: Path) -> None:
    (project / "content" / "checked-on").write_text("2027-01-02\n", encoding="utf-8")

    result = wegwijs("check", project=project)

    facts = yaml.safe_load((project / "content" / "facts.yaml").read_text(encoding="utf-8"))
    expired = [key for key, fact in facts.items() if fact.get("valid-until", date.max) < date(2027, 1, 2)]
    assert "bijstand-alleen" in expired
    assert [line.partition(";")[0] for line in wrong(result)] == [
        f"content/facts.yaml: {key} does not hold on 2027-01-02" for key in expired
    ]


def test_extract_marks_changed_dutch_and_says_what_is_to_do(project: Path) -> None:
    guide = project / "content" / "levensweg" / "ww-aanvragen.yaml"
    spoil(guide, "Wij lopen de stappen samen door.", "Wij doen het samen.")

    result = wegwijs("extract", project=project)

    lines = [line.split(" translated, ") for line in result.stdout.splitlines()]
    assert [(words[0].rpartition(":")[0], words[1]) for words in lines if len(words) > 1] == [
        ("wegwijs ar", "1 stale, 0 missing"),
        ("wegwijs ti", "1 stale, 0 missing"),
    ]
    assert not (project / "locales" / "drafts.pot").exists()


def test_extract_keeps_what_only_drafts_say_in_a_catalog_of_its_own(project: Path) -> None:
    drafts = project / "content" / "drafts" / "levensweg"
    drafts.mkdir(parents=True)
    (drafts / "proef.yaml").write_text(
        "id: proef\ntheme: levensweg\nicon: 📄\ntitle: Proef\nchecked: 2026-11-21\n"
        "steps:\n  - id: begin\n    say: Dit is een proef.\n",
        encoding="utf-8",
    )

    made = wegwijs("extract", project=project)
    (drafts / "proef.yaml").unlink()
    taken = wegwijs("extract", project=project)

    assert [line.split(":")[0] for line in made.stdout.splitlines()] == [
        "wegwijs ar",
        "wegwijs ti",
        "drafts ar",
        "drafts ti",
    ]
    assert [line.split(":")[0] for line in taken.stdout.splitlines()] == ["wegwijs ar", "wegwijs ti"]
    assert sorted(project.glob("locales/**/drafts.po*")) == []


def test_guides_prints_json_with_the_coverage_of_each_language() -> None:
    result = wegwijs("guides", "--json")

    rows = {row["id"]: row for row in json.loads(result.stdout)}
    row = rows["ww-aanvragen"]
    assert (row["theme"], list(row["languages"])) == ("uitkering", ["nl", "ar", "ti"])
    for count in row["languages"].values():
        assert list(count) == ["messages", "translated", "stale", "missing", "second_read", "checked"]
        assert (count["translated"], count["stale"], count["missing"]) == (count["messages"], 0, 0)
        assert count["checked"] == 0  # no speaker has read any of it
    assert all(row["questions_before_first_action"] <= 5 for row in rows.values())


def test_guides_prints_a_table() -> None:
    result = wegwijs("guides")

    assert (result.returncode, len(result.stdout.splitlines())) == (
        0,
        1 + len(list((ROOT / "content/levensweg").glob("*.yaml"))),
    )


def test_understand_by_rasa_says_what_it_needs() -> None:
    result = wegwijs("understand", "--engine", "rasa", typed="ik ben mijn baan kwijt\n")

    assert (result.returncode, result.stdout, result.stderr) == (
        2,
        "",
        "--engine rasa needs WEGWIJS_NLU_URL; `make nlu` serves Rasa and prints it\n",
    )


def test_understand_prints_one_object_per_line() -> None:
    result = wegwijs("understand", "--json", typed="ik ben mijn baan kwijt\n\nخسرت شغلي\n")

    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["text"] for line in lines] == ["ik ben mijn baan kwijt", "", "خسرت شغلي"]
    assert all(list(line) == ["text", "language", "intent", "confidence", "alternatives"] for line in lines)
    assert [line["language"] for line in lines] == ["nl", None, "ar"]
    assert [line["alternatives"][0]["intent"] for line in (lines[0], lines[2])] == ["baan-verliezen"] * 2


def test_an_unknown_setting_stops_every_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEGWIJS_DATABSE_URL", "sqlite:///x.db")

    result = wegwijs("check")

    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "WEGWIJS_DATABSE_URL is not a setting; README lists the settings\n"


# --- reviews ------------------------------------------------------------------


def test_review_notes_a_speaker_and_a_second_read_and_check_takes_them(project: Path) -> None:
    approved = wegwijs(
        "review", "ti", "ww-aanvragen/begin.say", "ww-aanvragen.title", "--by", "Selam", project=project
    )
    read = wegwijs("review", "ar", "ww-aanvragen.title", "--back", "WW vragen", project=project)

    entries = {language: reviews.load(project / "locales", language) for language in ("ar", "ti")}
    assert (approved.returncode, read.returncode) == (0, 0)
    assert [entries["ti"][name]["by"] for name in ("ww-aanvragen/begin.say", "ww-aanvragen.title")] == [
        "Selam"
    ] * 2
    assert (entries["ar"]["ww-aanvragen.title"]["status"], entries["ar"]["ww-aanvragen.title"]["back"]) == (
        "second-read",
        "WW vragen",
    )
    assert wrong(wegwijs("check", project=project)) == []


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("so", "ww-aanvragen.title", "--by", "Selam"), "so is no language with a catalog"),
        (("ti", "weg/begin.say", "--by", "Selam"), "weg/begin.say: there is no such message, or it has no"),
        (
            ("ti", "ww-aanvragen.title", "digid-app.title", "--back", "WW"),
            "--back is the back-translation of one",
        ),
    ],
)
def test_review_refuses_what_cannot_be_reviewed_and_writes_nothing(
    project: Path, arguments: tuple[str, ...], why: str
) -> None:
    before = (project / "locales" / "ti" / "reviews.yaml").read_text(encoding="utf-8")

    result = wegwijs("review", *arguments, project=project)

    assert (result.returncode, result.stderr.startswith(why)) == (2, True)
    assert (project / "locales" / "ti" / "reviews.yaml").read_text(encoding="utf-8") == before


def test_extract_takes_out_the_review_of_another_wording(project: Path) -> None:
    guide = project / "content" / "levensweg" / "ww-aanvragen.yaml"
    spoil(guide, "Wij lopen de stappen samen door.", "Wij doen het samen.")
    before = reviews.load(project / "locales", "ti")

    result = wegwijs("extract", project=project)

    assert "reviews ti: 1 of another wording taken out" in result.stdout.splitlines()
    assert before.keys() - reviews.load(project / "locales", "ti").keys() == {"ww-aanvragen/begin.say"}


def test_check_facts_lists_what_an_editor_should_look_up_and_nothing_else() -> None:
    result = wegwijs("check", "--facts")

    lines = result.stdout.splitlines()
    assert (
        result.returncode,
        [line for line in lines if "Source: " not in line and "Call it" not in line],
    ) == (0, [])
    assert any(line.startswith("bijstand-alleen = ") for line in lines)
