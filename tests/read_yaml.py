"""YAML files of the tests, read by libyaml: a sixth of the time, in every process that collects them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from bot.libyaml import FAST

if TYPE_CHECKING:
    from pathlib import Path


def read_yaml(path: Path) -> Any:  # noqa: ANN401  whatever stands in the file
    """Return what stands in a file."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=FAST)  # noqa: S506  a safe loader
