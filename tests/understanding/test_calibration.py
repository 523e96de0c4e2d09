from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.messages import Alternative
from bot.understanding.calibrate import calibrate
from bot.understanding.calibration import (
    Calibration,
    CalibrationError,
    flatten,
    read_calibrations,
    write_calibrations,
)
from bot.understanding.data import Sentence

if TYPE_CHECKING:
    from pathlib import Path


def ranking(**guesses: float) -> list[Alternative]:
    return [Alternative(intent.replace("_", "-"), confidence) for intent, confidence in guesses.items()]


def sentence(intent: str, language: str = "nl") -> Sentence:
    return Sentence(language, intent, "een zin", "here:1")


def test_calibrations_come_back_as_they_were_written(tmp_path: Path) -> None:
    known = {
        "quick": Calibration(temperature=1.2, thresholds={"ar": 0.76, "nl": 0.9}),
        "diet": Calibration(temperature=2.5, thresholds={"nl": 1.0}),
    }

    write_calibrations(tmp_path / "calibration.yml", known)

    assert read_calibrations(tmp_path / "calibration.yml") == known


@pytest.mark.parametrize(
    "text", ["", "quick", "quick: {}", "quick: {temperature: x, thresholds: {}}", "a: ["]
)
def test_calibrations_that_cannot_be_used_are_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "calibration.yml"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(CalibrationError) as caught:
        read_calibrations(file)

    assert str(caught.value) == f"{file} cannot be read. Write it with: make nlu-calibration"


def test_language_that_cannot_be_told_needs_the_highest_threshold() -> None:
    calibration = Calibration(temperature=1, thresholds={"ar": 0.7, "nl": 0.9})

    assert [calibration.threshold(one) for one in ("ar", "nl", None)] == [0.7, 0.9, 0.9]


def test_flatten_keeps_the_order_and_the_sum() -> None:
    flat = flatten(ranking(later=0.81, menu=0.09, stop=0.0), 2)

    assert flat == ranking(later=0.75, menu=0.25, stop=0.0)


def test_calibrate_flattens_a_model_that_is_too_sure() -> None:
    sentences = [sentence("later"), sentence("menu"), sentence("out-of-scope")]
    rankings = [ranking(later=0.99, menu=0.01)] * 3

    found, _ = calibrate(sentences, rankings)

    assert found.temperature == 4.0


def test_calibrate_chooses_a_threshold_above_what_goes_wrong() -> None:
    sentences = [sentence("later"), sentence("out-of-scope"), sentence("later")]
    rankings = [ranking(later=1.0), ranking(later=0.6, out_of_scope=0.4), ranking(menu=0.3, later=0.3)]

    found, judged = calibrate(sentences, rankings)

    strayed = judged["nl"][1].confidence
    assert strayed < found.threshold("nl") <= 1
    assert [one.acts_at(found.threshold("nl")) for one in judged["nl"]] == [True, False, False]
