"""What two processes of ours say to each other over a pipe: one line of JSON, then bytes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import IO


def send(stream: IO[bytes], what: Mapping[str, Any], parts: Sequence[bytes] = ()) -> None:
    """Write one parcel; raise ``OSError`` where nobody reads any more."""
    stream.write(json.dumps({**what, "sizes": [len(part) for part in parts]}).encode() + b"\n")
    for part in parts:
        stream.write(part)
    stream.flush()


def receive(stream: IO[bytes]) -> tuple[dict[str, Any], list[bytes]] | None:
    """Read one parcel; return None where no whole one comes any more."""
    line = stream.readline()
    if not line.endswith(b"\n"):
        return None
    what: dict[str, Any] = json.loads(line)
    sizes = what.pop("sizes")
    parts = [stream.read(size) for size in sizes]
    return (what, parts) if [len(part) for part in parts] == sizes else None
