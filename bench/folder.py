"""Where a measurement keeps its database and logs while it runs."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bot.config import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def work_folder() -> Iterator[Path]:
    """Give a folder that is gone afterwards.

    It is on the disk of the project, not in a /tmp that may be memory: a commit waits for the disk.
    """
    place = ROOT / "var"
    place.mkdir(exist_ok=True)
    with TemporaryDirectory(prefix="bench-", dir=place) as folder:
        yield Path(folder)
