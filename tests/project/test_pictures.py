from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 200_000
"""Bytes: a helper reads the page on a phone."""


def test_every_picture_is_small_and_stands_on_a_page(root: Path) -> None:
    pages = "\n".join(page.read_text(encoding="utf-8") for page in (root / "docs").glob("*.md"))
    shown = set(re.findall(r'(?:src="|\]\()pictures/([a-z-]+\.png)', pages))
    pictures = {path.name: path.stat().st_size for path in (root / "docs" / "pictures").iterdir()}

    assert pictures.keys() == shown
    assert [name for name, size in pictures.items() if size > LARGEST] == []
