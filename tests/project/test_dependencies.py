from __future__ import annotations

import ast
import re
import sys
from importlib.metadata import packages_distributions
from typing import TYPE_CHECKING

from packaging.utils import canonicalize_name

from tests.project.requirements import LOCKS, declared

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

OUR_OWN = {"bot", "tests"}
TRAINING = {
    "danger_training.py",
    "held_back.py",
    "material.py",
    "training.py",
    "vectors.py",
    "wording.py",
}  # in bot/understanding; serving never imports them


def _imported(paths: Iterable[Path]) -> set[str]:
    """Return the distributions that these files import."""
    modules = set()
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Import(names=names):
                    modules |= {one.name.partition(".")[0] for one in names}
                case ast.ImportFrom(module=str(module), level=0):
                    modules.add(module.partition(".")[0])
    installed = packages_distributions()
    return {
        canonicalize_name(installed.get(module, [module])[0])
        for module in modules - sys.stdlib_module_names - OUR_OWN
    }


def test_dependencies_have_their_reason_and_nothing_else_has(root: Path) -> None:
    asked = {name for lock in LOCKS for name in declared(root, lock)}

    text = (root / "docs" / "dependencies.md").read_text(encoding="utf-8")
    explained = re.findall(r"^\| `([^`\[]+)[^|]*\| \S[^|]* \|$", text, flags=re.MULTILINE)

    assert sorted({canonicalize_name(name) for name in explained}) == sorted(asked)


def test_serving_imports_only_what_the_project_asks_for(root: Path) -> None:
    understanding = root / "bot" / "understanding"
    serving = set((root / "bot").rglob("*.py")) - {understanding / name for name in TRAINING}

    assert _imported(serving) - declared(root, "requirements.lock").keys() == set()


def test_tests_import_only_what_the_project_asks_for(root: Path) -> None:
    tests = (root / "tests").rglob("*.py")

    assert _imported(tests) - declared(root, "requirements-dev.lock").keys() == set()
