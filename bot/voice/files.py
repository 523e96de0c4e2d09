"""Files that are there whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Write a file under another name and rename it; raise ``OSError`` and leave nothing behind.

    The rename is atomic: a reader finds the old file or the new one, also when the disk
    fills up or the process is killed half way.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".part", delete=False) as file:
        try:
            file.write(data)
            file.flush()
            os.fchmod(file.fileno(), 0o644)
            os.replace(file.name, path)  # noqa: PTH105  the name of an open file is a string
        except BaseException:
            with suppress(OSError):
                os.unlink(file.name)  # noqa: PTH108  as above
            raise
