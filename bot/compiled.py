"""What was worked out from files that people edit, kept so that the next start need not do it again.

A kept file may be absent, old or damaged without harm. Its first line says which sources
and which code it was made from, and what its own text is. Unless all of that is as it is
today, the sources are read again and the file is replaced.
"""

from __future__ import annotations

import json
import logging
import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

log = logging.getLogger(__name__)


def compiled(kept: Path | None, sources: Sequence[Path], build: Callable[[], Any]) -> Any:  # noqa: ANN401  what JSON holds
    """Return what ``build`` makes of the ``sources``, from the file ``kept`` where that still fits them.

    ``sources`` are the files that ``build`` reads, absent ones too, and the module it stands
    in. It returns what JSON can hold; what it raises passes. Without ``kept`` it always runs.
    """
    if kept is None:
        return build()
    fingerprint = _fingerprint((*sources, Path(__file__)))
    with suppress(OSError, ValueError):
        head, _, body = kept.read_bytes().partition(b"\n")
        if head == _head(fingerprint, body):
            return json.loads(body)
    built = build()
    body = json.dumps(built, ensure_ascii=False, separators=(",", ":")).encode()
    try:
        _write(kept, _head(fingerprint, body) + b"\n" + body)
    except OSError as error:
        # A read-only disk: all works, and every start reads the sources.
        log.warning("nothing is kept for the next start", extra={"kind": type(error).__name__})
    return built


def _head(fingerprint: str, body: bytes) -> bytes:
    return f"{fingerprint} {sha256(body).hexdigest()}".encode()


def _fingerprint(sources: Sequence[Path]) -> str:
    total = sha256()
    for source in sources:
        total.update(sha256(source.read_bytes()).digest() if source.exists() else b"absent")
    return total.hexdigest()


def _write(path: Path, data: bytes) -> None:
    """Write a file in one move: who reads it at the same time finds the old one or the new one, whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
        try:
            file.write(data)
            file.flush()
            os.fchmod(file.fileno(), 0o644)
            os.replace(file.name, path)  # noqa: PTH105  the name of an open file is a string
        except BaseException:
            os.unlink(file.name)  # noqa: PTH108  as above
            raise
