from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from bot.config import SETTINGS

if TYPE_CHECKING:
    from pathlib import Path

PAGES = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/architecture.md", "docs/dependencies.md")


def test_readme_begins_with_run_and_test(root: Path) -> None:
    lines = (root / "README.md").read_text(encoding="utf-8").splitlines()

    commands = [" ".join(line.split()[:2]) for line in lines[3:5]]

    assert commands == ["make run", "make test"]


def test_readme_names_every_setting_and_no_other(root: Path) -> None:
    text = (root / "README.md").read_text(encoding="utf-8")

    rows = re.findall(r"^\| `(WEGWIJS_[A-Z_]+)` \|", text, flags=re.MULTILINE)

    assert sorted(rows) == sorted(SETTINGS)


@pytest.mark.parametrize("page", PAGES)
def test_page_names_make_targets_that_exist(root: Path, page: str) -> None:
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, flags=re.MULTILINE))

    code = re.findall(
        r"`[^`\n]+`|^```sh\n.*?^```",
        (root / page).read_text(encoding="utf-8"),
        flags=re.MULTILINE | re.DOTALL,
    )
    named = set(re.findall(r"\bmake ([a-z-]+)", "\n".join(code)))

    assert named - targets == set()


@pytest.mark.parametrize("page", PAGES)
def test_page_links_to_files_and_headings_that_exist(root: Path, page: str) -> None:
    text = (root / page).read_text(encoding="utf-8")

    broken = [
        link
        for link in re.findall(r"\]\(([^)\s]+)\)", text)
        if not link.startswith("https://") and not _leads_somewhere(root / page, link)
    ]

    assert broken == []


def _leads_somewhere(page: Path, link: str) -> bool:
    name, _, heading = link.partition("#")
    target = page.parent / name if name else page
    if not target.is_file():
        return False
    titles = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return not heading or heading in {title.lower().replace(" ", "-") for title in titles}
