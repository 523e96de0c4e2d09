from __future__ import annotations

from array import array
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.understanding.base import WeightsError
from bot.understanding.embedded import load
from bot.understanding.feature_rows import FeatureRows
from bot.understanding.fingerprint import fingerprint
from bot.understanding.weights import Weights, quantised, read_weights, weights_are_current, write_weights

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WEIGHTS = Weights(
    fingerprint="abc",
    intents=("greet", "out-of-scope"),
    languages=("ar", "nl"),
    thresholds={"nl": 0.5, "ar": 0.75, "": 0.75},
    danger={"nl": -0.25, "ar": 0.125, "": 0.125},
    concepts={"baas*": ("werkgever",), "ሰብ": ("man", "mens")},
    features=FeatureRows.of((" ", "ش", "ሰ")),
    idf=array("f", [1.0, 1.5, 2.0]),
    bias=array("f", [0.5, -0.5, 0.25, -0.25, -1.0]),
    scales=array("f", [0.5, 1.0, 0.25]),
    matrix=bytes(range(120, 135)),
)


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    (folder / "nl").mkdir(parents=True)
    (folder / "nl" / "control.yml").write_text("first", encoding="utf-8")
    return folder


def test_read_weights_returns_what_was_written(tmp_path: Path) -> None:
    file = tmp_path / "new" / "weights.bin"

    write_weights(file, WEIGHTS)

    assert read_weights(file) == WEIGHTS


def test_quantised_keeps_every_number_within_half_a_unit_of_its_row() -> None:
    scales, whole = quantised([127.0, -63.6, 0.4, 0.0, 0.0, 0.0, -0.254, 0.254, 0.001], 3)

    assert (scales, whole) == (
        array("f", [1.0, 1.0, 0.002]),
        bytes([255, 64, 128, 128, 128, 128, 1, 255, 128]),
    )


def test_write_weights_leaves_nothing_but_the_file(tmp_path: Path) -> None:
    file = tmp_path / "weights.bin"

    write_weights(file, WEIGHTS)
    write_weights(file, replace(WEIGHTS, fingerprint="later"))

    assert list(tmp_path.iterdir()) == [file]
    assert read_weights(file).fingerprint == "later"


def test_read_weights_says_how_to_make_absent_ones(tmp_path: Path) -> None:
    file = tmp_path / "weights.bin"

    with pytest.raises(WeightsError) as raised:
        read_weights(file)

    assert str(raised.value) == (
        f"The weights of the understanding are not at {file}. "
        "Make them with: wegwijs understand train (or: make weights)"
    )


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda raw: b"", id="empty"),
        pytest.param(lambda raw: raw[:-1], id="a byte short"),
        pytest.param(lambda raw: raw[:40], id="cut in the header"),
        pytest.param(lambda raw: raw + b"\0", id="a byte long"),
        pytest.param(lambda raw: raw[:-1] + bytes([raw[-1] ^ 1]), id="one bit"),
        pytest.param(lambda raw: raw.replace(b'"greet", ', b""), id="an intent fewer"),
        pytest.param(lambda raw: raw.replace(b'"features": 3', b'"features": 4'), id="another count"),
        pytest.param(lambda raw: raw.replace(b'"crc32"', b'"crc33"'), id="no checksum"),
        pytest.param(lambda raw: raw.replace(b'"concepts": {', b'"concepts": 1, "": {'), id="no concepts"),
        pytest.param(lambda raw: raw.replace(b"weights 4", b"weights 3"), id="another version"),
        pytest.param(lambda raw: raw.replace(b"\n{", b"\n[{").replace(b"}\n", b"}]\n"), id="no object"),
        pytest.param(lambda raw: b"\x80\x04K\x01.", id="a pickle"),
        pytest.param(lambda raw: b"\xff" * 100_000, id="noise"),
    ],
)
def test_read_weights_refuses_a_damaged_file(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    file = tmp_path / "weights.bin"
    write_weights(file, WEIGHTS)
    file.write_bytes(damage(file.read_bytes()))

    with pytest.raises(WeightsError) as raised:
        read_weights(file)

    assert str(raised.value) == (
        f"{file} is not a weights file, or it is damaged. "
        "Make them with: wegwijs understand train (or: make weights)"
    )


def test_weights_are_current_until_a_sentence_changes(tmp_path: Path, data_dir: Path) -> None:
    file = tmp_path / "weights.bin"
    write_weights(file, replace(WEIGHTS, fingerprint=fingerprint(data_dir)))

    before = weights_are_current(data_dir, file)
    (data_dir / "nl" / "control.yml").write_text("second", encoding="utf-8")
    after = weights_are_current(data_dir, file)

    assert (before, after) == (True, False)


def test_weights_are_current_until_a_file_is_added(tmp_path: Path, data_dir: Path) -> None:
    file = tmp_path / "weights.bin"
    write_weights(file, replace(WEIGHTS, fingerprint=fingerprint(data_dir)))

    (data_dir / "nl" / "digid.yml").write_text("", encoding="utf-8")

    assert weights_are_current(data_dir, file) is False


def test_weights_are_current_until_a_concept_changes(tmp_path: Path, data_dir: Path) -> None:
    file = tmp_path / "weights.bin"
    write_weights(file, replace(WEIGHTS, fingerprint=fingerprint(data_dir)))

    (tmp_path / "concepts").mkdir()
    (tmp_path / "concepts" / "nl.yaml").write_text("werk: baan", encoding="utf-8")

    assert weights_are_current(data_dir, file) is False


def test_weights_are_current_until_a_sentence_of_danger_changes(tmp_path: Path, data_dir: Path) -> None:
    file = tmp_path / "weights.bin"
    write_weights(file, replace(WEIGHTS, fingerprint=fingerprint(data_dir)))

    (tmp_path / "danger").mkdir()
    (tmp_path / "danger" / "nl.yml").write_text("danger: [hij slaat mij]", encoding="utf-8")

    assert weights_are_current(data_dir, file) is False


def test_weights_are_not_current_when_absent(tmp_path: Path, data_dir: Path) -> None:
    assert weights_are_current(data_dir, tmp_path / "weights.bin") is False


def test_load_refuses_weights_of_other_sentences(tmp_path: Path, data_dir: Path) -> None:
    file = tmp_path / "weights.bin"
    write_weights(file, WEIGHTS)

    with pytest.raises(WeightsError) as raised:
        load(file, data_dir)

    assert str(raised.value) == (
        f"The training sentences or their code changed after {file} was made. "
        "Make them with: wegwijs understand train (or: make weights)"
    )
