from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from bot.compiled import compiled

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Builder:
    """Reads one file, and counts how often."""

    def __init__(self, source: Path) -> None:
        self.source = source
        self.times = 0

    def __call__(self) -> list[str]:
        self.times += 1
        return self.source.read_text(encoding="utf-8").split()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "source.txt"
    path.write_text("huur ኪራይ إيجار", encoding="utf-8")
    return path


def test_compiled_reads_the_sources_once(tmp_path: Path, source: Path) -> None:
    kept, build = tmp_path / "var" / "kept.json", Builder(source)

    first = compiled(kept, [source], build)
    second = compiled(kept, [source], build)

    assert (first, second, build.times) == (["huur", "ኪራይ", "إيجار"], ["huur", "ኪራይ", "إيجار"], 1)


def test_compiled_reads_a_source_again_that_changed(tmp_path: Path, source: Path) -> None:
    kept, build = tmp_path / "kept.json", Builder(source)
    compiled(kept, [source], build)

    source.write_text("huur 2", encoding="utf-8")

    assert (compiled(kept, [source], build), build.times) == (["huur", "2"], 2)


def test_compiled_sees_a_source_that_came(tmp_path: Path, source: Path) -> None:
    kept, build, reviews = tmp_path / "kept.json", Builder(source), tmp_path / "reviews.yaml"
    compiled(kept, [source, reviews], build)

    reviews.write_text("", encoding="utf-8")
    compiled(kept, [source, reviews], build)

    assert build.times == 2


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda raw: b"", id="empty"),
        pytest.param(lambda raw: raw[:-1], id="a byte short"),
        pytest.param(lambda raw: raw[:30], id="cut in the first line"),
        pytest.param(lambda raw: raw + b" ", id="a byte long"),
        pytest.param(lambda raw: raw.replace(b"huur", b"duur"), id="another word"),
        pytest.param(lambda raw: b"\xff" * 1000, id="noise"),
    ],
)
def test_compiled_makes_a_damaged_file_anew(
    tmp_path: Path, source: Path, damage: Callable[[bytes], bytes]
) -> None:
    kept, build = tmp_path / "kept.json", Builder(source)
    compiled(kept, [source], build)
    whole = kept.read_bytes()
    kept.write_bytes(damage(whole))

    found = compiled(kept, [source], build)

    assert (found, build.times, kept.read_bytes()) == (["huur", "ኪራይ", "إيجار"], 2, whole)


def test_compiled_leaves_nothing_but_the_file(tmp_path: Path, source: Path) -> None:
    compiled(tmp_path / "var" / "kept.json", [source], Builder(source))

    assert [path.name for path in (tmp_path / "var").iterdir()] == ["kept.json"]


def test_compiled_keeps_nothing_of_a_build_that_fails(tmp_path: Path, source: Path) -> None:
    def build() -> list[str]:
        raise ValueError("line 3 is wrong")

    with pytest.raises(ValueError, match="line 3 is wrong"):
        compiled(tmp_path / "var" / "kept.json", [source], build)

    assert not (tmp_path / "var").exists()


def test_compiled_works_where_nothing_can_be_written(
    tmp_path: Path, source: Path, caplog: pytest.LogCaptureFixture
) -> None:
    build = Builder(source)
    (tmp_path / "var").write_text("a file in the place of the folder", encoding="utf-8")

    with caplog.at_level(logging.WARNING):
        found = [compiled(tmp_path / "var" / "kept.json", [source], build) for _ in range(2)]

    assert (found, build.times) == ([["huur", "ኪራይ", "إيجار"]] * 2, 2)
    assert [record.message for record in caplog.records] == ["nothing is kept for the next start"] * 2


def test_compiled_without_a_place_always_reads_the_sources(source: Path) -> None:
    build = Builder(source)

    found = [compiled(None, [source], build) for _ in range(2)]

    assert (found, build.times) == ([["huur", "ኪራይ", "إيجار"]] * 2, 2)
