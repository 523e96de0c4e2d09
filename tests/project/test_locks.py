from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.project.requirements import LOCKS, declared, locked

if TYPE_CHECKING:
    from pathlib import Path

each_lock = pytest.mark.parametrize("lock", LOCKS)


@each_lock
def test_lock_names_no_index_and_no_machine(root: Path, lock: str) -> None:
    text = (root / lock).read_text(encoding="utf-8")

    found = re.findall(r"\w+://\S+|^-.*|(?<![\w.])/\w+/\S+| @ \S+", text, flags=re.MULTILINE)

    assert found == []


@each_lock
def test_lock_pins_every_package_with_hashes(root: Path, lock: str) -> None:
    loose = [one.name for one in locked(root, lock) if not one.version or not one.hashes]

    assert loose == []


@each_lock
def test_lock_holds_what_the_project_asks_for(root: Path, lock: str) -> None:
    asked = {name: sorted(one.extras) for name, one in declared(root, lock).items()}

    held = {one.name: sorted(one.requirement.extras) for one in locked(root, lock) if one.direct}

    assert held == asked, "pyproject.toml changed: run `make lock`"


@each_lock
def test_lock_pins_versions_that_the_project_allows(root: Path, lock: str) -> None:
    asked = declared(root, lock)

    refused = [
        f"{one.name} {one.version}"
        for one in locked(root, lock)
        if one.direct and not asked[one.name].specifier.contains(one.version)
    ]

    assert refused == [], "pyproject.toml changed: run `make lock`"


def test_tests_run_on_the_versions_that_serve(root: Path) -> None:
    serving, testing = (
        {str(one.requirement) for one in locked(root, lock)}
        for lock in ("requirements.lock", "requirements-dev.lock")
    )

    assert serving - testing == set()
