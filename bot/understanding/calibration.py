"""How sure a Rasa model must be, and what its probabilities are worth.

Stands in ``nlu/calibration.yml``, chosen per model on sentences that it had not learnt
(``bot.understanding.calibrate``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from bot.understanding.base import UnderstandingError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from bot.messages import Alternative


class CalibrationError(UnderstandingError):
    """The file of the calibrations cannot be used."""


@dataclass(frozen=True, kw_only=True)
class Calibration:
    """What was chosen for one model.

    ``temperature`` flattens (above 1) or sharpens its probabilities. ``thresholds`` are per
    language: below it the bot asks. A language that cannot be told needs the highest.
    """

    temperature: float
    thresholds: Mapping[str, float]

    def threshold(self, language: str | None) -> float:
        """Return how sure the model must be of a text in this language."""
        return self.thresholds.get(language or "", max(self.thresholds.values()))


def flatten(ranking: Sequence[Alternative], temperature: float) -> list[Alternative]:
    """Return the ranking with each probability raised to 1 / temperature, adding up to 1 again."""
    powers = [guess.confidence ** (1 / temperature) for guess in ranking]
    total = sum(powers) or 1.0
    return [type(guess)(guess.intent, power / total) for guess, power in zip(ranking, powers, strict=True)]


def read_calibrations(file: Path) -> dict[str, Calibration]:
    """Return the calibrations by the name of the model; raise ``CalibrationError``."""
    try:
        document = yaml.safe_load(file.read_text(encoding="utf-8"))
        return {
            str(model): Calibration(
                temperature=float(entry["temperature"]),
                thresholds={str(language): float(value) for language, value in entry["thresholds"].items()},
            )
            for model, entry in document.items()
        }
    except (OSError, ValueError, yaml.YAMLError, TypeError, KeyError, AttributeError) as error:
        raise CalibrationError(f"{file} cannot be read. Write it with: make nlu-calibration") from error


def write_calibrations(file: Path, calibrations: Mapping[str, Calibration]) -> None:
    """Write the calibrations, so that a difference in them is one line."""
    lines = [
        "# How sure each model must be to act unasked; written by `make nlu-calibration`. See nlu/README.md.",
        "",
    ]
    for model, one in sorted(calibrations.items()):
        lines += [f"{model}:", f"  temperature: {one.temperature}", "  thresholds:"]
        lines += [f"    {language}: {value}" for language, value in sorted(one.thresholds.items())]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
