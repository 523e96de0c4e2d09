"""Reads what the project asks for, and what its lock files answer."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from pathlib import Path

LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-train.lock", "nlu/requirements.lock")


@dataclass(frozen=True)
class Locked:
    """One package of a lock: what is pinned, its hashes, and whether the project itself asked for it."""

    requirement: Requirement
    hashes: tuple[str, ...]
    direct: bool

    @property
    def name(self) -> str:
        return canonicalize_name(self.requirement.name)

    @property
    def version(self) -> str:
        """The one version that is pinned; empty when none is."""
        pin = re.fullmatch(r"==([^,*]+)", str(self.requirement.specifier))
        return pin[1] if pin else ""


def declared(root: Path, lock: str) -> dict[str, Requirement]:
    """Return the direct requirements that a lock answers, by canonical name."""
    if lock == "requirements-train.lock":
        lines = (root / "requirements-train.in").read_text(encoding="utf-8").splitlines()
        wanted = [line for line in lines if line and not line.startswith("#")]
    elif lock == "nlu/requirements.lock":
        wanted = tomllib.loads((root / "nlu/pyproject.toml").read_text(encoding="utf-8"))["project"][
            "dependencies"
        ]
    else:
        pyproject = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
        groups = pyproject["dependency-groups"]
        wanted = [*pyproject["project"]["dependencies"], *groups["build"]]
        if lock == "requirements-dev.lock":
            wanted += groups["dev"]
    return {canonicalize_name(one.name): one for one in map(Requirement, wanted)}


def locked(root: Path, lock: str) -> list[Locked]:
    """Return every package of a lock, in its order."""
    text = (root / lock).read_text(encoding="utf-8")
    blocks = re.findall(r"^[^#\s].*\n(?:[ \t]+.*\n?)*", text, flags=re.MULTILINE)
    return [
        Locked(
            requirement=Requirement(block.partition("\\\n")[0].strip()),
            hashes=tuple(re.findall(r"--hash=sha256:([0-9a-f]{64})\b", block)),
            direct=re.search(r"(?:via|#) +(?:wegwijs(?:-nlu)? \(|-r requirements-)", block) is not None,
        )
        for block in blocks
    ]
