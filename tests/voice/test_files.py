from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from bot.voice.files import write_whole

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_is_written_whole_below_new_folders_and_can_be_read_by_all(tmp_path: Path) -> None:
    path = tmp_path / "ab" / "clip.ogg"

    write_whole(path, b"first")
    write_whole(path, b"second")

    assert path.read_bytes() == b"second"
    assert stat.S_IMODE(path.stat().st_mode) == 0o644
    assert list(path.parent.iterdir()) == [path]
