"""``wegwijs run`` as a process of its own."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import struct
import sys
from typing import TYPE_CHECKING, Any

from bot.config import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

SECRET = "a-webhook-secret-of-the-tests"


class Service:
    """Starts and ends the process. ``errors`` is where its stderr goes, of all starts one after another."""

    def __init__(self, settings: Mapping[str, str], errors: Path, *, folder: Path = ROOT) -> None:
        self.settings = settings
        self.errors = errors
        self._folder = folder
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        with self.errors.open("ab") as errors:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                *("-m", "bot", "run"),
                cwd=self._folder,
                env={**os.environ, **self.settings},
                stdin=asyncio.subprocess.DEVNULL,
                stdout=errors,
                stderr=errors,
            )

    @property
    def runs(self) -> bool:
        return self._process is not None and self._process.returncode is None

    def tell(self, number: signal.Signals) -> None:
        """Send a signal and return at once."""
        assert self._process is not None
        self._process.send_signal(number)

    async def ended(self) -> int:
        """Wait for the end; return the exit status, negative for a signal."""
        assert self._process is not None
        async with asyncio.timeout(30):
            return await self._process.wait()

    async def stop(self) -> int:
        """Ask it to end, as systemd does."""
        self.tell(signal.SIGTERM)
        return await self.ended()

    async def kill(self) -> None:
        """End it without a word, as a power cut does."""
        if self.runs:
            self.tell(signal.SIGKILL)
            await self.ended()

    def said(self) -> str:
        """Everything that it wrote, to either stream."""
        return self.errors.read_text()

    def logged(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.said().splitlines()]


def noon_in_amsterdam(folder: Path, now: datetime) -> str:
    """Write a time zone in which it is noon in Amsterdam ``now``; return what PYTHONTZPATH must be.

    Reminders go out by day only, and no test shall depend on the hour, or on midnight.
    """
    west = (now.hour - 12) * 3600 + now.minute * 60
    zone = folder / "Europe" / "Amsterdam"
    zone.parent.mkdir(parents=True)
    # TZif, RFC 8536: no transitions and one type of time, in both versions of the data block.
    header = b"TZif2" + bytes(15) + struct.pack(">6l", 0, 0, 0, 0, 1, 4)
    block = struct.pack(">lBB", -west, 0, 0) + b"AMS\0"
    sign, west = ("-", -west) if west < 0 else ("", west)
    rule = f"\nAMS{sign}{west // 3600}:{west % 3600 // 60:02}\n"
    zone.write_bytes(header + block + header + block + rule.encode())
    return f"{folder}:/usr/share/zoneinfo"


def free_port() -> int:
    """Return a port that nobody listens at now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
