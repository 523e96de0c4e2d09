"""What weights were learnt from: the sentences, the concepts, and the code that turns them into features."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

_CODE = (
    "concepts.py",
    "danger_data.py",
    "danger_training.py",
    "features.py",
    "language.py",
    "lexicon.py",
    "material.py",
    "nodes.py",
    "normalise.py",
    "script.py",
    "skeleton.py",
    "thresholds.py",
    "training.py",
    "vectors.py",
    "windows.py",
    "wording.py",
)


def training_files(data_dir: Path) -> list[Path]:
    """Return every ``<language>/*.yml`` of a folder, in a fixed order."""
    return sorted(data_dir.glob("*/*.yml"))


def concept_files(data_dir: Path) -> list[Path]:
    """Return every ``<language>.yaml`` of the folder ``concepts`` beside the sentences, in a fixed order."""
    return sorted((data_dir.parent / "concepts").glob("*.yaml"))


def danger_files(data_dir: Path) -> list[Path]:
    """Return every ``<language>.yml`` of the folder ``danger`` beside the sentences, in a fixed order."""
    return sorted((data_dir.parent / "danger").glob("*.yml"))


def fingerprint(data_dir: Path) -> str:
    """Return a hash that differs when a sentence, a concept or the code behind them does.

    Weights fit both: after a change in either their numbers mean something else.
    """
    here = Path(__file__).parent
    parts = [(file.relative_to(data_dir).as_posix(), file) for file in training_files(data_dir)]
    parts += [(f"concepts/{file.name}", file) for file in concept_files(data_dir)]
    parts += [(f"danger/{file.name}", file) for file in danger_files(data_dir)]
    parts += [(name, here / name) for name in _CODE]
    total = sha256()
    for name, file in parts:
        total.update(name.encode() + b"\0" + sha256(file.read_bytes()).digest())
    return total.hexdigest()
